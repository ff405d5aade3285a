package io.steward.server.sla.store;

import static io.steward.db.sla.Tables.CLOCK;
import static io.steward.server.platform.Prepared.value;

import io.steward.server.platform.Prepared;
import io.steward.server.platform.Row;
import io.steward.server.platform.Tx;
import io.steward.server.sla.Clock;
import io.steward.server.sla.Promised;
import io.steward.server.sla.rules.ClockState;
import io.steward.server.sla.rules.Phase;
import io.steward.server.sla.rules.Reading;
import io.steward.server.sla.rules.Terms;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code sla.clock}. */
@Repository
public class ClockStore {
    /** As many rows as one statement writes. */
    private static final int MOST_ROWS = 100;

    /** Finds what is promised, of a clock's row. */
    public interface Promises {
        @Nullable
        Terms terms(Tx tx, UUID desk, int book, UUID policy, String key, Duration target);
    }

    private static final List<Field<?>> COLUMNS = List.of(
            CLOCK.TICKET_ID,
            CLOCK.KEY,
            CLOCK.DESK_ID,
            CLOCK.BOOK,
            CLOCK.POLICY_ID,
            CLOCK.KIND,
            CLOCK.NAME,
            CLOCK.BEGUN,
            CLOCK.PHASE,
            CLOCK.SINCE,
            CLOCK.ELAPSED,
            CLOCK.TARGET,
            CLOCK.DUE,
            CLOCK.REACHED,
            CLOCK.FIRED,
            CLOCK.STARTED,
            CLOCK.STOPPED,
            CLOCK.WHY,
            CLOCK.WHY_TEXT,
            CLOCK.MISSED_AT,
            CLOCK.MISSED_BOOK,
            CLOCK.EXCUSED_AT,
            CLOCK.EXCUSED_BY,
            CLOCK.EXCUSE);

    private static final List<Field<?>> WRITTEN = List.of(
            CLOCK.TENANT_ID,
            CLOCK.TICKET_ID,
            CLOCK.KEY,
            CLOCK.DESK_ID,
            CLOCK.BOOK,
            CLOCK.POLICY_ID,
            CLOCK.KIND,
            CLOCK.NAME,
            CLOCK.BEGUN,
            CLOCK.PHASE,
            CLOCK.SINCE,
            CLOCK.ELAPSED,
            CLOCK.TARGET,
            CLOCK.DUE,
            CLOCK.REACHED,
            CLOCK.FIRED,
            CLOCK.NEXT_AT,
            CLOCK.STARTED,
            CLOCK.STOPPED,
            CLOCK.WHY,
            CLOCK.WHY_TEXT,
            CLOCK.MISSED_AT,
            CLOCK.MISSED_BOOK);

    private static final int KEYS = 3;

    private static final Map<Integer, Prepared> WRITES = new java.util.concurrent.ConcurrentHashMap<>();

    private static final Prepared LOCKED =
            Prepared.of(() -> of(value(CLOCK.TICKET_ID)).orderBy(CLOCK.KEY).forUpdate());

    private static final Prepared LOCKED_OF =
            Prepared.of(() -> select().and(CLOCK.TICKET_ID.eq(DSL.any(value(UUID[].class))))
                    .orderBy(CLOCK.TICKET_ID, CLOCK.KEY)
                    .forUpdate());

    private static final Prepared OF_TICKETS = Prepared.of(() ->
            select().and(CLOCK.TICKET_ID.eq(DSL.any(value(UUID[].class)))).orderBy(CLOCK.TICKET_ID, CLOCK.KEY));

    private static final Prepared OF_TICKET =
            Prepared.of(() -> of(value(CLOCK.TICKET_ID)).orderBy(CLOCK.KEY));

    private static final Prepared DUE = Prepared.of(() -> select().and(CLOCK.NEXT_AT.isNotNull())
            .and(CLOCK.NEXT_AT.le(value(CLOCK.NEXT_AT)))
            .orderBy(CLOCK.NEXT_AT)
            .limit(value(Integer.class))
            .forUpdate()
            .skipLocked());

    private static final Prepared NEXT = Prepared.of(() -> DSL.select(CLOCK.NEXT_AT)
            .from(CLOCK)
            .where(CLOCK.TENANT_ID.eq(value(CLOCK.TENANT_ID)), CLOCK.NEXT_AT.isNotNull())
            .orderBy(CLOCK.NEXT_AT)
            .limit(DSL.inline(1)));

