package io.steward.server.assignment.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who might get a ticket.
 *
 * @param open how many open tickets they have
 * @param most how many they take
 * @param absentUntil the last day of an absence that goes on today
 */
public record Candidate(
        UUID id,
        String name,
        int open,
        int most,
        List<String> skills,
        @Nullable LocalDate absentUntil) {
    /** With as many more tickets, for a plan of several. */
    public Candidate with(int more) {
        return new Candidate(id, name, open + more, most, skills, absentUntil);
    }
}
