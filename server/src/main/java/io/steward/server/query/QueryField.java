package io.steward.server.query;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field that queries may name. A room contributes its fields with both evaluators' halves: the column, and the getter.
 *
 * @param <R> the record that is asked in memory
 * @param values turns a written value into the ones it stands for (a name into ids); empty when there is none such
 * @param suggestions values to offer while typing
 */
public record QueryField<R>(
        String name,
        QueryType type,
        Field<?> column,
        Function<R, @Nullable Object> getter,
        BiFunction<QueryScope, String, List<Object>> values,
        Function<QueryScope, List<String>> suggestions,
        boolean sortable) {}
