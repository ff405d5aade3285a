package io.steward.server.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked, in which order, in sections that may depend on a condition. */
public record Form(List<Section> sections) {
    public static final Form EMPTY = new Form(List.of());

    public Form {
        sections = sections == null ? List.of() : List.copyOf(sections);
    }

    /** @param condition a query; the section is there only where it holds */
    public record Section(
            String key,
            String title,
            @Nullable String help,
            @Nullable String condition,
            List<Item> fields) {
        public Section {
            title = title == null ? "" : title;
            fields = fields == null ? List.of() : List.copyOf(fields);
        }
    }

    /** @param field the key of a built-in or custom field; {@code width} is full or half */
    public record Item(String field, @Nullable String width) {}

    public boolean asks(String field) {
        return sections.stream()
                .flatMap(s -> s.fields().stream())
                .anyMatch(i -> i.field().equals(field));
    }
}
