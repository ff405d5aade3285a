package io.steward.server.query;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A condition as a tree. {@code at} and {@code length} point into the text, for errors and highlighting. */
public sealed interface Expr {
    record And(List<Expr> parts) implements Expr {}

    record Or(List<Expr> parts) implements Expr {}

    record Not(Expr part) implements Expr {}

    /**
     * {@code field op values}; several values only for the forms with in, none for empty tests and changed.
     *
     * @param when of {@code was} and {@code changed}: which part of the past
     */
    record Compare(String field, Op op, List<Literal> values, When when, int at, int length) implements Expr {}

    /** Words to be found anywhere in the text. */
    record Words(String text, int at, int length) implements Expr {}

    /** Everything: the empty query. */
    record All() implements Expr {}

    /** A value as written, the absence of one, or a function such as {@code me()}. */
    record Literal(String text, Form form, List<String> arguments, int at, int length) {
        boolean function() {
            return form == Form.FUNCTION;
        }

        boolean empty() {
            return form == Form.EMPTY;
        }
    }

    enum Form {
        TEXT,
        EMPTY,
        FUNCTION;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The suffixes of {@code was} and {@code changed}. {@code during} has no or two values; empty lists mean any. */
    record When(
            List<Literal> from,
            List<Literal> to,
            @Nullable Literal after,
            @Nullable Literal before,
            @Nullable Literal on,
            List<Literal> during,
            List<Literal> by) {
        public static final When EVER = new When(List.of(), List.of(), null, null, null, List.of(), List.of());
    }

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
        NOT_EMPTY("is not empty"),
        WAS("was"),
        WAS_NOT("was not"),
        WAS_IN("was in"),
        WAS_NOT_IN("was not in"),
        CHANGED("changed");

        private final String text;

        Op(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        /** Takes a list in brackets. */
        public boolean isList() {
            return this == IN || this == NOT_IN || this == WAS_IN || this == WAS_NOT_IN;
        }

        /** Takes no value. */
        public boolean isBare() {
            return this == EMPTY || this == NOT_EMPTY || this == CHANGED;
        }

        /** Asks the journal. */
        public boolean isPast() {
            return ordinal() >= WAS.ordinal();
        }
    }
}
