package io.steward.server.sla;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clock as a policy defines it.
 *
 * @param key stable within the policy
 * @param targets minutes that count, by priority 1 to 4; without a target nothing is promised for the priority
 * @param start what has to be so for the clock to start; empty as the kind has it
 * @param pause while this is so, the clock stands; empty never
 * @param stop what ends it; empty as the kind has it
 */
public record Promise(
        String key,
        Promised kind,
        String name,
        Map<Integer, Integer> targets,
        String start,
        String pause,
        String stop,
        List<Threshold> thresholds) {

    /**
     * What happens when a share of the target is used up.
     *
     * @param percent 100 is the target itself; more is after it was missed
     */
    public record Threshold(int percent, List<Action> actions) {}

    /**
     * Something to be done.
     *
     * @param kind notify, reassign, raise_priority, note, rule or page
     * @param teamId to whom it is reassigned, or who is told
     * @param personId to whom it is reassigned
     * @param people who are told
     * @param assignee who has the ticket is told
     * @param team those of the ticket's team are told
     * @param text what is noted, or what the page says
     * @param ruleId the rule that is run for the ticket; the room of rules follows the escalation
     * @param chain the chain of people who are paged; the room of on-call duty follows the escalation
     */
    public record Action(
            String kind,
            @Nullable UUID teamId,
            @Nullable UUID personId,
            @Nullable List<UUID> people,
            boolean assignee,
            boolean team,
            @Nullable String text,
            @Nullable UUID ruleId,
            @Nullable UUID chain) {}
}
