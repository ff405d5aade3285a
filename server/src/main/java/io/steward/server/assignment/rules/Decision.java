package io.steward.server.assignment.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a ticket and why.
 *
 * @param because {@code turn}, {@code least}, {@code skills}, {@code nobody} is free, or {@code none} is to be chosen
 * @param considered everybody who was, in the order of turns
 */
public record Decision(
        @Nullable UUID chosenId,
        @Nullable String chosenName,
        String because,
        List<String> wanted,
        List<Considered> considered) {

    /**
     * Somebody who was considered.
     *
     * @param left why they were left out: {@code absent}, {@code full} or {@code skills}; null if they were not
     * @param until the last day of the absence
     * @param has the wanted skills that they have; {@code lacks}: the needed ones that they have not
     */
    public record Considered(
            UUID id,
            String name,
            int open,
            int most,
            @Nullable String left,
            @Nullable LocalDate until,
            List<String> has,
            List<String> lacks) {
        boolean isFree() {
            return left == null;
        }
    }
}
