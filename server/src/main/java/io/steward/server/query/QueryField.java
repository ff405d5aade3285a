package io.steward.server.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A field that queries may name, with both evaluators' halves: what it is in SQL, and how it is read in memory. Made with
 * {@link #of} and completed by the methods that answer a changed copy.
 *
 * @param <R> the record that is asked in memory
 * @param name as it is written in queries, in small letters
 * @param label as people read it
 * @param column its value in SQL; of lists an array of texts, of relations the record's own id
 * @param guard which records have it at all; null for all
 * @param getter its value in memory, of the column's type; of lists and relations a collection
 * @param functions what may be written instead of a value
 * @param order what to sort by, null where it cannot be sorted
 * @param optional whether it may be empty
 * @param history what the journal calls it, null where its changes are not kept
 * @param related of relations: that there is one to any of these ids, or to anything when null
 * @param refers what kind of record its values are, for those who ask for their names
 */
public record QueryField<R>(
        String name,
        String label,
        QueryType type,
        Field<?> column,
        @Nullable Condition guard,
        Getter<R> getter,
        Values values,
        Map<String, Function> functions,
        @Nullable Field<?> order,
        boolean optional,
        @Nullable String history,
        @Nullable Related related,
        Refers refers) {

    /** Reads a record's value; the scope says when, and for whom. */
    public interface Getter<R> {
        @Nullable
        Object of(QueryScope scope, R row);
    }

    /** Values that depend on who asks. */
    public interface Function {
        List<Object> of(QueryScope scope, List<String> arguments);
    }

    /** The SQL half of a relation. */
    public interface Related {
        Condition exists(@Nullable Collection<?> ids);
    }

    /** What the values identify. */
    public enum Refers {
        NOTHING,
        PERSON,
        TEAM,
        TICKET
    }

    public static <R> QueryField<R> of(String name, QueryType type, Field<?> column, Getter<R> getter) {
        return new QueryField<>(
                name, name, type, column, null, getter, Values.PLAIN, Map.of(), null, true, null, null, Refers.NOTHING);
    }

    /** Its value, or null for the records that do not have it. */
    public Field<?> value() {
        return guard == null ? column : DSL.when(guard, column);
    }

    public @Nullable Object get(QueryScope scope, R row) {
        return getter.of(scope, row);
    }

    public boolean sortable() {
        return order != null;
    }

    public QueryField<R> named(String name, String label) {
        return copy(name, label, guard, getter, values, functions, order, optional, history, related, refers);
    }

    public QueryField<R> valued(Values values) {
        return copy(name, label, guard, getter, values, functions, order, optional, history, related, refers);
    }

    public QueryField<R> function(String called, Function function) {
        var all = new HashMap<>(functions);
        all.put(called, function);
        return copy(name, label, guard, getter, values, Map.copyOf(all), order, optional, history, related, refers);
    }

    /** May be sorted, by its value. */
    public QueryField<R> sorted() {
        return sortedBy(value());
    }

    public QueryField<R> sortedBy(Field<?> order) {
        return copy(name, label, guard, getter, values, functions, order, optional, history, related, refers);
    }

    /** Every record has a value. */
    public QueryField<R> always() {
        return copy(name, label, guard, getter, values, functions, order, false, history, related, refers);
    }

    public QueryField<R> history(String key) {
        return copy(name, label, guard, getter, values, functions, order, optional, key, related, refers);
    }

    public QueryField<R> related(Related related) {
        return copy(name, label, guard, getter, values, functions, order, optional, history, related, refers);
    }

    public QueryField<R> refers(Refers refers) {
        return copy(name, label, guard, getter, values, functions, order, optional, history, related, refers);
    }

    /** Only these records have it; the getter is to answer null for the others. */
    public QueryField<R> only(Condition guard) {
        Field<?> sorted = order == null ? null : DSL.when(guard, order);
        return copy(name, label, guard, getter, values, functions, sorted, optional, history, related, refers);
    }

    private QueryField<R> copy(
            String name,
            String label,
            @Nullable Condition guard,
            Getter<R> getter,
            Values values,
            Map<String, Function> functions,
            @Nullable Field<?> order,
            boolean optional,
            @Nullable String history,
            @Nullable Related related,
            Refers refers) {
        return new QueryField<>(
                name, label, type, column, guard, getter, values, functions, order, optional, history, related, refers);
    }
}
