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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
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
        var daily = new TreeMap<Key, long[]>(
                Comparator.comparing(Key::day).thenComparing(Key::desk).thenComparing(Key::type));
        var slots = new HashMap<Slot, Long>();
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

    private static void addDaily(Tx tx, Map<Key, long[]> daily) {
        if (daily.isEmpty()) {
            return;
        }
        var columns = new ArrayList<TableField<?, Long>>(
                List.of(DAILY.CREATED, DAILY.RESOLVED, DAILY.MINUTES, DAILY.FIRST_CONTACT, DAILY.REOPENED));
        columns.addAll(RATINGS);
        var queries = new ArrayList<org.jooq.Query>();
        daily.forEach((key, sums) -> {
            if (Arrays.stream(sums).allMatch(s -> s == 0)) {
                return;
            }
            var insert = tx.sql()
                    .insertInto(DAILY)
                    .set(DAILY.TENANT_ID, tx.t())
                    .set(DAILY.DAY, key.day())
                    .set(DAILY.DESK_ID, key.desk())
                    .set(DAILY.TYPE_ID, key.type());
            var changes = new LinkedHashMap<Field<?>, Object>();
            for (int i = 0; i < columns.size(); i++) {
                insert = insert.set(columns.get(i), sums[i]);
                changes.put(columns.get(i), columns.get(i).plus(sums[i]));
            }
            queries.add(insert.onConflict(DAILY.TENANT_ID, DAILY.DAY, DAILY.DESK_ID, DAILY.TYPE_ID)
                    .doUpdate()
                    .set(changes));
        });
        tx.sql().batch(queries).execute();
    }

    private static void addSlots(Tx tx, Map<Slot, Long> slots) {
        var queries = new ArrayList<org.jooq.Query>();
        slots.forEach((slot, by) -> {
            if (by != 0) {
                queries.add(tx.sql()
                        .insertInto(RESOLUTION)
                        .values(
                                tx.t(),
                                slot.key().day(),
                                slot.key().desk(),
                                slot.key().type(),
                                slot.bucket(),
                                by)
                        .onConflict(
                                RESOLUTION.TENANT_ID,
                                RESOLUTION.DAY,
                                RESOLUTION.DESK_ID,
                                RESOLUTION.TYPE_ID,
                                RESOLUTION.BUCKET)
                        .doUpdate()
                        .set(RESOLUTION.COUNT, RESOLUTION.COUNT.plus(by)));
            }
        });
        if (!queries.isEmpty()) {
            tx.sql().batch(queries).execute();
        }
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
