package io.steward.server.integration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a source says: something is wrong, or is no more.
 *
 * @param key at most 300 characters
 * @param title at most 250 characters
 * @param description plain text
 * @param priority 1 to 4; null: it says nothing of it
 * @param fields values of custom fields by key, as texts
 */
public record Signal(
        String key,
        boolean resolved,
        String title,
        String description,
        @Nullable Integer priority,
        Map<String, String> fields,
        List<String> tags) {}
