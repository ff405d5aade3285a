package io.steward.server.assignment;

import java.time.LocalDate;
import java.util.UUID;

/** Somebody is away, from the first day to the last, both included. */
public record Absence(UUID id, UUID personId, LocalDate first, LocalDate last, String reason) {
    public boolean covers(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
