package io.steward.server.analytics;

import io.steward.server.analytics.rules.Buckets;
import io.steward.server.analytics.store.RollupStore;
import io.steward.server.identity.Desk;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.ticket.TicketQueries;
import io.steward.server.ticket.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the figures of a range of days. */
@Component
public class FigureReader {
    private static final int LONGEST = 3_660;

    private final Database database;
    private final RollupStore store;
    private final Tenants tenants;
    private final Desks desks;
    private final Types types;
    private final TicketQueries queries;

    FigureReader(
            Database database, RollupStore store, Tenants tenants, Desks desks, Types types, TicketQueries queries) {
        this.database = database;
        this.store = store;
        this.tenants = tenants;
        this.desks = desks;
        this.types = types;
        this.queries = queries;
    }

    /** Figures from a day until before another, of the desks the caller manages. */
    public Figures read(Context context, @Nullable UUID desk, @Nullable UUID type, LocalDate from, LocalDate to) {
        if (!to.isAfter(from) || from.plusDays(LONGEST).isBefore(to)) {
            throw Problem.invalid("to", "range", "At least a day and at most ten years after from");
        }
        var managed = desks.all(context.tenant()).stream()
                .filter(d -> context.rights().manages(d.id()) && (desk == null || d.id().equals(desk)))
                .toList();
        if (managed.isEmpty()) {
            throw Problem.notFound("desk");
        }
        var ids = managed.stream().map(Desk::id).toList();
        String scope = scope(context, managed, type);
        String range = " >= " + from + " and ";
        String end = " < " + to;
        record Raw(RollupStore.Totals totals, List<RollupStore.Day> days, SortedMap<Integer, Long> buckets) {}
        var raw = database.read(
                context.tenant(),
                tx -> new Raw(
                        store.totals(tx, RollupStore.daily(from, to, ids, type)),
                        store.days(tx, RollupStore.daily(from, to, ids, type)),
                        store.resolutions(tx, RollupStore.resolution(from, to, ids, type))));
        var t = raw.totals();
        String resolved = scope + "resolved" + range + "resolved" + end;
        String created = scope + "created" + range + "created" + end;
        String rated = scope + "rated" + range + "rated" + end;
        long ratings = t.ratings().stream().mapToLong(Long::longValue).sum();
        long points = IntStream.range(0, 5)
                .mapToLong(i -> (i + 1) * t.ratings().get(i))
                .sum();
        return new Figures(
                from,
                to,
                tenants.get(context.tenant()).timeZone().getId(),
                ages(context, scope),
                days(raw.days(), scope, from, to),
                new Figures.Counted(t.created(), created),
                new Figures.Counted(t.resolved(), resolved),
                new Figures.Resolution(
                        t.resolved(),
                        hours(Buckets.percentile(raw.buckets(), 0.5)),
                        hours(Buckets.percentile(raw.buckets(), 0.9)),
                        t.resolved() == 0 ? null : t.minutes() / 60.0 / t.resolved(),
                        resolved),
                new Figures.FirstContact(
                        t.resolved() == 0 ? null : (double) t.firstContact() / t.resolved(),
                        t.firstContact(),
                        t.resolved(),
                        resolved + " and reopened = 0 and reassigned = 0 and replies <= 1"),
                new Figures.Csat(ratings == 0 ? null : (double) points / ratings, ratings, t.ratings(), rated),
                new Figures.Counted(t.reopened(), created + " and reopened > 0"));
    }

    private List<Figures.Age> ages(Context context, String scope) {
        String open = scope + "state in (new, open, pending) and ";
        var byAge = new LinkedHashMap<String, String>();
        byAge.put("<1d", open + "created >= -1d");
        byAge.put("1-3d", open + "created >= -3d and created < -1d");
        byAge.put("3-7d", open + "created >= -7d and created < -3d");
        byAge.put("7-30d", open + "created >= -30d and created < -7d");
        byAge.put(">30d", open + "created < -30d");
        var counts = queries.counts(
                context,
                byAge.values().stream()
                        .map(q -> new TicketQueries.Counted(q, null, false))
                        .toList());
        var ages = new ArrayList<Figures.Age>();
        byAge.forEach((bucket, query) -> ages.add(new Figures.Age(bucket, counts.get(ages.size()), query)));
        return ages;
    }

    private static List<Figures.Day> days(List<RollupStore.Day> known, String scope, LocalDate from, LocalDate to) {
        var byDay = known.stream().collect(Collectors.toMap(RollupStore.Day::day, d -> d));
        return from.datesUntil(to)
                .map(day -> {
                    var d = byDay.getOrDefault(day, new RollupStore.Day(day, 0, 0));
                    return new Figures.Day(
                            day, d.created(), d.resolved(), scope + "created = " + day, scope + "resolved = " + day);
                })
                .toList();
    }

    private String scope(Context context, List<Desk> managed, @Nullable UUID type) {
        String names = managed.stream().map(d -> d.key()).collect(Collectors.joining(", "));
        String scope = "desk in (" + names + ") and ";
        return type == null
                ? scope
                : scope + "type = " + types.get(context.tenant(), type).id() + " and ";
    }

    private static @Nullable Double hours(OptionalDouble minutes) {
        return minutes.isEmpty() ? null : minutes.getAsDouble() / 60;
    }
}
