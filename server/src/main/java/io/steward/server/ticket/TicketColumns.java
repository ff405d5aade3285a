package io.steward.server.ticket;

import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.query.QueryError;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryScope;
import io.steward.server.query.QueryType;
import io.steward.server.query.Values.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fields shown as columns of lists: their values, and how people read them. */
@Component
public class TicketColumns {
    private static final int MOST = 50;

    private final TicketFields fields;

    TicketColumns(TicketFields fields) {
        this.fields = fields;
    }

    /** The name of something that a value identifies. */
    public record Name(String name) {}

    /** One row's values by field, and the names of the ids among them. */
    public record Values(Map<String, @Nullable Object> fields, Map<String, Name> refs) {}

    /** The fields of a list such as {@code cost,start_date}. @throws Problem naming {@code columns} */
    public List<QueryField<Ticket>> named(Context context, @Nullable String columns) {
        if (columns == null || columns.isBlank()) {
            return List.of();
        }
        var known = fields.of(context);
        String[] names = columns.split(",", -1);
        if (names.length > MOST) {
            throw Problem.invalid("columns", "too-many", "At most " + MOST + " columns");
        }
        var all = new ArrayList<QueryField<Ticket>>();
        for (String name : names) {
            try {
                var field = known.get(name.strip().toLowerCase(Locale.ROOT), 0, 0);
                if (field.type() == QueryType.RELATION || field.type() == QueryType.WORDS) {
                    throw Problem.invalid("columns", "unknown", field.name() + " cannot be shown as a column");
                }
                all.add(field);
            } catch (QueryError e) {
                throw Problem.invalid("columns", "unknown", e.text());
            }
        }
        return all;
    }

    public List<Values> values(Context context, List<Ticket> tickets, List<QueryField<Ticket>> columns) {
        QueryScope scope = fields.scope(context);
        var labels = labels(scope, tickets, columns);
        return tickets.stream()
                .map(t -> {
                    var values = new LinkedHashMap<String, @Nullable Object>();
                    var refs = new HashMap<String, Name>();
                    for (QueryField<Ticket> column : columns) {
                        Object value = column.get(scope, t);
                        values.put(column.name(), value);
                        each(value, one -> {
                            Label label =
                                    labels.getOrDefault(column.name(), Map.of()).get(one);
                            if (label != null && one instanceof UUID) {
                                refs.put(one.toString(), new Name(label.name()));
                            }
                        });
                    }
                    return new Values(values, refs);
                })
                .toList();
    }

    /** How people read the values, row by row; names of all rows are looked up together. */
    public List<List<@Nullable Object>> readable(
            Context context, Tx tx, List<Ticket> tickets, List<QueryField<Ticket>> columns) {
        QueryScope scope = fields.scope(context, tx);
        var labels = labels(scope, tickets, columns);
        return tickets.stream()
                .map(t -> {
                    var row = new ArrayList<@Nullable Object>();
                    for (QueryField<Ticket> column : columns) {
                        row.add(readable(column.get(scope, t), labels.getOrDefault(column.name(), Map.of())));
                    }
                    return (List<@Nullable Object>) row;
                })
                .toList();
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

    private static Map<String, Map<Object, Label>> labels(
            QueryScope scope, List<Ticket> tickets, List<QueryField<Ticket>> columns) {
        var all = new HashMap<String, Map<Object, Label>>();
        for (QueryField<Ticket> column : columns) {
            Set<Object> values = new HashSet<>();
            tickets.forEach(t -> each(column.get(scope, t), values::add));
            all.put(column.name(), values.isEmpty() ? Map.of() : column.values().labels(scope, values));
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
