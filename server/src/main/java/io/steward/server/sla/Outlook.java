package io.steward.server.sla;

import io.steward.server.identity.Desks;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.sla.store.ClockStore;
import io.steward.server.ticket.TicketGroups;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How well promises were kept, by any field of tickets, and which targets run out in the next hours. */
@Component
public class Outlook {
    private static final int MOST_HOURS = 168;
    private static final Set<String> DIMENSIONS =
            Set.of("team", "priority", "type", "category", "assignee", "channel", "kind", "desk");

    private final Database database;
    private final ClockStore store;
    private final TicketGroups groups;
    private final Desks desks;

    Outlook(Database database, ClockStore store, TicketGroups groups, Desks desks) {
        this.database = database;
        this.store = store;
        this.groups = groups;
        this.desks = desks;
    }

    /**
     * Tickets by how their promises were kept; each number comes with the query that lists them.
     *
     * @param exact false: the counts are of some of very many tickets
     */
    public record Row(
            @Nullable String label,
            int kept,
            int missed,
            int excused,
            boolean exact,
            String keptQuery,
            String missedQuery,
            String excusedQuery) {}

    /** Of tickets created on these days, both included. */
    public List<Row> compliance(Context context, UUID desk, String by, String from, String to) {
        String key = known(context, desk);
        if (!DIMENSIONS.contains(by)) {
            throw Problem.invalid(
                    "by",
                    "unknown",
                    "One of " + String.join(", ", DIMENSIONS.stream().sorted().toList()));
        }
        String span = "desk = \"" + key + "\" and created >= " + day("from", from) + " and created <= " + day("to", to);
        String missed = span + " and sla.missed = true";
        String excused = span + " and sla.state = excused and sla.missed = false";
        String kept = span + " and sla.state = met and sla.missed = false and sla.state != excused";
        var rows = new LinkedHashMap<String, Row>();
        count(rows, context, kept, by, 0);
        count(rows, context, missed, by, 1);
        count(rows, context, excused, by, 2);
        var all = new ArrayList<Row>();
        rows.forEach((value, r) -> all.add(new Row(
                r.label(),
                r.kept(),
                r.missed(),
                r.excused(),
                r.exact(),
                kept + " and " + value,
                missed + " and " + value,
                excused + " and " + value)));
        return all;
    }

    private void count(LinkedHashMap<String, Row> rows, Context context, String q, String by, int which) {
        for (TicketGroups.Group g : groups.of(context, q, by, null, false)) {
            Row r = rows.getOrDefault(g.query(), new Row(g.label(), 0, 0, 0, true, "", "", ""));
            rows.put(
                    g.query(),
                    new Row(
                            r.label(),
                            which == 0 ? g.count() : r.kept(),
                            which == 1 ? g.count() : r.missed(),
                            which == 2 ? g.count() : r.excused(),
                            r.exact() && g.exact(),
                            "",
                            "",
                            ""));
        }
    }

    /** Of how many tickets the next target runs out within an hour, if nothing is done. */
    public record Hour(Instant from, Instant until, int tickets, String query) {}

    public List<Hour> forecast(Context context, UUID desk, int hours) {
        String key = known(context, desk);
        if (hours < 1 || hours > MOST_HOURS) {
            throw Problem.invalid("hours", "range", "From 1 to " + MOST_HOURS);
        }
        var ends = new ArrayList<Instant>();
        for (int i = 1; i <= hours; i++) {
            ends.add(context.at().plus(Duration.ofHours(i)));
        }
        var counts = database.read(context.tenant(), tx -> store.runningOut(tx, desk, context.at(), ends));
        var all = new ArrayList<Hour>();
        Instant from = context.at();
        for (int i = 0; i < hours; i++) {
            String q =
                    "desk = \"" + key + "\" and sla >= \"" + from + "\" and sla < \"" + ends.get(i) + "\" order by sla";
            all.add(new Hour(from, ends.get(i), counts.get(i), q));
            from = ends.get(i);
        }
        return all;
    }

    private String known(Context context, UUID desk) {
        var found = desks.find(context.tenant(), desk)
                .filter(d -> context.rights().worksOn(desk))
                .orElseThrow(() -> Problem.notFound("desk"));
        return found.key();
    }

    private static String day(String field, String written) {
        try {
            return LocalDate.parse(written).toString();
        } catch (DateTimeParseException e) {
            throw Problem.invalid(field, "unreadable", "A day such as 2026-03-01");
        }
    }
}
