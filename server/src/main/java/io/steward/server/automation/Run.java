package io.steward.server.automation;

import io.steward.server.automation.rules.Event;
import io.steward.server.automation.rules.Frame;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.platform.Json;
import io.steward.server.ticket.TicketConditions.Explained;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A rule at work on a ticket.
 *
 * @param once what makes it one run: the same thing never starts the rule twice for the ticket
 * @param depth how many runs led to it, one after the other
 * @param due when somebody has to go on with it; null when it is over
 * @param stack the lists of actions that it is in, the innermost last
 * @param passed whether later rules had their turn for the same event
 * @param steps how many actions were done
 * @param attempts how often the next action failed
 * @param words the error as a key and values, where the program itself says it
 */
public record Run(
        UUID id,
        UUID ruleId,
        String ruleName,
        int version,
        int position,
        UUID deskId,
        UUID ticketId,
        Event event,
        String once,
        int depth,
        State state,
        @Nullable Instant due,
        Instant started,
        @Nullable Instant ended,
        List<Explained> conditions,
        List<Frame> stack,
        boolean passed,
        int steps,
        int attempts,
        @Nullable String error,
        @Nullable JsonNode words) {

    /** Where a run is. */
    public enum State {
        RUNNING,
        WAITING,
        DONE,
        FAILED,
        SKIPPED,
        UNDONE,
        STOPPED;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static State of(String key) {
            return valueOf(key.toUpperCase(java.util.Locale.ROOT));
        }

        public boolean isOver() {
            return this != RUNNING && this != WAITING;
        }
    }

    /**
     * An action that was done or tried.
     *
     * @param words what is said, as a key and values
     * @param data what it changed, by which it is taken back
     */
    public record Step(
            UUID runId,
            int number,
            UUID id,
            String path,
            String kind,
            UUID ticketId,
            String state,
            String said,
            @Nullable JsonNode words,
            JsonNode data,
            int attempts,
            @Nullable String error,
            Instant at) {}

    Run with(State next, @Nullable Instant when, List<Frame> left, int done, int failed, @Nullable String why) {
        return now(next, when, ended, left, passed, done, failed, why, null);
    }

    /** With the error that it has. */
    Run over(State end, Instant at) {
        return now(end, null, at, stack, passed, steps, attempts, error, words);
    }

    Run over(State end, Instant at, String why, @Nullable Words as) {
        return now(end, null, at, stack, passed, steps, attempts, why, as == null ? null : words(as));
    }

    static JsonNode words(Words words) {
        return Json.tree(Json.text(words));
    }

    Run handedOn() {
        return now(state, due, ended, stack, true, steps, attempts, error, words);
    }

    /** What failed is tried once more. */
    Run again(Instant at) {
        return now(State.RUNNING, at, null, stack, passed, steps, 0, null, null);
    }

    private Run now(
            State next,
            @Nullable Instant when,
            @Nullable Instant end,
            List<Frame> left,
            boolean handed,
            int done,
            int failed,
            @Nullable String why,
            @Nullable JsonNode as) {
        return new Run(
                id,
                ruleId,
                ruleName,
                version,
                position,
                deskId,
                ticketId,
                event,
                once,
                depth,
                next,
                when,
                started,
                end,
                conditions,
                left,
                handed,
                done,
                failed,
                why,
                as);
    }
}
