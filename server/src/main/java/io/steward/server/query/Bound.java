package io.steward.server.query;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A condition whose names and values are resolved: what both evaluators read, so that they cannot understand a query
 * differently.
 */
sealed interface Bound<R> {
    record And<R>(List<Bound<R>> parts) implements Bound<R> {}

    record Or<R>(List<Bound<R>> parts) implements Bound<R> {}

    record Not<R>(Bound<R> part) implements Bound<R> {}

    record All<R>() implements Bound<R> {}

    record Ids<R>(Set<UUID> ids) implements Bound<R> {}

    record Empty<R>(QueryField<R> field) implements Bound<R> {}

    /** Equal to one of these. */
    record OneOf<R>(QueryField<R> field, List<Object> values) implements Bound<R> {}

    /** Contains, ignoring case. */
    record Like<R>(QueryField<R> field, String part) implements Bound<R> {}

    /** From (inclusive) until (exclusive); null is open. */
    record Between<R>(
            QueryField<R> field,
            @Nullable Comparable<?> from,
            @Nullable Comparable<?> until) implements Bound<R> {}
}
