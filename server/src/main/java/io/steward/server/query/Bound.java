package io.steward.server.query;

import io.steward.server.query.QueryHistory.Had;
import io.steward.server.query.QueryHistory.Moved;
import java.math.BigDecimal;
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

    /** Equal to one of these; of several values, any of them is. */
    record OneOf<R>(QueryField<R> field, List<Object> values) implements Bound<R> {}

    /** Contains, ignoring case. */
    record Like<R>(QueryField<R> field, String part) implements Bound<R> {}

    /** Less or greater than a number; {@code op} is one of the four. */
    record Than<R>(QueryField<R> field, Expr.Op op, BigDecimal number) implements Bound<R> {}

    /** From (inclusive) until (exclusive); null is open. Instants, or days as ISO 8601 texts. */
    record Between<R>(
            QueryField<R> field,
            @Nullable Comparable<?> from,
            @Nullable Comparable<?> until) implements Bound<R> {}

    record Was<R>(QueryField<R> field, String key, Had had) implements Bound<R> {}

    record Changed<R>(QueryField<R> field, String key, Moved moved) implements Bound<R> {}
}
