package io.steward.server.ticket.rules.formula;

/** A formula that cannot be understood, with the place. */
public final class FormulaError extends RuntimeException {
    private final int at;
    private final int length;

    FormulaError(int at, int length, String message) {
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
}
