package io.steward.server.channel.rules;

/** A message nothing useful can be read from; the caller puts it aside as it came. */
public final class UnreadableMail extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a message cannot be read. */
    public enum Reason {
        EMPTY,
        NOT_A_MESSAGE,
        TOO_LARGE,
        HEADER_TOO_LARGE,
        BROKEN
    }

    private final Reason reason;

    public UnreadableMail(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
