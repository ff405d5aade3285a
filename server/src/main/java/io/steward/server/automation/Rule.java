package io.steward.server.automation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A sentence: when something happens, if a condition holds, then actions.
 *
 * @param position among the desk's rules, which have their turns in this order
 * @param ownerId who is told when it fails
 * @param stopped why the program switched it off itself; null if it did not
 * @param content what it says
 */
public record Rule(
        UUID id,
        UUID deskId,
        int position,
        boolean active,
        @Nullable UUID ownerId,
        Instant created,
        Instant changed,
        @Nullable String stopped,
        Content content,
        int version) {

    /**
     * What a version of a rule says.
     *
     * @param stop where it runs, no later rule of the desk runs for the same event
     * @param trigger when, as the API has it
     * @param condition a query; empty always holds
     * @param actions what is done, as the API has it
     */
    public record Content(
            String name, String description, boolean stop, JsonNode trigger, String condition, JsonNode actions) {}

    public String name() {
        return content.name();
    }
}