    private static SelectConditionStep<Record> select() {
        return DSL.select(COLUMNS).from(CLOCK).where(CLOCK.TENANT_ID.eq(value(CLOCK.TENANT_ID)));
    }

    private static SelectConditionStep<Record> of(Field<UUID> ticket) {
        return select().and(CLOCK.TICKET_ID.eq(ticket));
    }

    private static Query writing(int rows) {
        var insert = DSL.insertInto(CLOCK).columns(WRITTEN);
        for (int i = 0; i < rows; i++) {
            insert = insert.values(WRITTEN.stream().map(Prepared::value).toList());
        }
        var changed = new LinkedHashMap<Field<?>, Field<?>>();
        WRITTEN.subList(KEYS, WRITTEN.size()).forEach(f -> changed.put(f, DSL.excluded(f)));
        return insert.onConflict(CLOCK.TENANT_ID, CLOCK.TICKET_ID, CLOCK.KEY)
                .doUpdate()
                .set(changed);
    }

    /** Writes clocks, new and known ones; their excuses are left as they are. */
    public void write(Tx tx, List<Clock> all) {
        for (int from = 0; from < all.size(); from += MOST_ROWS) {
            var some = all.subList(from, Math.min(all.size(), from + MOST_ROWS));
            var values = new ArrayList<@Nullable Object>(some.size() * WRITTEN.size());
            some.forEach(c -> add(values, tx, c));
            WRITES.computeIfAbsent(some.size(), n -> Prepared.of(() -> writing(n)))
                    .execute(tx, values.toArray());
        }
    }

    private static void add(List<@Nullable Object> values, Tx tx, Clock c) {
        ClockState s = c.state();
        Terms terms = s.terms();
        Collections.addAll(
                values,
                tx.t(),
                c.ticketId(),
                c.key(),
                c.deskId(),
                c.book(),
                terms == null ? null : terms.policy(),
                c.kind().key(),
                c.name(),
                c.begun(),
                s.phase().key(),
                s.since(),
                micros(s.elapsed()),
                terms == null ? null : micros(terms.target()),
                s.due(),
                s.reached(),
                c.fired(),
                s.nextAt(c.fired()),
                s.started(),
                s.stopped(),
                s.why().code(),
                s.why().text(),
                s.missedAt(),
                c.missedBook());
    }

    private static long micros(Duration d) {
        return d.toSeconds() * 1_000_000 + d.toNanosPart() / 1_000;
    }

    /** A ticket's clocks, held until the transaction ends. */
    public List<Clock> lock(Tx tx, UUID ticket, Promises promises) {
        return LOCKED.list(tx, r -> read(tx, r, promises), tx.t(), ticket);
    }

    public List<Clock> of(Tx tx, UUID ticket, Promises promises) {
        return OF_TICKET.list(tx, r -> read(tx, r, promises), tx.t(), ticket);
    }

    /** Those of several tickets, by ticket. */
    public Map<UUID, List<Clock>> of(Tx tx, Collection<UUID> tickets, Promises promises) {
        return byTicket(OF_TICKETS, tx, tickets, promises);
    }

    /** Those of several tickets, by ticket, held until the transaction ends. */
    public Map<UUID, List<Clock>> lock(Tx tx, Collection<UUID> tickets, Promises promises) {
        return byTicket(LOCKED_OF, tx, tickets, promises);
    }

    private static Map<UUID, List<Clock>> byTicket(Prepared query, Tx tx, Collection<UUID> tickets, Promises promises) {
        var all = query.list(tx, r -> read(tx, r, promises), tx.t(), tickets.toArray(UUID[]::new));
        return all.stream().collect(Collectors.groupingBy(Clock::ticketId));
    }

    /** Those for which something is to happen by now and that no other node has in hand. */
    public List<Clock> due(Tx tx, Instant now, int most, Promises promises) {
        return DUE.list(tx, r -> read(tx, r, promises), tx.t(), now, most);
    }

    /** When something is to happen next. */
    public @Nullable Instant next(Tx tx) {
        return NEXT.find(tx, Row::at, tx.t()).orElse(null);
    }

    public void excuse(Tx tx, UUID ticket, String key, Clock.@Nullable Excuse e) {
        tx.sql()
                .update(CLOCK)
                .set(CLOCK.EXCUSED_AT, e == null ? null : e.at())
                .set(CLOCK.EXCUSED_BY, e == null ? null : e.by())
                .set(CLOCK.EXCUSE, e == null ? null : e.reason())
                .where(CLOCK.TENANT_ID.eq(tx.t()), CLOCK.TICKET_ID.eq(ticket), CLOCK.KEY.eq(key))
                .execute();
    }

