package io.steward.server.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Time that a person spent on a ticket on a day. */
public record TimeEntry(
        UUID id,
        UUID ticketId,
        UUID deskId,
        UUID typeId,
        UUID personId,
        int minutes,
        LocalDate day,
        String note,
        boolean billable,
        Instant created,
        int version) {

    /** The longest that one entry may be: a day. */
    public static final int MOST = 1_440;
}
