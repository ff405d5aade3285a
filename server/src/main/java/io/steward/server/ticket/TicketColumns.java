package io.steward.server.ticket;

import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.query.QueryError;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryScope;
import io.steward.server.query.QueryType;
import io.steward.server.query.Values.Label;
import io.steward.server.ticket.spi.TicketColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Fields shown as columns of lists: their values, and how people read them. */
@Component
public class TicketColumns {
    private static final int MOST = 50;

    private final Database database;
    private final TicketFields fields;
    private final Types types;
    private final ComputedFields computed;
    private final RecordNames records;
    private final List<TicketColumn> sources;

    TicketColumns(
            Database database,
            TicketFields fields,
            Types types,
            ComputedFields computed,
            RecordNames records,
            List<TicketColumn> sources) {
        this.database = database;
        this.fields = fields;
        this.types = types;
        this.computed = computed;
        this.records = records;
        this.sources = sources;
    }

    /** A column: a built-in field, or, without one, the custom field of this name. */
    public record Column(
            String name, String label, @Nullable QueryField<Ticket> field) {}

    /** One row's values by field, and the names of the ids among them. */
    public record Values(Map<String, @Nullable Object> fields, Map<String, RecordNames.Ref> refs) {}

    /** The fields of a list such as {@code cost,start_date}. @throws Problem naming {@code columns} */
    public List<Column> named(Context context, @Nullable String columns) {
        if (columns == null || columns.isBlank()) {
            return List.of();
        }
        String[] names = columns.split(",", -1);
        if (names.length > MOST) {
            throw Problem.invalid("columns", "too-many", "At most " + MOST + " columns");
        }
        var all = new ArrayList<Column>();
        for (String name : names) {
            all.add(column(context, name.strip().toLowerCase(Locale.ROOT)));
        }
        return all;
    }

    private Column column(Context context, String name) {
        var custom = types.all(context.tenant()).stream()
                .flatMap(t -> t.field(name).filter(f -> f.readableBy(FieldRole.of(context, t.deskId()))).stream())
                .findFirst();
        if (custom.isPresent()) {
            return new Column(name, custom.get().name(), null);
        }
        try {
            var field = fields.of(context).get(name, 0, 0);
            if (field.type() == QueryType.RELATION || field.type() == QueryType.WORDS) {
                throw Problem.invalid("columns", "unknown", field.name() + " cannot be shown as a column");
            }
            return new Column(field.name(), field.label(), field);
        } catch (QueryError e) {
            throw Problem.invalid("columns", "unknown", e.text());
        }
    }

    /** What rows have to hold for these columns: what is worked out may need any of a ticket's values. */
    public RowFields read(Context context, List<Column> columns) {
        var keys = columns.stream()
                .filter(c -> c.field() == null)
                .map(Column::name)
                .collect(Collectors.toSet());
        boolean computed = !keys.isEmpty()
                && types.all(context.tenant()).stream()
                        .flatMap(t -> t.fields().stream())
                        .anyMatch(f -> keys.contains(f.key()) && ComputedFields.computes(f));
        return computed ? RowFields.ALL : RowFields.of(keys);
    }

    private Optional<TicketColumn> source(Column column) {
        return sources.stream().filter(s -> s.keys().contains(column.name())).findFirst();
    }

    /** What other rooms show, by column and ticket. */
    private Map<String, Map<UUID, Object>> shown(Tx tx, List<Ticket> tickets, List<Column> columns) {
        var all = new HashMap<String, Map<UUID, Object>>();
        var ids = tickets.stream().map(Ticket::id).toList();
        for (Column column : columns) {
            source(column).ifPresent(s -> all.put(column.name(), s.of(tx, column.name(), ids)));
        }
        return all;
    }

    /** What is read of the custom fields of rows: their values by ticket, and the names in them. */
    private record Custom(Map<UUID, Map<String, JsonNode>> values, Map<UUID, RecordNames.Ref> names) {
        static final Custom NONE = new Custom(Map.of(), Map.of());
    }

    private Custom custom(Context context, Tx tx, List<Ticket> tickets, List<Column> columns) {
        Set<String> keys = columns.stream()
                .filter(c -> c.field() == null)
                .map(Column::name)
                .collect(Collectors.toSet());
        if (keys.isEmpty()) {
            return Custom.NONE;
        }
        var values = computed.of(tx, context, tickets, f -> keys.contains(f.key()));
        var shown = types.all(context.tenant()).stream()
                .flatMap(t -> t.fields().stream())
                .filter(f -> keys.contains(f.key()))
                .toList();
        return new Custom(values, records.of(tx, context, shown, values.values()));
    }

    /** A custom field's value on a ticket, if its type has the field and the actor may read it. */
    private @Nullable JsonNode value(Context context, Ticket ticket, String key, Custom custom) {
        return readable(context, ticket, key).isEmpty()
                ? null
                : custom.values().getOrDefault(ticket.id(), Map.of()).get(key);
    }

