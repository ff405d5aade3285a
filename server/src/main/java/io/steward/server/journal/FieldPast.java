package io.steward.server.journal;

import io.steward.server.journal.store.ChangeStore;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What entries of the kind {@code changed} say of a field's past, as conditions on the subject's row and as a list. A value is
 * compared by its key, or by its label where it was written down without one.
 */
@Component
public class FieldPast {
    private final ChangeStore store;

    FieldPast(ChangeStore store) {
        this.store = store;
    }

    /** Where to look: the subject's columns, and what the entries call the field. */
    public record Place(Field<Integer> tenant, Field<UUID> subject, String field) {}

    /** Any of the texts, or no value where {@code empty}. */
    public record Texts(Set<String> texts, boolean empty) {}

    /** From (inclusive) until (exclusive) and by whom; null is open. */
    public record Window(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Set<UUID> by) {}

    public record Change(
            Instant at,
            @Nullable UUID actor,
            @Nullable String from,
            @Nullable String to) {}

    /** There is such a change; null stands for any value. */
    public Condition changed(Place place, @Nullable Texts from, @Nullable Texts to, Window window) {
        return store.changed(place, from, to, window);
    }

    /** The value was one of these in an interval that overlaps the window. */
    public Condition held(Place place, Field<String> now, Field<Instant> began, Texts values, Window window) {
        return store.held(place, now, began, values, window);
    }

    /** The changes of one subject's field, oldest first. */
    public List<Change> of(Tx tx, UUID subject, String field) {
        return store.of(tx, subject, field);
    }
}
