package io.steward.server.query;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What a record's fields were before, in both halves. A value's history is a row of intervals: each change ends one, which
 * began with the change before or with the record, and the present value's has not ended.
 */
public interface QueryHistory<R> {
    /** Had one of the values in an interval that overlaps the window. */
    Condition was(QueryField<R> field, Had had);

    /** Was changed within the window. */
    Condition changed(QueryField<R> field, Moved moved);

    /** The changes of a field of one record, oldest first. */
    List<Change> of(QueryScope scope, R row, String field);

    /** When the record began. */
    Instant began(R row);

    /** Those who can have changed it. */
    Values actors();

    /** One change, values as the journal has them. */
    record Change(
            Instant at,
            @Nullable UUID actor,
            @Nullable String from,
            @Nullable String to) {}

    /** Any of the texts, or no value where {@code empty}. */
    record Wanted(Set<String> texts, boolean empty) {
        boolean holds(@Nullable String value) {
            return value == null ? empty : texts.contains(value);
        }
    }

    /** From (inclusive) until (exclusive), null is open; {@code by} null is anybody. */
    record Window(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Set<UUID> by) {
        boolean isEmpty() {
            return from != null && until != null && !from.isBefore(until);
        }
    }

    record Had(Wanted values, Window window) {}

    /** {@code from} and {@code to} null are any value. */
    record Moved(@Nullable Wanted from, @Nullable Wanted to, Window window) {}
}