    private Optional<FieldDef> readable(Context context, Ticket ticket, String key) {
        return types.get(context.tenant(), ticket.typeId())
                .field(key)
                .filter(f -> f.readableBy(FieldRole.of(context, ticket.deskId())));
    }

    public List<Values> values(Context context, List<Ticket> tickets, List<Column> columns) {
        QueryScope scope = fields.scope(context);
        var labels = labels(scope, tickets, columns);
        return database.read(context.tenant(), tx -> {
            var custom = custom(context, tx, tickets, columns);
            var shown = shown(tx, tickets, columns);
            return tickets.stream()
                    .map(t -> values(context, scope, t, columns, labels, custom, shown))
                    .toList();
        });
    }

    private Values values(
            Context context,
            QueryScope scope,
            Ticket t,
            List<Column> columns,
            Map<String, Map<Object, Label>> labels,
            Custom custom,
            Map<String, Map<UUID, Object>> shown) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var refs = new HashMap<String, RecordNames.Ref>();
        for (Column column : columns) {
            QueryField<Ticket> field = column.field();
            if (field == null) {
                JsonNode kept = value(context, t, column.name(), custom);
                values.put(column.name(), kept);
                readable(context, t, column.name()).ifPresent(def -> name(def, kept, custom, refs));
                continue;
            }
            var others = shown.get(column.name());
            if (others != null) {
                values.put(column.name(), others.get(t.id()));
                continue;
            }
            Object value = field.get(scope, t);
            values.put(column.name(), value);
            each(value, one -> {
                Label label = labels.getOrDefault(column.name(), Map.of()).get(one);
                if (label != null && one instanceof UUID) {
                    refs.put(one.toString(), new RecordNames.Ref(label.name(), null));
                }
            });
        }
        return new Values(values, refs);
    }

    private static void name(FieldDef def, @Nullable JsonNode kept, Custom custom, Map<String, RecordNames.Ref> refs) {
        if (kept != null) {
            for (UUID id :
                    io.steward.server.ticket.rules.fields.FieldTypes.of(def).ids(def, kept)) {
                var ref = custom.names().get(id);
                if (ref != null) {
                    refs.put(id.toString(), ref);
                }
            }
        }
    }

    /** How people read the values, row by row; names of all rows are looked up together. */
    public List<List<@Nullable Object>> readable(Context context, Tx tx, List<Ticket> tickets, List<Column> columns) {
        QueryScope scope = fields.scope(context, tx);
        var labels = labels(scope, tickets, columns);
        var custom = custom(context, tx, tickets, columns);
        var shown = shown(tx, tickets, columns);
        return tickets.stream()
                .map(t -> {
                    var row = new ArrayList<@Nullable Object>();
                    for (Column column : columns) {
                        QueryField<Ticket> field = column.field();
                        var others = shown.get(column.name());
                        if (others != null) {
                            Object one = others.get(t.id());
                            row.add(one == null ? null : readable(column, one));
                            continue;
                        }
                        row.add(
                                field == null
                                        ? readable(context, t, column.name(), custom)
                                        : readable(field.get(scope, t), labels.getOrDefault(column.name(), Map.of())));
                    }
                    return (List<@Nullable Object>) row;
                })
                .toList();
    }

    private @Nullable Object readable(Context context, Ticket t, String key, Custom custom) {
        JsonNode kept = value(context, t, key, custom);
        FieldDef def = readable(context, t, key).orElse(null);
        if (kept == null || def == null) {
            return null;
        }
        return kept.isNumber() ? (Object) kept.decimalValue() : RecordNames.label(def, kept, custom.names());
    }

    private Object readable(Column column, Object shown) {
        return source(column).map(s -> s.readable(column.name(), shown)).orElse(shown);
    }

    private static @Nullable Object readable(@Nullable Object value, Map<Object, Label> labels) {
        if (value instanceof Collection<?> list) {
            return String.join(
                    ", ",
                    list.stream().map(v -> String.valueOf(readable(v, labels))).toList());
        }
        Label label = value == null ? null : labels.get(value);
        return label == null ? value : label.name();
    }

    private Map<String, Map<Object, Label>> labels(QueryScope scope, List<Ticket> tickets, List<Column> columns) {
        var all = new HashMap<String, Map<Object, Label>>();
        for (Column column : columns) {
            QueryField<Ticket> field = column.field();
            if (field != null && source(column).isEmpty()) {
                Set<Object> values = new HashSet<>();
                tickets.forEach(t -> each(field.get(scope, t), values::add));
                all.put(
                        column.name(),
                        values.isEmpty() ? Map.of() : field.values().labels(scope, values));
            }
        }
        return all;
    }

    private static void each(@Nullable Object value, Consumer<Object> use) {
        if (value instanceof Collection<?> list) {
            list.forEach(use::accept);
        } else if (value != null) {
            use.accept(value);
        }
    }
}
