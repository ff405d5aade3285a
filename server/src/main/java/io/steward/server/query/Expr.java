package io.steward.server.query;

import java.util.List;

/** A condition as a tree. {@code at} and {@code length} point into the text, for errors and highlighting. */
public sealed interface Expr {
    record And(List<Expr> parts) implements Expr {}

    record Or(List<Expr> parts) implements Expr {}

    record Not(Expr part) implements Expr {}

    /** {@code field op values}; several values only for in and not in, none for empty tests. */
    record Compare(String field, Op op, List<Literal> values, int at, int length) implements Expr {}

    /** Words to be found anywhere in the text. */
    record Words(String text, int at, int length) implements Expr {}

    /** Everything: the empty query. */
    record All() implements Expr {}

    /** A value as written, or a function such as {@code me()}. */
    record Literal(String text, boolean function, int at, int length) {}

    /** One key of an order. */
    record Order(String field, boolean descending, int at, int length) {}

    /** A condition and an order. */
    record Query(Expr where, List<Order> order) {}

    enum Op {
        EQ("="),
        NE("!="),
        LT("<"),
        LE("<="),
        GT(">"),
        GE(">="),
        LIKE("~"),
        NOT_LIKE("!~"),
        IN("in"),
        NOT_IN("not in"),
        EMPTY("is empty"),
        NOT_EMPTY("is not empty");

        private final String text;

        Op(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
