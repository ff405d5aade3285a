package io.steward.server.oncall;

import java.util.List;
import java.util.UUID;

/**
 * Whom to call, one step after another until somebody answers.
 *
 * @param repeats how often it begins again after its last step, 0 to {@value #MOST_REPEATS}
 */
public record Chain(UUID id, UUID deskId, String name, List<Step> steps, int repeats, int version) {
    public static final int MOST_STEPS = 20;
    public static final int MOST_TARGETS = 20;
    public static final int MOST_REPEATS = 9;
    public static final int MOST_WAIT = 1_440;

    /**
     * Those who are told at the same time.
     *
     * @param waitMinutes how long an answer is waited for before the next step, 1 to {@value #MOST_WAIT}
     */
    public record Step(List<Target> targets, int waitMinutes) {}

    /** @param kind schedule (who is on call just then), person, or team (all of it) */
    public record Target(String kind, UUID id) {
        public static final String SCHEDULE = "schedule";
        public static final String PERSON = "person";
        public static final String TEAM = "team";
    }

    /** Whether a step of it calls who is on call by a schedule. */
    boolean calls(UUID schedule) {
        return steps.stream()
                .flatMap(s -> s.targets().stream())
                .anyMatch(t -> t.kind().equals(Target.SCHEDULE) && t.id().equals(schedule));
    }
}
