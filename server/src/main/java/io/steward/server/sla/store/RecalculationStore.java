package io.steward.server.sla.store;

import static io.steward.db.sla.Tables.RECALCULATION;

import io.steward.db.sla.tables.records.RecalculationRecord;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import io.steward.server.sla.Recalculation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** {@code sla.recalculation}. */
@Repository
public class RecalculationStore {
    private static final TypeReference<List<Recalculation.Example>> EXAMPLES = new TypeReference<>() {};
    private static final String RUNNING = "running";

    public void insert(Tx tx, Recalculation r) {
        tx.sql()
                .insertInto(RECALCULATION)
                .set(RECALCULATION.TENANT_ID, tx.t())
                .set(RECALCULATION.ID, r.id())
                .set(RECALCULATION.DESK_ID, r.deskId())
                .set(RECALCULATION.KIND, r.kind())
                .set(RECALCULATION.SINCE, r.since())
                .set(RECALCULATION.BOOK, r.book())
                .set(RECALCULATION.STATE, r.state())
                .set(RECALCULATION.CURSOR, r.cursor())
                .set(RECALCULATION.BY_ID, r.byId())
                .set(RECALCULATION.CREATED, r.created())
                .execute();
    }

    public void update(Tx tx, Recalculation r) {
        tx.sql()
                .update(RECALCULATION)
                .set(RECALCULATION.STATE, r.state())
                .set(RECALCULATION.CURSOR, r.cursor())
                .set(RECALCULATION.TICKETS, r.tickets())
                .set(RECALCULATION.CLOCKS, r.clocks())
                .set(RECALCULATION.CHANGED, r.changed())
                .set(RECALCULATION.MISSED, r.missed())
                .set(RECALCULATION.EXAMPLES, Json.of(r.examples()))
                .set(RECALCULATION.FINISHED, r.finished())
                .where(RECALCULATION.TENANT_ID.eq(tx.t()), RECALCULATION.ID.eq(r.id()))
                .execute();
    }

    /** One that is to go on and that no other node has in hand. */
    public Optional<Recalculation> take(Tx tx) {
        return tx.sql()
                .selectFrom(RECALCULATION)
                .where(RECALCULATION.TENANT_ID.eq(tx.t()), RECALCULATION.STATE.eq(DSL.inline(RUNNING)))
                .orderBy(RECALCULATION.ID)
                .limit(DSL.inline(1))
                .forUpdate()
                .skipLocked()
                .fetchOptional(RecalculationStore::read);
    }

    public Optional<Recalculation> lock(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(RECALCULATION)
                .where(RECALCULATION.TENANT_ID.eq(tx.t()), RECALCULATION.ID.eq(id))
                .forUpdate()
                .fetchOptional(RecalculationStore::read);
    }

    public Optional<Recalculation> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(RECALCULATION)
                .where(RECALCULATION.TENANT_ID.eq(tx.t()), RECALCULATION.ID.eq(id))
                .fetchOptional(RecalculationStore::read);
    }

    public boolean runs(Tx tx, UUID desk) {
        return tx.sql()
                .fetchExists(DSL.selectOne()
                        .from(RECALCULATION)
                        .where(
                                RECALCULATION.TENANT_ID.eq(tx.t()),
                                RECALCULATION.DESK_ID.eq(desk),
                                RECALCULATION.STATE.eq(DSL.inline(RUNNING))));
    }

    /** The latest, newest first. */
    public List<Recalculation> latest(Tx tx, UUID desk, int most) {
        return tx.sql()
                .selectFrom(RECALCULATION)
                .where(RECALCULATION.TENANT_ID.eq(tx.t()), RECALCULATION.DESK_ID.eq(desk))
                .orderBy(RECALCULATION.CREATED.desc())
                .limit(most)
                .fetch(RecalculationStore::read);
    }

    private static Recalculation read(RecalculationRecord r) {
        return new Recalculation(
                r.getId(),
                r.getDeskId(),
                r.getKind(),
                r.getSince(),
                r.getBook(),
                r.getState(),
                r.getCursor(),
                r.getTickets(),
                r.getClocks(),
                r.getChanged(),
                r.getMissed(),
                Json.read(r.getExamples(), EXAMPLES),
                r.getById(),
                r.getCreated(),
                r.getFinished());
    }
}
