package io.steward.server.ticket;

import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.query.QueryError;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryFields;
import io.steward.server.query.QueryScope;
import io.steward.server.query.QueryText;
import io.steward.server.query.QueryType;
import io.steward.server.query.Values.Label;
import io.steward.server.ticket.rules.DatePart;
import io.steward.server.ticket.store.GroupStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tickets of a query, counted and summed by one of their fields. */
@Component
public class TicketGroups {
    /** Beyond so many tickets the counts are of some of them only, and say so. */
    public static final int MOST_TICKETS = 100_000;

    private static final int MOST_GROUPS = 500;
    private static final int MOST_AGGREGATES = 10;
    private static final Set<String> FUNCTIONS = Set.of("sum", "average", "min", "max", "count");

    /** @param query what of the whole query these are; @param value null for those without one */
    public record Group(
            @Nullable Object value,
            @Nullable String label,
            @Nullable String colour,
            int count,
            boolean exact,
            Map<String, @Nullable Object> aggregates,
            String query) {}

    private record By(QueryField<Ticket> field, @Nullable DatePart part) {}

    private final Database database;
    private final GroupStore store;
    private final TicketFields fields;
    private final TicketQueries queries;

    TicketGroups(Database database, GroupStore store, TicketFields fields, TicketQueries queries) {
        this.database = database;
        this.store = store;
        this.fields = fields;
        this.queries = queries;
    }

    /**
     * @param by a field, of dates with the part: {@code created.month}
     * @param aggregates such as {@code sum:cost,average:age}
     * @param awake without what the actor has put off
     */
    public List<Group> of(Context context, @Nullable String q, String by, @Nullable String aggregates, boolean awake) {
        var known = fields.of(context);
        By how = by(known, by);
        var wanted = aggregates(known, aggregates);
        var asked = TicketQueries.asked(() -> queries.ask(context, q, null, null, awake));
        var scope = fields.scope(context);
        var grouped = database.read(
                context.tenant(),
                tx -> store.groups(
                        tx,
                        asked.where(),
                        column(how, scope.zone()),
                        List.copyOf(wanted.values()),
                        MOST_TICKETS,
                        MOST_GROUPS));
        var values = new HashSet<Object>();
        for (GroupStore.Row row : grouped.rows()) {
            if (row.value() != null) {
                values.add(row.value());
            }
        }
        var labels = how.part() == null ? how.field().values().labels(scope, values) : Map.<Object, Label>of();
        boolean exact = grouped.looked() < MOST_TICKETS;
        return grouped.rows().stream()
                .map(row -> group(how, scope, row, labels, exact, wanted))
                .toList();
    }

    private static Group group(
            By how,
            QueryScope scope,
            GroupStore.Row row,
            Map<Object, Label> labels,
            boolean exact,
            Map<String, GroupStore.Aggregate> wanted) {
        var made = new LinkedHashMap<String, @Nullable Object>();
        int i = 0;
        for (String name : wanted.keySet()) {
            made.put(name, row.aggregates().get(i++));
        }
        Object value = row.value();
        String field = how.field().name();
        if (value == null) {
            return new Group(null, null, null, row.count(), exact, made, field + " is empty");
        }
        if (how.part() != null) {
            LocalDate from = LocalDate.parse(value.toString());
            String query =
                    field + " >= " + from + " and " + field + " < " + how.part().next(from);
            return new Group(value, how.part().label(from), null, row.count(), exact, made, query);
        }
        Label label = labels.get(value);
        String name = label == null ? value.toString() : label.name();
        String colour = label == null ? null : label.colour();
        String query = field + " = " + QueryText.text(written(how.field(), scope, value, name));
        return new Group(value, name, colour, row.count(), exact, made, query);
    }

    /** The name if it means this value alone, else the value itself. */
    private static String written(QueryField<Ticket> field, QueryScope scope, Object value, String name) {
        boolean named = value instanceof UUID
                && field.refers() != QueryField.Refers.PERSON
                && field.values().resolve(scope, name).equals(List.of(value));
        return named ? name : value.toString();
    }

    private static By by(QueryFields<Ticket> known, String by) {
        String name = by.strip().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        DatePart part = dot < 0 ? null : DatePart.of(name.substring(dot + 1));
        try {
            var field = known.get(part == null ? name : name.substring(0, dot), 0, 0);
            if (field.type().isTemporal()) {
                return new By(field, part == null ? DatePart.DAY : part);
            }
            if (part != null || !groups(field.type())) {
                throw Problem.invalid("by", "unsuitable", "Tickets cannot be grouped by " + by);
            }
            return new By(field, null);
        } catch (QueryError e) {
            throw Problem.invalid("by", "unknown", e.text());
        }
    }

    private static boolean groups(QueryType type) {
        return type == QueryType.CHOICE || type == QueryType.BOOLEAN || type.isNumeric();
    }

    private static Field<?> column(By by, ZoneId zone) {
        if (by.part() == null) {
            return by.field().value();
        }
        String unit = by.part().key();
        return by.field().type() == QueryType.TIME
                ? DSL.field(
                        "to_char(date_trunc({0}, {1} at time zone {2}), 'YYYY-MM-DD')",
                        String.class, DSL.inline(unit), by.field().value(), DSL.inline(zone.getId()))
                : DSL.field(
                        "case when pg_input_is_valid({1}, 'date')"
                                + " then to_char(date_trunc({0}, ({1})::date::timestamp), 'YYYY-MM-DD') end",
                        String.class, DSL.inline(unit), by.field().value());
    }

    private static Map<String, GroupStore.Aggregate> aggregates(
            QueryFields<Ticket> known, @Nullable String aggregates) {
        var all = new LinkedHashMap<String, GroupStore.Aggregate>();
        if (aggregates == null || aggregates.isBlank()) {
            return all;
        }
        for (String written : aggregates.split(",", -1)) {
            String name = written.strip().toLowerCase(Locale.ROOT);
            int colon = name.indexOf(':');
            String function = name.substring(0, Math.max(0, colon));
            if (!FUNCTIONS.contains(function) || all.size() >= MOST_AGGREGATES) {
                throw Problem.invalid(
                        "aggregates", "unknown", "At most " + MOST_AGGREGATES + " such as sum:cost, average:age");
            }
            all.put(name, new GroupStore.Aggregate(function, aggregated(known, function, name.substring(colon + 1))));
        }
        return all;
    }

    private static Field<?> aggregated(QueryFields<Ticket> known, String function, String name) {
        try {
            var field = known.get(name, 0, 0);
            boolean fits = field.type().isNumeric()
                    || (function.equals("count") && field.related() == null && field.type() != QueryType.WORDS)
                    || (field.type().isTemporal() && (function.equals("min") || function.equals("max")));
            if (!fits) {
                throw Problem.invalid("aggregates", "unsuitable", "There is no " + function + " of " + name);
            }
            return field.value();
        } catch (QueryError e) {
            throw Problem.invalid("aggregates", "unknown", e.text());
        }
    }
}
