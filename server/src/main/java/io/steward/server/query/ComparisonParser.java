package io.steward.server.query;

import io.steward.server.query.Expr.Form;
import io.steward.server.query.Expr.Literal;
import io.steward.server.query.Expr.Op;
import io.steward.server.query.Expr.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one comparison: a field, an operator, values, and for the past which part of it. */
final class ComparisonParser {
    private static final int MOST_VALUES = 100;
    private static final int MOST_ARGUMENTS = 5;

    private final Tokens.Reader tokens;

    ComparisonParser(Tokens.Reader tokens) {
        this.tokens = tokens;
    }

    Expr comparison() {
        var field = tokens.word("a field, a text in quotation marks, or a bracket");
        Op op = op();
        List<Literal> values = op.isBare() ? List.of() : op.isList() ? list() : List.of(value());
        When when = op.isPast() ? when(op) : When.EVER;
        return new Expr.Compare(field.text().toLowerCase(Locale.ROOT), op, values, when, field.at(), field.length());
    }

    private Op op() {
        var token = tokens.take();
        if (token.is("is")) {
            boolean not = tokens.takeWord("not");
            if (!tokens.takeWord("null")) {
                tokens.expect("empty");
            }
            return not ? Op.NOT_EMPTY : Op.EMPTY;
        }
        if (token.is("was")) {
            boolean not = tokens.takeWord("not");
            return tokens.takeWord("in") ? (not ? Op.WAS_NOT_IN : Op.WAS_IN) : (not ? Op.WAS_NOT : Op.WAS);
        }
        if (token.is("changed")) {
            return Op.CHANGED;
        }
        if (token.is("in")) {
            return Op.IN;
        }
        if (token.is("not")) {
            tokens.expect("in");
            return Op.NOT_IN;
        }
        for (Op op : Op.values()) {
            if (token.sign(op.text())) {
                return op;
            }
        }
        throw new QueryError(
                token.at(),
                Math.max(1, token.length()),
                "Expected =, !=, <, <=, >, >=, ~, in, not in, is empty, was or changed");
    }

    private When when(Op op) {
        List<Literal> from = List.of();
        List<Literal> to = List.of();
        List<Literal> during = List.of();
        List<Literal> by = List.of();
        Literal after = null;
        Literal before = null;
        Literal on = null;
        while (true) {
            var at = tokens.peek();
            if (op == Op.CHANGED && tokens.takeWord("from")) {
                once(at, !from.isEmpty());
                from = oneOrMore();
            } else if (op == Op.CHANGED && tokens.takeWord("to")) {
                once(at, !to.isEmpty());
                to = oneOrMore();
            } else if (tokens.takeWord("after")) {
                once(at, after != null);
                after = value();
            } else if (tokens.takeWord("before")) {
                once(at, before != null);
                before = value();
            } else if (tokens.takeWord("on")) {
                once(at, on != null);
                on = value();
            } else if (tokens.takeWord("during")) {
                once(at, !during.isEmpty());
                during = list();
                if (during.size() != 2) {
                    throw new QueryError(at.at(), at.length(), "during takes two dates: during (-14d, -7d)");
                }
            } else if (tokens.takeWord("by")) {
                once(at, !by.isEmpty());
                by = oneOrMore();
            } else {
                return new When(from, to, after, before, on, during, by);
            }
        }
    }

    private static void once(Tokens.Token token, boolean before) {
        if (before) {
            throw new QueryError(token.at(), token.length(), token.text() + " stands here twice");
        }
    }

    private List<Literal> oneOrMore() {
        return tokens.peek().sign("(") ? list() : List.of(value());
    }

    private List<Literal> list() {
        if (!tokens.takeSign("(")) {
            // One function may stand for a list: team in myTeams().
            if (tokens.peek().kind() == Tokens.Kind.WORD) {
                Literal one = value();
                if (one.function()) {
                    return List.of(one);
                }
                throw new QueryError(one.at(), one.length(), "Expected a list such as (a, b)");
            }
            throw tokens.wrong("Expected a list such as (a, b)");
        }
        var values = new ArrayList<Literal>();
        do {
            values.add(value());
        } while (tokens.takeSign(","));
        tokens.close();
        if (values.size() > MOST_VALUES) {
            throw tokens.wrong("At most " + MOST_VALUES + " values");
        }
        return values;
    }

    private Literal value() {
        var token = tokens.take();
        if (token.kind() == Tokens.Kind.STRING) {
            return new Literal(token.text(), Form.TEXT, List.of(), token.at(), token.length());
        }
        if (token.kind() != Tokens.Kind.WORD) {
            throw new QueryError(token.at(), Math.max(1, token.length()), "Expected a value");
        }
        if (tokens.takeSign("(")) {
            return function(token);
        }
        Form form = token.is("empty") || token.is("null") ? Form.EMPTY : Form.TEXT;
        return new Literal(form == Form.EMPTY ? "empty" : token.text(), form, List.of(), token.at(), token.length());
    }

    private Literal function(Tokens.Token name) {
        var arguments = new ArrayList<String>();
        if (!tokens.peek().sign(")")) {
            do {
                arguments.add(argument());
            } while (tokens.takeSign(","));
        }
        var end = tokens.peek();
        tokens.close();
        int length = end.at() + end.length() - name.at();
        if (arguments.size() > MOST_ARGUMENTS) {
            throw new QueryError(name.at(), length, "At most " + MOST_ARGUMENTS + " values");
        }
        return new Literal(name.text().toLowerCase(Locale.ROOT), Form.FUNCTION, arguments, name.at(), length);
    }

    private String argument() {
        var token = tokens.take();
        if (token.kind() != Tokens.Kind.STRING && token.kind() != Tokens.Kind.WORD) {
            throw new QueryError(token.at(), Math.max(1, token.length()), "Expected a value or a closing bracket");
        }
        return token.text();
    }
}
