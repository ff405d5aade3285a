package io.steward.server.analytics.store;

import static io.steward.db.analytics.Tables.DAILY;
import static io.steward.db.analytics.Tables.RESOLUTION;
import static io.steward.db.analytics.Tables.TICKET_FACT;

import io.steward.server.analytics.rules.Buckets;
import io.steward.server.platform.BulkCopy;
import io.steward.server.platform.Tx;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code analytics.*}. */
@Repository
public class RollupStore {
    private static final List<TableField<?, Long>> RATINGS =
            List.of(DAILY.RATING_1, DAILY.RATING_2, DAILY.RATING_3, DAILY.RATING_4, DAILY.RATING_5);

    public record Totals(
            long created, long resolved, long minutes, long firstContact, long reopened, List<Long> ratings) {}

    public record Day(LocalDate day, long created, long resolved) {}

    private record Key(LocalDate day, UUID desk, UUID type) {}

    private record Slot(Key key, int bucket) {}

    private static final Comparator<Key> BY_KEY =
            Comparator.comparing(Key::day).thenComparing(Key::desk).thenComparing(Key::type);

    public Map<UUID, Fact> facts(Tx tx, Collection<UUID> tickets) {
        return tx.sql()
                .selectFrom(TICKET_FACT)
                .where(
                        TICKET_FACT.TENANT_ID.eq(tx.t()),
                        TICKET_FACT.TICKET_ID.eq(DSL.any(tickets.toArray(UUID[]::new))))
                .fetchMap(
                        TICKET_FACT.TICKET_ID,
                        r -> new Fact(
                                r.getTicketId(),
                                r.getDeskId(),
                                r.getTypeId(),
                                r.getCreatedDay(),
                                r.getResolvedDay(),
                                r.getMinutes(),
                                r.getFirstContact(),
                                r.getReopened(),
                                r.getRatedDay(),
                                r.getRating() == null ? null : r.getRating().intValue()));
    }

    /** Takes the old facts out of the sums and puts the new ones in. */
    public void replace(Tx tx, Collection<Fact> before, Collection<Fact> after) {
        var daily = new TreeMap<Key, long[]>(BY_KEY);
        var slots =
                new TreeMap<Slot, Long>(Comparator.comparing(Slot::key, BY_KEY).thenComparing(Slot::bucket));
        before.forEach(f -> count(daily, slots, f, -1));
        after.forEach(f -> count(daily, slots, f, 1));
        addDaily(tx, daily);
        addSlots(tx, slots);
        saveFacts(tx, after);
    }

    private static void count(Map<Key, long[]> daily, Map<Slot, Long> slots, Fact f, int by) {
        sums(daily, f, f.created())[0] += by;
        LocalDate resolved = f.resolved();
        Long minutes = f.minutes();
        if (resolved != null && minutes != null) {
            long[] sums = sums(daily, f, resolved);
            sums[1] += by;
            sums[2] += by * minutes;
            sums[3] += f.firstContact() ? by : 0;
            slots.merge(new Slot(new Key(resolved, f.deskId(), f.typeId()), Buckets.of(minutes)), (long) by, Long::sum);
        }
        sums(daily, f, f.created())[4] += f.reopened() ? by : 0;
        LocalDate rated = f.rated();
        Integer rating = f.rating();
        if (rated != null && rating != null) {
            sums(daily, f, rated)[4 + rating] += by;
        }
    }

    private static long[] sums(Map<Key, long[]> daily, Fact f, LocalDate day) {
        return daily.computeIfAbsent(new Key(day, f.deskId(), f.typeId()), k -> new long[10]);
    }

