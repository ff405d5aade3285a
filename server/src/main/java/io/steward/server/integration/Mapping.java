package io.steward.server.integration;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file mean.
 *
 * @param mode {@code tickets}: a row is a ticket; {@code history}: a row is one update of a ticket
 * @param key the column whose value says which ticket a row belongs to
 * @param columns column to field
 * @param values for a column, what its values mean
 * @param unknown values that stand for "not known"
 * @param order the column that orders the rows of one ticket; null is the order of the file
 */
public record Mapping(
        @Nullable UUID deskId,
        @Nullable UUID typeId,
        String mode,
        @Nullable String key,
        Map<String, String> columns,
        Map<String, Map<String, String>> values,
        String dateFormat,
        String timeZone,
        List<String> unknown,
        @Nullable String order) {

    public static final List<String> FIELDS = List.of(
            "title",
            "description",
            "status",
            "impact",
            "urgency",
            "category",
            "team",
            "assignee",
            "requester",
            "channel",
            "created",
            "updated",
            "resolved",
            "closed",
            "actor",
            "reopened",
            "reassigned",
            "tags");

    public boolean history() {
        return mode.equals("history");
    }

    /** The column of a field, if one is mapped. */
    public @Nullable String column(String field) {
        return columns.entrySet().stream()
                .filter(e -> e.getValue().equals(field))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
