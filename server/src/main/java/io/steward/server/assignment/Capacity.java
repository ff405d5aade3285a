package io.steward.server.assignment;

import java.util.List;
import java.util.UUID;

/**
 * How much somebody takes and what they can do.
 *
 * @param most open tickets at once
 * @param version 0 while nobody has set anything
 */
public record Capacity(UUID personId, int most, List<String> skills, int version) {
    public static final int USUAL = 20;

    static Capacity usual(UUID person) {
        return new Capacity(person, USUAL, List.of(), 0);
    }
}
