package io.steward.server.query;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Field;

/** The fields of one kind of record, by name. */
public final class QueryFields<R> {
    private final Map<String, QueryField<R>> byName = new LinkedHashMap<>();
    private final Field<UUID> id;
    private final Function<R, UUID> idOf;

    public QueryFields(Field<UUID> id, Function<R, UUID> idOf, List<QueryField<R>> fields) {
        this.id = id;
        this.idOf = idOf;
        fields.forEach(f -> byName.put(f.name(), f));
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

    public QueryField<R> get(String name, int at, int length) {
        QueryField<R> field = byName.get(name);
        if (field == null) {
            throw new QueryError(
                    at, length, "There is no field " + name + "; there are " + String.join(", ", byName.keySet()));
        }
        return field;
    }
}
