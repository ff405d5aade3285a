package io.steward.server.oncall;

import java.util.List;
import java.util.UUID;

/**
 * Whom to call, one step after another until somebody answers.
 *
 * @param repeats how often it begins again after its last step, 0 to {@value #MOST_REPEATS}
 */
public record Chain(UUID id, UUID deskId, String name, List<Step> steps, int repeats, int version)
        implements DeskThing {
    public static final int MOST_STEPS = 20;
    public static final int MOST_TARGETS = 20;
    public static final int MOST_REPEATS = 9;
    public static final int MOST_WAIT = 1_440;

    /**
     * Those who are told at the same time.
     *
     * @param waitMinutes how long an answer is waited for before the next step, 1 to {@value #MOST_WAIT}
     */
    public record Step(List<Target> targets, int waitMinutes) {
        /** The ids of its targets of a kind. */
        public List<UUID> targets(String kind) {
            return targets.stream()
                    .filter(t -> t.kind().equals(kind))
                    .map(Target::id)
                    .toList();
        }
    }

    /** @param kind schedule (who is on call just then), person, team (all of it), or chat (a channel that is told whom the step calls) */
    public record Target(String kind, UUID id) {
        public static final String SCHEDULE = "schedule";
        public static final String PERSON = "person";
        public static final String TEAM = "team";
        public static final String CHAT = "chat";
        static final List<String> KINDS = List.of(SCHEDULE, PERSON, TEAM, CHAT);
    }

    /** Whether a step of it calls who is on call by a schedule. */
    boolean calls(UUID schedule) {
        return steps.stream().anyMatch(s -> s.targets(Target.SCHEDULE).contains(schedule));
    }

    boolean tells(UUID chat) {
        return steps.stream().anyMatch(s -> s.targets(Target.CHAT).contains(chat));
    }
}
