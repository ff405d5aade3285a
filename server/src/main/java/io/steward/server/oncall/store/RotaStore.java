package io.steward.server.oncall.store;

import static io.steward.db.oncall.Tables.COVER;
import static io.steward.db.oncall.Tables.SCHEDULE;

import io.steward.db.oncall.tables.records.CoverRecord;
import io.steward.db.oncall.tables.records.ScheduleRecord;
import io.steward.server.oncall.LayerForm;
import io.steward.server.oncall.Schedule;
import io.steward.server.oncall.StandIn;
import io.steward.server.platform.Check;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** {@code oncall.schedule} and {@code oncall.cover}. */
@Repository
public class RotaStore implements DeskStore<Schedule> {
    private static final TypeReference<List<LayerForm>> LAYERS = new TypeReference<>() {};

    /** All of the tenant: a desk has few. */
    @Override
    public List<Schedule> all(Tx tx) {
        return list(tx, DSL.noCondition());
    }

    @Override
    public List<Schedule> ofDesk(Tx tx, UUID desk) {
        return list(tx, SCHEDULE.DESK_ID.eq(desk));
    }

    public List<Schedule> byIds(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : list(tx, SCHEDULE.ID.in(ids));
    }

    @Override
    public Optional<Schedule> find(Tx tx, UUID id) {
        return list(tx, SCHEDULE.ID.eq(id)).stream().findFirst();
    }

    /** Held until the transaction ends: overrides are looked at and written one after the other. */
    public Optional<Schedule> lock(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(SCHEDULE)
                .where(SCHEDULE.TENANT_ID.eq(tx.t()), SCHEDULE.ID.eq(id))
                .forUpdate()
                .fetchOptional(RotaStore::read);
    }

    private static List<Schedule> list(Tx tx, Condition where) {
        return tx.sql()
                .selectFrom(SCHEDULE)
                .where(SCHEDULE.TENANT_ID.eq(tx.t()), where)
                .orderBy(SCHEDULE.DESK_ID, SCHEDULE.NAME)
                .fetch(RotaStore::read);
    }

    @Override
    public void insert(Tx tx, Schedule s, Instant at) {
        tx.sql()
                .insertInto(SCHEDULE)
                .set(SCHEDULE.TENANT_ID, tx.t())
                .set(SCHEDULE.ID, s.id())
                .set(SCHEDULE.DESK_ID, s.deskId())
                .set(SCHEDULE.NAME, s.name())
                .set(SCHEDULE.ZONE, s.zone().getId())
                .set(SCHEDULE.LAYERS, layers(s))
                .set(SCHEDULE.CREATED, at)
                .execute();
    }

    @Override
    public boolean update(Tx tx, Schedule s) {
        return tx.sql()
                        .update(SCHEDULE)
                        .set(SCHEDULE.NAME, s.name())
                        .set(SCHEDULE.ZONE, s.zone().getId())
                        .set(SCHEDULE.LAYERS, layers(s))
                        .set(SCHEDULE.VERSION, s.version())
                        .where(
                                SCHEDULE.TENANT_ID.eq(tx.t()),
                                SCHEDULE.ID.eq(s.id()),
                                SCHEDULE.VERSION.eq(s.version() - 1))
                        .execute()
                == 1;
    }

    /** With its overrides. */
    @Override
    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(SCHEDULE)
                .where(SCHEDULE.TENANT_ID.eq(tx.t()), SCHEDULE.ID.eq(id))
                .execute();
    }

    /** Those of some schedules that touch a span, in the order in which they were made. */
    public List<StandIn> standIns(Tx tx, Collection<UUID> schedules, Instant from, Instant until) {
        return schedules.isEmpty()
                ? List.of()
                : covers(
                        tx,
                        COVER.SCHEDULE_ID
                                .eq(DSL.any(schedules.toArray(UUID[]::new)))
                                .and(COVER.ENDS.gt(from))
                                .and(COVER.BEGINS.lt(until)));
    }

    public Optional<StandIn> standIn(Tx tx, UUID id) {
        return covers(tx, COVER.ID.eq(id)).stream().findFirst();
    }

    /** How many are not over. */
    public int countStandIns(Tx tx, UUID schedule, Instant now) {
        return tx.sql()
                .fetchCount(COVER, COVER.TENANT_ID.eq(tx.t()), COVER.SCHEDULE_ID.eq(schedule), COVER.ENDS.gt(now));
    }

    public void insert(Tx tx, StandIn s) {
        tx.sql()
                .insertInto(COVER)
                .set(COVER.TENANT_ID, tx.t())
                .set(COVER.ID, s.id())
                .set(COVER.SCHEDULE_ID, s.scheduleId())
                .set(COVER.PERSON_ID, s.personId())
                .set(COVER.BEGINS, s.from())
                .set(COVER.ENDS, s.until())
                .set(COVER.CREATED, s.created())
                .set(COVER.CREATED_BY, s.createdBy())
                .execute();
    }

    /** It was until now. */
    public void end(Tx tx, UUID id, Instant at) {
        tx.sql()
                .update(COVER)
                .set(COVER.ENDS, at)
                .where(COVER.TENANT_ID.eq(tx.t()), COVER.ID.eq(id))
                .execute();
    }

    public void deleteStandIn(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(COVER)
                .where(COVER.TENANT_ID.eq(tx.t()), COVER.ID.eq(id))
                .execute();
    }

    private static List<StandIn> covers(Tx tx, Condition where) {
        return tx.sql()
                .selectFrom(COVER)
                .where(COVER.TENANT_ID.eq(tx.t()), where)
                .orderBy(COVER.ID)
                .fetch(RotaStore::read);
    }

    private static JSONB layers(Schedule s) {
        return Json.of(s.layers().stream().map(LayerForm::of).toList());
    }

    private static Schedule read(ScheduleRecord r) {
        var check = new Check();
        return new Schedule(
                r.getId(),
                r.getDeskId(),
                r.getName(),
                ZoneId.of(r.getZone()),
                Json.read(r.getLayers(), LAYERS).stream()
                        .map(l -> l.read(check, ""))
                        .toList(),
                r.getVersion());
    }

    private static StandIn read(CoverRecord r) {
        return new StandIn(
                r.getId(),
                r.getScheduleId(),
                r.getPersonId(),
                r.getBegins(),
                r.getEnds(),
                r.getCreated(),
                r.getCreatedBy());
    }
}
