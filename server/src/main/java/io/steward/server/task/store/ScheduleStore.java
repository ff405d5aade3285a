package io.steward.server.task.store;

import static io.steward.db.task.Tables.SCHEDULED_TICKET;

import io.steward.db.task.tables.records.ScheduledTicketRecord;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import io.steward.server.task.ScheduledTicket;
import io.steward.server.task.rules.Schedule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code task.scheduled_ticket}. */
@Repository
public class ScheduleStore {
    /** A schedule as it is kept. */
    private record Kept(
            String kind,
            int interval,
            List<String> weekdays,
            @Nullable Integer dayOfMonth,
            @Nullable Integer month,
            String time,
            String zone,
            String start,
            @Nullable String end) {
        static Kept of(Schedule s) {
            return new Kept(
                    s.kind().name(),
                    s.interval(),
                    s.weekdays().stream().map(DayOfWeek::name).toList(),
                    s.dayOfMonth(),
                    s.month(),
                    s.time().toString(),
                    s.zone().getId(),
                    s.start().toString(),
                    s.end() == null ? null : s.end().toString());
        }

        Schedule schedule() {
            return new Schedule(
                    Schedule.Kind.valueOf(kind),
                    interval,
                    weekdays.stream().map(DayOfWeek::valueOf).toList(),
                    dayOfMonth,
                    month,
                    LocalTime.parse(time),
                    ZoneId.of(zone),
                    LocalDate.parse(start),
                    end == null ? null : LocalDate.parse(end));
        }
    }

    public List<ScheduledTicket> all(Tx tx) {
        return tx.sql()
                .selectFrom(SCHEDULED_TICKET)
                .where(SCHEDULED_TICKET.TENANT_ID.eq(tx.t()))
                .orderBy(SCHEDULED_TICKET.DESK_ID, SCHEDULED_TICKET.NAME)
                .fetch(ScheduleStore::scheduled);
    }

    /** Held until the transaction ends, so that a run and a change do not meet. */
    public Optional<ScheduledTicket> lock(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(SCHEDULED_TICKET)
                .where(SCHEDULED_TICKET.TENANT_ID.eq(tx.t()), SCHEDULED_TICKET.ID.eq(id))
                .forUpdate()
                .fetchOptional(ScheduleStore::scheduled);
    }

    /** One that is due and that no other node has in hand. */
    public Optional<ScheduledTicket> due(Tx tx, Instant now) {
        Condition due = DSL.condition(SCHEDULED_TICKET.ACTIVE).and(SCHEDULED_TICKET.NEXT_RUN.le(now));
        return tx.sql()
                .selectFrom(SCHEDULED_TICKET)
                .where(SCHEDULED_TICKET.TENANT_ID.eq(tx.t()), due)
                .orderBy(SCHEDULED_TICKET.NEXT_RUN)
                .limit(DSL.inline(1))
                .forUpdate()
                .skipLocked()
                .fetchOptional(ScheduleStore::scheduled);
    }

    public void insert(Tx tx, ScheduledTicket s, Instant at) {
        tx.sql()
                .insertInto(SCHEDULED_TICKET)
                .set(SCHEDULED_TICKET.TENANT_ID, tx.t())
                .set(SCHEDULED_TICKET.ID, s.id())
                .set(SCHEDULED_TICKET.DESK_ID, s.deskId())
                .set(SCHEDULED_TICKET.NAME, s.name())
                .set(SCHEDULED_TICKET.ACTIVE, s.active())
                .set(SCHEDULED_TICKET.TICKET, Json.of(s.ticket()))
                .set(SCHEDULED_TICKET.SCHEDULE, Json.of(Kept.of(s.schedule())))
                .set(SCHEDULED_TICKET.NEXT_RUN, s.nextRun())
                .set(SCHEDULED_TICKET.CREATED, at)
                .execute();
    }

    /** The row is held by {@link #lock}, and its version was compared. */
    public void update(Tx tx, ScheduledTicket s) {
        tx.sql()
                .update(SCHEDULED_TICKET)
                .set(SCHEDULED_TICKET.NAME, s.name())
                .set(SCHEDULED_TICKET.ACTIVE, s.active())
                .set(SCHEDULED_TICKET.TICKET, Json.of(s.ticket()))
                .set(SCHEDULED_TICKET.SCHEDULE, Json.of(Kept.of(s.schedule())))
                .set(SCHEDULED_TICKET.NEXT_RUN, s.nextRun())
                .set(SCHEDULED_TICKET.LAST_ERROR, s.lastError())
                .set(SCHEDULED_TICKET.VERSION, s.version())
                .where(SCHEDULED_TICKET.TENANT_ID.eq(tx.t()), SCHEDULED_TICKET.ID.eq(s.id()))
                .execute();
    }

    /** What a run left behind. The version stays: nobody who edits the definition is disturbed by its running. */
    public void ran(Tx tx, ScheduledTicket s) {
        tx.sql()
                .update(SCHEDULED_TICKET)
                .set(SCHEDULED_TICKET.ACTIVE, s.active())
                .set(SCHEDULED_TICKET.NEXT_RUN, s.nextRun())
                .set(SCHEDULED_TICKET.LAST_RUN, s.lastRun())
                .set(SCHEDULED_TICKET.LAST_TICKET, s.lastTicket())
                .set(SCHEDULED_TICKET.LAST_MISSED, s.lastMissed())
                .set(SCHEDULED_TICKET.LAST_ERROR, s.lastError())
                .where(SCHEDULED_TICKET.TENANT_ID.eq(tx.t()), SCHEDULED_TICKET.ID.eq(s.id()))
                .execute();
    }

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(SCHEDULED_TICKET)
                .where(SCHEDULED_TICKET.TENANT_ID.eq(tx.t()), SCHEDULED_TICKET.ID.eq(id))
                .execute();
    }

    private static ScheduledTicket scheduled(ScheduledTicketRecord r) {
        return new ScheduledTicket(
                r.getId(),
                r.getDeskId(),
                r.getName(),
                r.getActive(),
                Json.read(r.getTicket(), ScheduledTicket.Wanted.class),
                Json.read(r.getSchedule(), Kept.class).schedule(),
                r.getNextRun(),
                r.getLastRun(),
                r.getLastTicket(),
                r.getLastMissed(),
                r.getLastError(),
                r.getVersion());
    }
}
