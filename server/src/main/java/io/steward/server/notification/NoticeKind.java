package io.steward.server.notification;

import io.steward.server.platform.Problem;
import java.util.Locale;

/**
 * What people are told of. Each can be wished or not in every way.
 */
public enum NoticeKind {
    /** Somebody named them with an @. */
    MENTIONED(false),
    /** A ticket became theirs. */
    ASSIGNED(false),
    /** Something public was written on a ticket of theirs, or that they watch. */
    REPLY(false),
    /** Something internal was written on a ticket of theirs, or that they watch. */
    NOTE(false),
    /** They are asked to decide. */
    APPROVAL_REQUESTED(true),
    /** They were asked, and have not decided. */
    APPROVAL_REMINDER(true),
    /** What they asked for was decided. */
    APPROVAL_DECIDED(false),
    /** A service level of a ticket is near its end, or past it. */
    ESCALATED(false),
    /** A rule of a desk tells them something. */
    RULE(false),
    /** A rule of theirs failed, or was switched off. */
    RULE_FAILED(false),
    /** They are on call, and something needs them now. */
    PAGED(true),
    /** Nobody who was called has answered. */
    PAGE_EXHAUSTED(true),
    /** A shift of theirs on call begins, or is about to. */
    SHIFT(true),
    /** A connection of theirs was switched off, since nothing arrived there. */
    CONNECTION_OFF(true);

    private final boolean alone;

    NoticeKind(boolean alone) {
        this.alone = alone;
    }

    /** Whether it is always a mail of its own, at once: it waits for an answer, or is of no use later. */
    public boolean isAlone() {
        return alone;
    }

    /** Whether it is told whatever somebody wished, and in quiet hours too: they are called. */
    public boolean isUrgent() {
        return this == PAGED || this == PAGE_EXHAUSTED;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem naming the field {@code kind} */
    public static NoticeKind of(String key) {
        for (NoticeKind kind : values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw Problem.invalid("kind", "unknown", "There is no such kind of notification");
    }
}
