package io.steward.server.approval;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ticket as it was when its approval was asked for.
 *
 * @param description safe HTML
 * @param fields custom fields that were filled in
 */
public record Snapshot(
        String number,
        String title,
        String description,
        int priority,
        String type,
        @Nullable String category,
        UUID requesterId,
        String requester,
        List<Value> fields) {

    /** @param label the value as a person reads it */
    public record Value(String key, String name, String label) {}
}
