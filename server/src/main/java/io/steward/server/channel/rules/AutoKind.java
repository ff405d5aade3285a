package io.steward.server.channel.rules;

/** Whether a person wrote a message. Anything but {@link #NONE} must not be answered automatically. */
public enum AutoKind {
    /** Nothing says that a machine wrote it. */
    NONE,
    /** A machine's answer to a message, such as an absence notice or a read receipt. */
    AUTO_REPLY,
    /** A mail server's report about a message's delivery. */
    BOUNCE,
    /** Sent by a machine or through a list without being an answer, such as an alarm or a newsletter. */
    BULK,
    /** Sent by this product. */
    OWN
}
