package io.steward.server.integration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How what a source sends becomes tickets; texts are templates with JSON pointers. What is empty is as the source's kind has it.
 *
 * @param items where the list of alerts is; empty: the payload is one
 * @param key what is the same as long as it is about the same trouble
 * @param resolved values of the status, in small letters, that say it is over
 * @param priorities 1 to 4 by value, in small letters
 * @param fields templates of custom fields by their key
 */
public record SourceMapping(
        String items,
        String title,
        String description,
        String key,
        String status,
        List<String> resolved,
        String priority,
        Map<String, Integer> priorities,
        Map<String, String> fields,
        List<String> tags) {
    public static final SourceMapping NONE =
            new SourceMapping(null, null, null, null, null, null, null, null, null, null);

    public SourceMapping(
            @Nullable String items,
            @Nullable String title,
            @Nullable String description,
            @Nullable String key,
            @Nullable String status,
            @Nullable List<String> resolved,
            @Nullable String priority,
            @Nullable Map<String, Integer> priorities,
            @Nullable Map<String, String> fields,
            @Nullable List<String> tags) {
        this.items = text(items);
        this.title = text(title);
        this.description = text(description);
        this.key = text(key);
        this.status = text(status);
        this.resolved = resolved == null ? List.of() : List.copyOf(resolved);
        this.priority = text(priority);
        this.priorities = priorities == null ? Map.of() : Map.copyOf(priorities);
        this.fields = fields == null ? Map.of() : Map.copyOf(fields);
        this.tags = tags == null ? List.of() : List.copyOf(tags);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** This one, with what it leaves out from another. */
    public SourceMapping over(SourceMapping other) {
        return new SourceMapping(
                items.isEmpty() ? other.items : items,
                title.isEmpty() ? other.title : title,
                description.isEmpty() ? other.description : description,
                key.isEmpty() ? other.key : key,
                status.isEmpty() ? other.status : status,
                resolved.isEmpty() ? other.resolved : resolved,
                priority.isEmpty() ? other.priority : priority,
                priorities.isEmpty() ? other.priorities : priorities,
                fields.isEmpty() ? other.fields : fields,
                tags.isEmpty() ? other.tags : tags);
    }
}