    /** Of how many tickets of a desk the next target runs out by each of these instants and not before the one before it. */
    public List<Integer> runningOut(Tx tx, UUID desk, Instant from, List<Instant> until) {
        Field<Instant> next = DSL.field(DSL.name("next"), SQLDataType.INSTANT);
        var columns = new ArrayList<Field<Integer>>();
        Instant begin = from;
        for (Instant end : until) {
            columns.add(DSL.count().filterWhere(next.ge(begin), next.lt(end)));
            begin = end;
        }
        var soonest = DSL.select(DSL.min(CLOCK.DUE).as(next))
                .from(CLOCK)
                .where(
                        CLOCK.TENANT_ID.eq(tx.t()),
                        CLOCK.DESK_ID.eq(desk),
                        CLOCK.DUE.isNotNull(),
                        CLOCK.DUE.lt(until.getLast()))
                .groupBy(CLOCK.TICKET_ID);
        var row = tx.sql().select(columns).from(soonest).fetchSingle();
        return columns.stream().map(row::get).toList();
    }

    private static Clock read(Tx tx, Row r, Promises promises) throws SQLException {
        UUID ticket = r.id();
        String key = r.text();
        UUID desk = r.id();
        int book = r.number();
        UUID policy = r.idOrNull();
        var kind = Promised.find(r.text()).orElseThrow();
        String name = r.text();
        Instant begun = r.at();
        Phase phase = Phase.of(r.text());
        Instant since = r.at();
        Duration elapsed = Duration.of(r.big(), ChronoUnit.MICROS);
        Duration target = Duration.of(r.big(), ChronoUnit.MICROS);
        Instant due = r.atOrNull();
        int reached = r.number();
        int fired = r.number();
        Instant started = r.atOrNull();
        Instant stopped = r.atOrNull();
        var why = new Reading.Why(r.text(), r.textOrNull());
        Instant missed = r.atOrNull();
        Integer missedBook = r.numberOrNull();
        Instant excusedAt = r.atOrNull();
        UUID excusedBy = r.idOrNull();
        String reason = r.textOrNull();
        Terms terms = policy == null ? null : promises.terms(tx, desk, book, policy, key, target);
        var state = new ClockState(phase, since, elapsed, terms, due, reached, missed, started, stopped, why);
        var excuse = excusedAt == null || reason == null ? null : new Clock.Excuse(excusedAt, excusedBy, reason);
        return new Clock(ticket, key, desk, book, kind, name, begun, state, fired, missedBook, excuse);
    }

    /** The clocks of a ticket as columns of a query of tickets; for {@code sla} and what belongs to it. */
    public static final class Asked {
        private final Field<Integer> tenant;
        private final Field<UUID> ticket;

        public Asked(Field<Integer> tenant, Field<UUID> ticket) {
            this.tenant = tenant;
            this.ticket = ticket;
        }

        /** When the next target is used up. */
        public Field<Instant> next() {
            return DSL.field(DSL.select(DSL.min(CLOCK.DUE)).from(CLOCK).where(mine(), CLOCK.DUE.isNotNull()));
        }

        /** How its clocks stand. */
        public Field<String[]> standings() {
            var standing = DSL.case_()
                    .when(CLOCK.EXCUSED_AT.isNotNull(), DSL.inline("excused"))
                    .when(CLOCK.MISSED_AT.isNotNull(), DSL.inline("missed"))
                    .when(CLOCK.PHASE.eq(DSL.inline(Phase.DONE.key())), DSL.inline("met"))
                    .else_(CLOCK.PHASE);
            return DSL.field(
                    "array({0})",
                    SQLDataType.CLOB.array(),
                    DSL.selectDistinct(standing).from(CLOCK).where(mine()));
        }

        /** A target was missed and not excused. */
        public Field<Boolean> missed() {
            return DSL.field(DSL.exists(
                    DSL.selectOne().from(CLOCK).where(mine(), CLOCK.MISSED_AT.isNotNull(), CLOCK.EXCUSED_AT.isNull())));
        }

        private org.jooq.Condition mine() {
            return CLOCK.TENANT_ID.eq(tenant).and(CLOCK.TICKET_ID.eq(ticket));
        }
    }
}
