package io.steward.server.assignment;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who gets new tickets of a desk that the rule applies to.
 *
 * @param typeId only tickets of this type; all of the desk if null
 * @param query only tickets that meet this; all if empty
 * @param teamId among whose members; if null the ticket's team, or every agent of the desk when it has none
 * @param scheduleId who is on call by this schedule gets it, when the strategy is on call
 * @param skills what whoever gets it must be able to do, when the strategy is by skill
 */
public record AssignmentRule(
        UUID id,
        UUID deskId,
        int position,
        String name,
        @Nullable UUID typeId,
        String query,
        @Nullable UUID teamId,
        Strategy strategy,
        @Nullable UUID scheduleId,
        List<String> skills,
        boolean active,
        int version) {}
