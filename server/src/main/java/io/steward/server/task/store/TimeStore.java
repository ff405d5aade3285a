package io.steward.server.task.store;

import static io.steward.db.task.Tables.TICKET_TIME;
import static io.steward.db.task.Tables.TIMER;
import static io.steward.db.task.Tables.TIME_ENTRY;

import io.steward.db.task.tables.records.TimeEntryRecord;
import io.steward.server.platform.Tx;
import io.steward.server.task.TimeEntry;
import io.steward.server.task.Timer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code task.time_entry}, {@code task.ticket_time} and {@code task.timer}. */
@Repository
public class TimeStore {
    /** Minutes in all, and those of them that are billable. */
    public record Sum(long minutes, long billable) {}

    public record SumOf<T>(T key, long minutes, long billable) {}

    public void insert(Tx tx, TimeEntry e) {
        tx.sql()
                .insertInto(TIME_ENTRY)
                .set(TIME_ENTRY.TENANT_ID, tx.t())
                .set(TIME_ENTRY.ID, e.id())
                .set(TIME_ENTRY.TICKET_ID, e.ticketId())
                .set(TIME_ENTRY.DESK_ID, e.deskId())
                .set(TIME_ENTRY.TYPE_ID, e.typeId())
                .set(TIME_ENTRY.PERSON_ID, e.personId())
                .set(TIME_ENTRY.MINUTES, e.minutes())
                .set(TIME_ENTRY.DAY, e.day())
                .set(TIME_ENTRY.NOTE, e.note())
                .set(TIME_ENTRY.BILLABLE, e.billable())
                .set(TIME_ENTRY.CREATED, e.created())
                .execute();
    }

