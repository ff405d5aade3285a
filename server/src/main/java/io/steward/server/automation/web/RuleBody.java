package io.steward.server.automation.web;

import io.steward.server.automation.Rule;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A rule as it is to be. {@code id}: of the one that is being changed, where a rule is only looked at. */
record RuleBody(
        @Nullable UUID id,
        @Nullable String name,
        @Nullable String description,
        @Nullable Boolean active,
        @Nullable Boolean stop,
        @Nullable JsonNode trigger,
        @Nullable String condition,
        @Nullable JsonNode actions,
        @Nullable UUID ownerId) {

    Rule.Content content() {
        return new Rule.Content(
                name == null ? "" : name,
                description == null ? "" : description,
                Boolean.TRUE.equals(stop),
                trigger == null ? JsonNodeFactory.instance.objectNode() : trigger,
                condition == null ? "" : condition,
                actions == null ? JsonNodeFactory.instance.arrayNode() : actions);
    }

    /** Off unless it is said to be on. */
    boolean isActive() {
        return Boolean.TRUE.equals(active);
    }
}
