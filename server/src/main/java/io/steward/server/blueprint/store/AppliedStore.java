package io.steward.server.blueprint.store;

import static io.steward.db.blueprint.Tables.CHANGE;

import io.steward.db.blueprint.tables.records.ChangeRecord;
import io.steward.server.blueprint.Change;
import io.steward.server.blueprint.rules.Difference;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** {@code blueprint.change}. */
@Repository
public class AppliedStore {
    /** Until the end of the transaction nobody else of the tenant applies a file. */
    public void lock(Tx tx) {
        tx.sql()
                .select(DSL.field("pg_advisory_xact_lock(hashtextextended({0}, 0))", DSL.val("blueprint:" + tx.t())))
                .fetch();
    }

    public void insert(Tx tx, Change c) {
        tx.sql()
                .insertInto(CHANGE)
                .set(CHANGE.TENANT_ID, tx.t())
                .set(CHANGE.ID, c.id())
                .set(CHANGE.DESK_ID, c.deskId())
                .set(CHANGE.AT, c.at())
                .set(CHANGE.BY, c.by())
                .set(CHANGE.CREATED, c.created())
                .set(CHANGE.PEOPLE, c.people())
                .set(CHANGE.BEFORE, c.before())
                .set(CHANGE.AFTER_HASH, c.afterHash())
                .set(CHANGE.DIFFERENCES, Json.of(c.differences()))
                .set(CHANGE.UNDOES, c.undoes())
                .execute();
    }

    public void undone(Tx tx, UUID id, Instant at) {
        tx.sql()
                .update(CHANGE)
                .set(CHANGE.UNDONE, at)
                .where(CHANGE.TENANT_ID.eq(tx.t()), CHANGE.ID.eq(id))
                .execute();
    }

    public Optional<Change> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(CHANGE)
                .where(CHANGE.TENANT_ID.eq(tx.t()), CHANGE.ID.eq(id))
                .fetchOptional(AppliedStore::read);
    }

    /** The latest of these desks, newest first. */
    public List<Change> latest(Tx tx, Collection<UUID> desks, int most) {
        return tx.sql()
                .selectFrom(CHANGE)
                .where(CHANGE.TENANT_ID.eq(tx.t()), CHANGE.DESK_ID.in(desks))
                .orderBy(CHANGE.ID.desc())
                .limit(most)
                .fetch(AppliedStore::read);
    }

    private static Change read(ChangeRecord r) {
        return new Change(
                r.getId(),
                r.getDeskId(),
                r.getAt(),
                r.getBy(),
                r.getCreated(),
                r.getPeople(),
                r.getBefore(),
                r.getAfterHash(),
                Json.read(r.getDifferences(), new TypeReference<List<Difference>>() {}),
                r.getUndoes(),
                r.getUndone());
    }
}
