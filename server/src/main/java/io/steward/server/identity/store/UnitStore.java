package io.steward.server.identity.store;

import static io.steward.db.identity.Tables.PERSON;
import static io.steward.db.identity.Tables.UNIT;

import io.steward.server.identity.Unit;
import io.steward.server.identity.UnitKind;
import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** {@code identity.unit}. */
@Repository
public class UnitStore {
    public List<Unit> all(Tx tx, UnitKind kind) {
        return tx.sql()
                .selectFrom(UNIT)
                .where(UNIT.TENANT_ID.eq(tx.t()), UNIT.KIND.eq(kind.key()))
                .orderBy(DSL.lower(UNIT.NAME), UNIT.ID)
                .fetch(UnitStore::unit);
    }

    public Optional<Unit> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(UNIT)
                .where(UNIT.TENANT_ID.eq(tx.t()), UNIT.ID.eq(id))
                .fetchOptional(UnitStore::unit);
    }

    /** Holds the whole tree until the transaction ends. */
    public void lock(Tx tx, UnitKind kind) {
        tx.sql()
                .select(UNIT.ID)
                .from(UNIT)
                .where(UNIT.TENANT_ID.eq(tx.t()), UNIT.KIND.eq(kind.key()))
                .orderBy(UNIT.ID)
                .forUpdate()
                .fetch();
    }

    public Map<UUID, String> names(Tx tx, Collection<UUID> ids) {
        return tx.sql()
                .select(UNIT.ID, UNIT.NAME)
                .from(UNIT)
                .where(UNIT.TENANT_ID.eq(tx.t()), UNIT.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .fetchMap(UNIT.ID, UNIT.NAME);
    }

    public void insert(Tx tx, Unit u) {
        tx.sql()
                .insertInto(UNIT)
                .set(UNIT.TENANT_ID, tx.t())
                .set(UNIT.ID, u.id())
                .set(UNIT.KIND, u.kind().key())
                .set(UNIT.PARENT_ID, u.parentId())
                .set(UNIT.NAME, u.name())
                .set(UNIT.ACTIVE, u.active())
                .execute();
    }

    public boolean update(Tx tx, Unit u, int version) {
        return tx.sql()
                        .update(UNIT)
                        .set(UNIT.PARENT_ID, u.parentId())
                        .set(UNIT.NAME, u.name())
                        .set(UNIT.ACTIVE, u.active())
                        .set(UNIT.VERSION, version + 1)
                        .where(UNIT.TENANT_ID.eq(tx.t()), UNIT.ID.eq(u.id()), UNIT.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(UNIT)
                .where(UNIT.TENANT_ID.eq(tx.t()), UNIT.ID.eq(id))
                .execute();
    }

    public boolean hasPeople(Tx tx, UUID id) {
        return tx.sql()
                .fetchExists(DSL.selectOne()
                        .from(PERSON)
                        .where(
                                PERSON.TENANT_ID.eq(tx.t()),
                                PERSON.UNIT_ID.eq(id).or(PERSON.LOCATION_ID.eq(id))));
    }

    private static Unit unit(io.steward.db.identity.tables.records.UnitRecord r) {
        return new Unit(
                r.getId(), UnitKind.of(r.getKind()), r.getParentId(), r.getName(), r.getActive(), r.getVersion());
    }
}