    private static void addDaily(Tx tx, SortedMap<Key, long[]> daily) {
        daily.values().removeIf(sums -> Arrays.stream(sums).allMatch(s -> s == 0));
        if (daily.isEmpty()) {
            return;
        }
        var columns = new ArrayList<TableField<?, Long>>(
                List.of(DAILY.CREATED, DAILY.RESOLVED, DAILY.MINUTES, DAILY.FIRST_CONTACT, DAILY.REOPENED));
        columns.addAll(RATINGS);
        var arrays = keys(daily.keySet());
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            arrays.add(daily.values().stream().map(sums -> sums[column]).toArray(Long[]::new));
        }
        var all = new ArrayList<Field<?>>(List.of(DAILY.DAY, DAILY.DESK_ID, DAILY.TYPE_ID));
        all.addAll(columns);
        add(tx, DAILY, all, columns, arrays);
    }

    private static void addSlots(Tx tx, SortedMap<Slot, Long> slots) {
        slots.values().removeIf(by -> by == 0);
        if (slots.isEmpty()) {
            return;
        }
        var arrays = keys(slots.keySet().stream().map(Slot::key).toList());
        arrays.add(slots.keySet().stream().map(Slot::bucket).toArray(Integer[]::new));
        arrays.add(slots.values().toArray(Long[]::new));
        add(
                tx,
                RESOLUTION,
                List.of(RESOLUTION.DAY, RESOLUTION.DESK_ID, RESOLUTION.TYPE_ID, RESOLUTION.BUCKET, RESOLUTION.COUNT),
                List.of(RESOLUTION.COUNT),
                arrays);
    }

    private static List<Object> keys(Collection<Key> keys) {
        return new ArrayList<>(List.of(
                keys.stream().map(Key::day).toArray(LocalDate[]::new),
                keys.stream().map(Key::desk).toArray(UUID[]::new),
                keys.stream().map(Key::type).toArray(UUID[]::new)));
    }

    /**
     * Adds to the sums of many rows with one statement, in the order of their key, so that two who add at once cannot wait
     * for each other.
     *
     * @param columns all but the tenant's; the values of each are an array of {@code arrays}
     * @param sums those of the columns that are added to, the others being the key
     */
    private static void add(
            Tx tx,
            Table<?> table,
            List<? extends Field<?>> columns,
            List<? extends Field<?>> sums,
            List<Object> arrays) {
        String key = columns.stream()
                .filter(c -> !sums.contains(c))
                .map(Field::getName)
                .collect(Collectors.joining(", "));
        String names = columns.stream().map(Field::getName).collect(Collectors.joining(", "));
        String values = columns.stream()
                .map(c -> "?::" + c.getDataType().getTypeName() + "[]")
                .collect(Collectors.joining(", "));
        String name = table.getName();
        String added = sums.stream()
                .map(c -> "%1$s = %2$s.%1$s + excluded.%1$s".formatted(c.getName(), name))
                .collect(Collectors.joining(", "));
        tx.sql()
                .query(
                        "insert into analytics.%s (tenant_id, %s) select %d, t.* from unnest(%s) as t on conflict (tenant_id, %s) do update set %s"
                                .formatted(name, names, tx.t(), values, key, added),
                        arrays.toArray())
                .execute();
    }

    private static void saveFacts(Tx tx, Collection<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        tx.sql()
                .deleteFrom(TICKET_FACT)
                .where(
                        TICKET_FACT.TENANT_ID.eq(tx.t()),
                        TICKET_FACT.TICKET_ID.eq(
                                DSL.any(facts.stream().map(Fact::ticketId).toArray(UUID[]::new))))
                .execute();
        BulkCopy.into(
                tx,
                TICKET_FACT,
                List.of(
                        TICKET_FACT.TENANT_ID,
                        TICKET_FACT.TICKET_ID,
                        TICKET_FACT.DESK_ID,
                        TICKET_FACT.TYPE_ID,
                        TICKET_FACT.CREATED_DAY,
                        TICKET_FACT.RESOLVED_DAY,
                        TICKET_FACT.MINUTES,
                        TICKET_FACT.FIRST_CONTACT,
                        TICKET_FACT.REOPENED,
                        TICKET_FACT.RATED_DAY,
                        TICKET_FACT.RATING),
                rows -> facts.forEach(f -> {
                    rows.add(tx.t())
                            .add(f.ticketId())
                            .add(f.deskId())
                            .add(f.typeId())
                            .add(f.created())
                            .add(f.resolved());
                    rows.add(f.minutes())
                            .add(f.firstContact())
                            .add(f.reopened())
                            .add(f.rated())
                            .add(f.rating())
                            .end();
                }));
    }

    public Totals totals(Tx tx, Condition which) {
        var fields = new ArrayList<Field<?>>(List.of(
                DSL.sum(DAILY.CREATED),
                DSL.sum(DAILY.RESOLVED),
                DSL.sum(DAILY.MINUTES),
                DSL.sum(DAILY.FIRST_CONTACT),
                DSL.sum(DAILY.REOPENED)));
        RATINGS.forEach(r -> fields.add(DSL.sum(r)));
        var r = tx.sql()
                .select(fields)
                .from(DAILY)
                .where(DAILY.TENANT_ID.eq(tx.t()), which)
                .fetchSingle();
        return new Totals(
                sum(r, 0),
                sum(r, 1),
                sum(r, 2),
                sum(r, 3),
                sum(r, 4),
                List.of(sum(r, 5), sum(r, 6), sum(r, 7), sum(r, 8), sum(r, 9)));
    }

    private static long sum(Record r, int i) {
        Object value = r.get(i);
        return value == null ? 0 : ((Number) value).longValue();
    }

    public List<Day> days(Tx tx, Condition which) {
        return tx.sql()
                .select(DAILY.DAY, DSL.sum(DAILY.CREATED), DSL.sum(DAILY.RESOLVED))
                .from(DAILY)
                .where(DAILY.TENANT_ID.eq(tx.t()), which)
                .groupBy(DAILY.DAY)
                .orderBy(DAILY.DAY)
                .fetch(r -> new Day(r.value1(), sum(r, 1), sum(r, 2)));
    }

    public SortedMap<Integer, Long> resolutions(Tx tx, Condition which) {
        var counts = new TreeMap<Integer, Long>();
        tx.sql()
                .select(RESOLUTION.BUCKET, DSL.sum(RESOLUTION.COUNT))
                .from(RESOLUTION)
                .where(RESOLUTION.TENANT_ID.eq(tx.t()), which)
                .groupBy(RESOLUTION.BUCKET)
                .fetch(r -> counts.put(r.value1(), sum(r, 1)));
        return counts;
    }

    public static Condition daily(LocalDate from, LocalDate to, Collection<UUID> desks, @Nullable UUID type) {
        Condition which = DAILY.DAY.ge(from).and(DAILY.DAY.lt(to)).and(DAILY.DESK_ID.in(desks));
        return type == null ? which : which.and(DAILY.TYPE_ID.eq(type));
    }

    public static Condition resolution(LocalDate from, LocalDate to, Collection<UUID> desks, @Nullable UUID type) {
        Condition which = RESOLUTION.DAY.ge(from).and(RESOLUTION.DAY.lt(to)).and(RESOLUTION.DESK_ID.in(desks));
        return type == null ? which : which.and(RESOLUTION.TYPE_ID.eq(type));
    }
}
