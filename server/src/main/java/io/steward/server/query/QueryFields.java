package io.steward.server.query;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Field;

/** The fields of one kind of record that one asker may name, by name. */
public final class QueryFields<R> {
    private final Map<String, QueryField<R>> byName = new LinkedHashMap<>();
    private final Map<String, String> ambiguous;
    private final Field<UUID> id;
    private final Function<R, UUID> idOf;
    private final QueryHistory<R> history;

    /** @param ambiguous names that could mean several fields, with what to say of them */
    public QueryFields(
            Field<UUID> id,
            Function<R, UUID> idOf,
            QueryHistory<R> history,
            List<QueryField<R>> fields,
            Map<String, String> ambiguous) {
        this.id = id;
        this.idOf = idOf;
        this.history = history;
        this.ambiguous = ambiguous;
        // The first of a name holds: what is built in cannot be taken over.
        fields.forEach(f -> byName.putIfAbsent(f.name(), f));
    }

    public Collection<QueryField<R>> all() {
        return byName.values();
    }

    Field<UUID> id() {
        return id;
    }

    UUID idOf(R row) {
        return idOf.apply(row);
    }

    QueryHistory<R> history() {
        return history;
    }

    /** @throws QueryError that points at the name and offers similar ones */
    public QueryField<R> get(String name, int at, int length) {
        QueryField<R> field = byName.get(name);
        if (field != null) {
            return field;
        }
        String several = ambiguous.get(name);
        if (several != null) {
            throw new QueryError(at, length, several);
        }
        String similar =
                byName.keySet().stream().filter(n -> similar(n, name)).limit(8).collect(Collectors.joining(", "));
        throw new QueryError(
                at, length, "There is no field " + name + (similar.isEmpty() ? "" : "; did you mean " + similar + "?"));
    }

    private static boolean similar(String there, String asked) {
        int shared = Math.min(3, asked.length());
        return there.contains(asked) || asked.contains(there) || there.startsWith(asked.substring(0, shared));
    }
}
