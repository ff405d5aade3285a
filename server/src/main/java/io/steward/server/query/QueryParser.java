package io.steward.server.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a query: {@code state in (new, open) and team = "Network" order by priority, created desc}. Conditions are one or more
 * comparisons joined by and, or, not and brackets; a text alone in quotation marks is searched for.
 */
public final class QueryParser {
    /** The longest query. */
    public static final int LONGEST = 2_000;

    private static final int DEEPEST = 50;

    private final Tokens.Reader tokens;
    private final ComparisonParser comparisons;
    private int depth;

    private QueryParser(String text) {
        tokens = new Tokens.Reader(Tokens.of(text));
        comparisons = new ComparisonParser(tokens);
    }

    /** @throws QueryError that points at what is wrong */
    public static Expr.Query parse(String text) {
        if (text.length() > LONGEST) {
            throw new QueryError(LONGEST, text.length() - LONGEST, "A query has at most " + LONGEST + " characters");
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new QueryError(nul, 1, "No text has this character");
        }
        return new QueryParser(text).query();
    }

    private Expr.Query query() {
        boolean all = tokens.peek().kind() == Tokens.Kind.END || tokens.peek().is("order");
        Expr where = all ? new Expr.All() : or();
        var order = new ArrayList<Expr.Order>();
        if (tokens.takeWord("order")) {
            tokens.expect("by");
            do {
                order.add(order());
            } while (tokens.takeSign(","));
        }
        if (tokens.peek().kind() != Tokens.Kind.END) {
            throw tokens.wrong("Expected and, or, order by, or the end");
        }
        return new Expr.Query(where, order);
    }

    private Expr.Order order() {
        var field = tokens.word("a field to order by");
        boolean descending = tokens.takeWord("desc");
        if (!descending) {
            tokens.takeWord("asc");
        }
        return new Expr.Order(field.text().toLowerCase(Locale.ROOT), descending, field.at(), field.length());
    }

    private Expr or() {
        deeper("Too many brackets within one another");
        var parts = new ArrayList<Expr>(List.of(and()));
        while (tokens.takeWord("or")) {
            parts.add(and());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Expr.Or(parts);
    }

    private Expr and() {
        var parts = new ArrayList<Expr>(List.of(not()));
        while (tokens.takeWord("and") || tokens.peek().kind() == Tokens.Kind.STRING) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expr.And(parts);
    }

    private Expr not() {
        if (tokens.takeWord("not")) {
            deeper("Too many negations");
            Expr part = not();
            depth--;
            return new Expr.Not(part);
        }
        return primary();
    }

    private Expr primary() {
        var token = tokens.peek();
        if (tokens.takeSign("(")) {
            Expr inner = or();
            tokens.close();
            return inner;
        }
        if (token.kind() == Tokens.Kind.STRING) {
            tokens.take();
            return new Expr.Words(token.text(), token.at(), token.length());
        }
        return comparisons.comparison();
    }

    private void deeper(String message) {
        if (++depth > DEEPEST) {
            throw tokens.wrong(message);
        }
    }
}
