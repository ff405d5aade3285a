package io.steward.server.task;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The clock that runs for a person on a ticket. */
public record Timer(UUID personId, UUID ticketId, Instant started) {

    /** Minutes begun, at least one and at most a day: who forgot the clock overnight corrects the entry. */
    public int minutes(Instant now) {
        long seconds = Math.max(0, Duration.between(started, now).toSeconds());
        return (int) Math.clamp((seconds + 59) / 60, 1, TimeEntry.MOST);
    }
}
