package io.steward.server.blueprint.rules;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One thing that becomes another. @param op add, change or remove */
public record Difference(
        String path,
        String op,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {}
