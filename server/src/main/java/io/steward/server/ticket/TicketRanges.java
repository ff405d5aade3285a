package io.steward.server.ticket;

import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.query.QueryError;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryFields;
import io.steward.server.query.QueryType;
import io.steward.server.ticket.store.TicketPages;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tickets of a query whose dates fall into a range, for calendars and timelines. */
@Component
public class TicketRanges {
    private static final int MOST = 1_000;

    public record Ranged(List<Ticket> tickets, boolean more) {}

    private final Database database;
    private final TicketPages pages;
    private final TicketFields fields;
    private final TicketQueries queries;

    TicketRanges(Database database, TicketPages pages, TicketFields fields, TicketQueries queries) {
        this.database = database;
        this.pages = pages;
        this.fields = fields;
        this.queries = queries;
    }

    /**
     * From (inclusive) to (exclusive), each a date or an instant.
     *
     * @param end the field with the end of each; without it, a ticket is at a point
     * @param read what the rows hold of the custom fields
     * @param awake without what the actor has put off
     */
    public Ranged of(
            Context context,
            @Nullable String q,
            String field,
            @Nullable String end,
            String from,
            String to,
            RowFields read,
            boolean awake) {
        var known = fields.of(context);
        var start = dated(known, "field", field);
        var last = end == null || end.isBlank() ? null : dated(known, "end", end);
        if (last != null && last.type() != start.type()) {
            throw Problem.invalid("end", "unsuitable", "field and end are both days, or both times");
        }
        ZoneId zone = fields.scope(context).zone();
        Object first = bound(start.type(), "from", from, zone);
        Object until = bound(start.type(), "to", to, zone);
        var asked = TicketQueries.asked(() -> queries.ask(context, q, null, null, awake));
        Condition where = asked.where().and(within(start.value(), last == null ? null : last.value(), first, until));
        var sort = List.of(start.value().asc().nullsLast(), TICKET_.ID.asc());
        var rows = database.read(context.tenant(), tx -> pages.page(tx, where, List.of(), sort, read, MOST + 1));
        return new Ranged(
                rows.stream().limit(MOST).map(TicketPages.Placed::ticket).toList(), rows.size() > MOST);
    }

    private static <T> Condition within(Field<T> start, @Nullable Field<?> end, Object from, Object to) {
        Condition at = start.ge(DSL.val(from, start.getDataType()));
        Condition begun = start.lt(DSL.val(to, start.getDataType()));
        return begun.and(end == null ? at : at.or(reaches(end, from)));
    }

    private static <T> Condition reaches(Field<T> end, Object from) {
        return end.ge(DSL.val(from, end.getDataType()));
    }

    private static QueryField<Ticket> dated(QueryFields<Ticket> known, String parameter, String name) {
        try {
            var field = known.get(name.strip().toLowerCase(Locale.ROOT), 0, 0);
            if (!field.type().isTemporal()) {
                throw Problem.invalid(parameter, "unsuitable", name + " is no date");
            }
            return field;
        } catch (QueryError e) {
            throw Problem.invalid(parameter, "unknown", e.text());
        }
    }

    private static Object bound(QueryType type, String parameter, String text, ZoneId zone) {
        try {
            Instant at = text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : Instant.parse(text);
            LocalDate day = LocalDate.ofInstant(at, zone);
            if (day.getYear() < 1 || day.getYear() > 9999) {
                throw new DateTimeException("year");
            }
            return type == QueryType.DATE ? day.toString() : at;
        } catch (DateTimeException e) {
            throw Problem.invalid(parameter, "unreadable", "A date such as 2026-03-01, or an instant");
        }
    }
}