    public boolean update(Tx tx, TimeEntry e, int version) {
        return tx.sql()
                        .update(TIME_ENTRY)
                        .set(TIME_ENTRY.MINUTES, e.minutes())
                        .set(TIME_ENTRY.DAY, e.day())
                        .set(TIME_ENTRY.NOTE, e.note())
                        .set(TIME_ENTRY.BILLABLE, e.billable())
                        .set(TIME_ENTRY.VERSION, version + 1)
                        .where(
                                TIME_ENTRY.TENANT_ID.eq(tx.t()),
                                TIME_ENTRY.ID.eq(e.id()),
                                TIME_ENTRY.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public boolean delete(Tx tx, UUID id, int version) {
        return tx.sql()
                        .deleteFrom(TIME_ENTRY)
                        .where(TIME_ENTRY.TENANT_ID.eq(tx.t()), TIME_ENTRY.ID.eq(id), TIME_ENTRY.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public Optional<TimeEntry> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(TIME_ENTRY)
                .where(TIME_ENTRY.TENANT_ID.eq(tx.t()), TIME_ENTRY.ID.eq(id))
                .fetchOptional(TimeStore::entry);
    }

    /** A ticket's entries, the newest first. */
    public List<TimeEntry> of(Tx tx, UUID ticket, @Nullable UUID before, int limit) {
        Condition where = TIME_ENTRY.TICKET_ID.eq(ticket);
        return tx.sql()
                .selectFrom(TIME_ENTRY)
                .where(TIME_ENTRY.TENANT_ID.eq(tx.t()), before == null ? where : where.and(TIME_ENTRY.ID.lt(before)))
                .orderBy(TIME_ENTRY.ID.desc())
                .limit(limit)
                .fetch(TimeStore::entry);
    }

    /** Entries of a range, by day, after a place in that order. */
    public List<TimeEntry> list(Tx tx, Condition which, @Nullable TimeEntry after, int limit) {
        Condition where = after == null
                ? which
                : which.and(DSL.row(TIME_ENTRY.DAY, TIME_ENTRY.ID).gt(after.day(), after.id()));
        return tx.sql()
                .selectFrom(TIME_ENTRY)
                .where(TIME_ENTRY.TENANT_ID.eq(tx.t()), where)
                .orderBy(TIME_ENTRY.DAY, TIME_ENTRY.ID)
                .limit(limit)
                .fetch(TimeStore::entry);
    }

    public static Condition range(
            Collection<UUID> desks, LocalDate from, LocalDate to, @Nullable UUID person, @Nullable UUID type) {
        Condition which = TIME_ENTRY
                .DESK_ID
                .eq(DSL.any(desks.toArray(UUID[]::new)))
                .and(TIME_ENTRY.DAY.ge(from))
                .and(TIME_ENTRY.DAY.lt(to));
        if (person != null) {
            which = which.and(TIME_ENTRY.PERSON_ID.eq(person));
        }
        return type == null ? which : which.and(TIME_ENTRY.TYPE_ID.eq(type));
    }

    public List<SumOf<UUID>> byDesk(Tx tx, Condition which) {
        return by(tx, which, TIME_ENTRY.DESK_ID);
    }

    public List<SumOf<UUID>> byPerson(Tx tx, Condition which) {
        return by(tx, which, TIME_ENTRY.PERSON_ID);
    }

    public List<SumOf<UUID>> byType(Tx tx, Condition which) {
        return by(tx, which, TIME_ENTRY.TYPE_ID);
    }

    public List<SumOf<LocalDate>> byDay(Tx tx, Condition which) {
        return by(tx, which, TIME_ENTRY.DAY);
    }

    /** Who spent how much on a ticket. */
    public List<SumOf<UUID>> peopleOf(Tx tx, UUID ticket) {
        return by(tx, TIME_ENTRY.TICKET_ID.eq(ticket), TIME_ENTRY.PERSON_ID);
    }

    private static <T> List<SumOf<T>> by(Tx tx, Condition which, Field<T> key) {
        var minutes = DSL.sum(TIME_ENTRY.MINUTES);
        var billable = DSL.sum(TIME_ENTRY.MINUTES).filterWhere(TIME_ENTRY.BILLABLE);
        return tx.sql()
                .select(key, minutes, billable)
                .from(TIME_ENTRY)
                .where(TIME_ENTRY.TENANT_ID.eq(tx.t()), which)
                .groupBy(key)
                .orderBy(minutes.desc(), key)
                .fetch(r -> new SumOf<>(
                        r.value1(),
                        r.value2().longValue(),
                        r.value3() == null ? 0 : r.value3().longValue()));
    }

    /** Adds to what was spent on a ticket in all. */
    public void add(Tx tx, UUID ticket, int minutes, int billable) {
        tx.sql()
                .insertInto(TICKET_TIME)
                .set(TICKET_TIME.TENANT_ID, tx.t())
                .set(TICKET_TIME.TICKET_ID, ticket)
                .set(TICKET_TIME.MINUTES, (long) Math.max(0, minutes))
                .set(TICKET_TIME.BILLABLE, (long) Math.max(0, billable))
                .onConflict(TICKET_TIME.TENANT_ID, TICKET_TIME.TICKET_ID)
                .doUpdate()
                .set(TICKET_TIME.MINUTES, TICKET_TIME.MINUTES.plus(minutes))
                .set(TICKET_TIME.BILLABLE, TICKET_TIME.BILLABLE.plus(billable))
                .execute();
    }

    public Map<UUID, Sum> totals(Tx tx, Collection<UUID> tickets) {
        return tx.sql()
                .selectFrom(TICKET_TIME)
                .where(
                        TICKET_TIME.TENANT_ID.eq(tx.t()),
                        TICKET_TIME.TICKET_ID.eq(DSL.any(tickets.toArray(UUID[]::new))))
                .fetchMap(TICKET_TIME.TICKET_ID, r -> new Sum(r.getMinutes(), r.getBillable()));
    }

    public Optional<Timer> timer(Tx tx, UUID person) {
        return tx.sql()
                .selectFrom(TIMER)
                .where(TIMER.TENANT_ID.eq(tx.t()), TIMER.PERSON_ID.eq(person))
                .fetchOptional(r -> new Timer(r.getPersonId(), r.getTicketId(), r.getStarted()));
    }

    /** Takes the clock away; of two who do, one gets it. */
    public Optional<Timer> take(Tx tx, UUID person) {
        return tx.sql()
                .deleteFrom(TIMER)
                .where(TIMER.TENANT_ID.eq(tx.t()), TIMER.PERSON_ID.eq(person))
                .returning()
                .fetchOptional(r -> new Timer(r.getPersonId(), r.getTicketId(), r.getStarted()));
    }

    /** False when another clock of this person runs. */
    public boolean start(Tx tx, Timer timer) {
        return tx.sql()
                        .insertInto(TIMER)
                        .set(TIMER.TENANT_ID, tx.t())
                        .set(TIMER.PERSON_ID, timer.personId())
                        .set(TIMER.TICKET_ID, timer.ticketId())
                        .set(TIMER.STARTED, timer.started())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private static TimeEntry entry(TimeEntryRecord r) {
        return new TimeEntry(
                r.getId(),
                r.getTicketId(),
                r.getDeskId(),
                r.getTypeId(),
                r.getPersonId(),
                r.getMinutes(),
                r.getDay(),
                r.getNote(),
                r.getBillable(),
                r.getCreated(),
                r.getVersion());
    }
}
