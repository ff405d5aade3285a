package io.steward.server.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Parses what people who know Jira's JQL would write:
 * {@code kind = incident and priority in (1, 2) and created >= -7d and "vpn" order by updated desc}.
 */
public final class QueryParser {
    public static final int LONGEST = 2_000;
    private static final int DEEPEST = 20;
    private static final int MOST_VALUES = 200;

    private final List<Tokens.Token> tokens;
    private int next;
    private int depth;

    private QueryParser(String text) {
        tokens = Tokens.of(text);
    }

    /** @throws QueryError that points at what is wrong */
    public static Expr.Query parse(String text) {
        if (text.length() > LONGEST) {
            throw new QueryError(LONGEST, text.length() - LONGEST, "A query has at most " + LONGEST + " characters");
        }
        return new QueryParser(text).query();
    }

    private Expr.Query query() {
        Expr where = peek().kind() == Tokens.Kind.END || peek().is("order") ? new Expr.All() : or();
        var order = new ArrayList<Expr.Order>();
        if (peek().is("order")) {
            take();
            expect("by");
            do {
                order.add(order());
            } while (takeSign(","));
        }
        if (peek().kind() != Tokens.Kind.END) {
            throw wrong("Expected and, or, order by, or the end");
        }
        return new Expr.Query(where, order);
    }

    private Expr.Order order() {
        var field = word("a field to order by");
        boolean descending = peek().is("desc");
        if (descending || peek().is("asc")) {
            take();
        }
        return new Expr.Order(field.text().toLowerCase(Locale.ROOT), descending, field.at(), field.length());
    }

    private Expr or() {
        if (++depth > DEEPEST) {
            throw wrong("Too many brackets within one another");
        }
        var parts = new ArrayList<Expr>(List.of(and()));
        while (peek().is("or")) {
            take();
            parts.add(and());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Expr.Or(parts);
    }

    private Expr and() {
        var parts = new ArrayList<Expr>(List.of(not()));
        while (true) {
            if (peek().is("and")) {
                take();
                parts.add(not());
            } else if (peek().kind() == Tokens.Kind.STRING) {
                parts.add(not());
            } else {
                return parts.size() == 1 ? parts.getFirst() : new Expr.And(parts);
            }
        }
    }

    private Expr not() {
        if (peek().is("not")) {
            take();
            if (++depth > DEEPEST) {
                throw wrong("Too many negations");
            }
            Expr part = not();
            depth--;
            return new Expr.Not(part);
        }
        return primary();
    }

    private Expr primary() {
        var token = peek();
        if (takeSign("(")) {
            Expr inner = or();
            if (!takeSign(")")) {
                throw wrong("A closing bracket is missing");
            }
            return inner;
        }
        if (token.kind() == Tokens.Kind.STRING) {
            take();
            return new Expr.Words(token.text(), token.at(), token.length());
        }
        return compare();
    }

    private Expr compare() {
        var field = word("a field, a text in quotation marks, or a bracket");
        String name = field.text().toLowerCase(Locale.ROOT);
        var token = take();
        if (token.is("is")) {
            boolean not = peek().is("not");
            if (not) {
                take();
            }
            expect("empty");
            return new Expr.Compare(
                    name, not ? Expr.Op.NOT_EMPTY : Expr.Op.EMPTY, List.of(), field.at(), field.length());
        }
        if (token.is("in")) {
            return new Expr.Compare(name, Expr.Op.IN, list(), field.at(), field.length());
        }
        if (token.is("not")) {
            expect("in");
            return new Expr.Compare(name, Expr.Op.NOT_IN, list(), field.at(), field.length());
        }
        for (Expr.Op op : Expr.Op.values()) {
            if (token.sign(op.text())) {
                return new Expr.Compare(name, op, List.of(value()), field.at(), field.length());
            }
        }
        throw new QueryError(
                token.at(), Math.max(1, token.length()), "Expected =, !=, <, <=, >, >=, ~, in, not in or is empty");
    }

    private List<Expr.Literal> list() {
        if (!takeSign("(")) {
            throw wrong("Expected a list such as (a, b)");
        }
        var values = new ArrayList<Expr.Literal>();
        do {
            values.add(value());
        } while (takeSign(","));
        if (!takeSign(")")) {
            throw wrong("A closing bracket is missing");
        }
        if (values.size() > MOST_VALUES) {
            throw wrong("At most " + MOST_VALUES + " values");
        }
        return values;
    }

    private Expr.Literal value() {
        var token = take();
        if (token.kind() == Tokens.Kind.STRING) {
            return new Expr.Literal(token.text(), false, token.at(), token.length());
        }
        if (token.kind() != Tokens.Kind.WORD) {
            throw new QueryError(token.at(), Math.max(1, token.length()), "Expected a value");
        }
        if (takeSign("(")) {
            if (!takeSign(")")) {
                throw wrong("A closing bracket is missing");
            }
            return new Expr.Literal(token.text().toLowerCase(Locale.ROOT), true, token.at(), token.length() + 2);
        }
        return new Expr.Literal(token.text(), false, token.at(), token.length());
    }

    private Tokens.Token word(String what) {
        var token = take();
        if (token.kind() != Tokens.Kind.WORD) {
            throw new QueryError(token.at(), Math.max(1, token.length()), "Expected " + what);
        }
        return token;
    }

    private void expect(String word) {
        if (!peek().is(word)) {
            throw wrong("Expected " + word);
        }
        take();
    }

    private boolean takeSign(String sign) {
        boolean is = peek().sign(sign);
        if (is) {
            take();
        }
        return is;
    }

    private Tokens.Token peek() {
        return tokens.get(next);
    }

    private Tokens.Token take() {
        var token = tokens.get(next);
        if (token.kind() != Tokens.Kind.END) {
            next++;
        }
        return token;
    }

    private QueryError wrong(String message) {
        return new QueryError(peek().at(), Math.max(1, peek().length()), message);
    }
}
