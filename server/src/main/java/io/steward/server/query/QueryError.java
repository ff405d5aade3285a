package io.steward.server.query;

import io.steward.server.platform.Problem;

/** Something in a query's text is wrong: where and what. */
public final class QueryError extends RuntimeException {
    private final int at;
    private final int length;

    public QueryError(int at, int length, String message) {
        super(message, null, false, false);
        this.at = at;
        this.length = length;
    }

    public int at() {
        return at;
    }

    public int length() {
        return length;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    public Problem problem() {
        return Problem.invalid("q", "query", text() + " (at " + (at + 1) + ")");
    }
}
