package io.steward.server.outgoing.store;

import static io.steward.db.outgoing.Tables.ENDPOINT;

import io.steward.db.outgoing.tables.records.EndpointRecord;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code outgoing.endpoint}. */
@Repository
public class EndpointStore {
    public void insert(Tx tx, Endpoint e) {
        tx.sql()
                .insertInto(ENDPOINT)
                .set(ENDPOINT.TENANT_ID, tx.t())
                .set(ENDPOINT.ID, e.id())
                .set(ENDPOINT.KIND, e.kind().key())
                .set(ENDPOINT.DESK_ID, e.deskId())
                .set(ENDPOINT.NAME, e.name())
                .set(ENDPOINT.OWNER_ID, e.ownerId())
                .set(ENDPOINT.SETTINGS, Json.of(e.settings()))
                .set(ENDPOINT.SEALED, e.sealed())
                .set(ENDPOINT.ACTIVE, e.active())
                .set(ENDPOINT.CREATED, e.created())
                .execute();
    }

    /** Answers whether the row still had the version before this one. Its past failures are forgotten. */
    public boolean update(Tx tx, Endpoint e) {
        return tx.sql()
                        .update(ENDPOINT)
                        .set(ENDPOINT.DESK_ID, e.deskId())
                        .set(ENDPOINT.NAME, e.name())
                        .set(ENDPOINT.SETTINGS, Json.of(e.settings()))
                        .set(ENDPOINT.SEALED, e.sealed())
                        .set(ENDPOINT.ACTIVE, e.active())
                        .setNull(ENDPOINT.FAILING)
                        .set(ENDPOINT.FAILURES, 0)
                        .setNull(ENDPOINT.OFF_WHY)
                        .set(ENDPOINT.VERSION, e.version())
                        .where(
                                ENDPOINT.TENANT_ID.eq(tx.t()),
                                ENDPOINT.ID.eq(e.id()),
                                ENDPOINT.VERSION.eq(e.version() - 1))
                        .execute()
                == 1;
    }

    public boolean delete(Tx tx, UUID id) {
        return tx.sql()
                        .deleteFrom(ENDPOINT)
                        .where(ENDPOINT.TENANT_ID.eq(tx.t()), ENDPOINT.ID.eq(id))
                        .execute()
                == 1;
    }

    public Optional<Endpoint> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(ENDPOINT)
                .where(ENDPOINT.TENANT_ID.eq(tx.t()), ENDPOINT.ID.eq(id))
                .fetchOptional(EndpointStore::endpoint);
    }

    public Map<UUID, Endpoint> byIds(Tx tx, Collection<UUID> ids) {
        return tx.sql()
                .selectFrom(ENDPOINT)
                .where(ENDPOINT.TENANT_ID.eq(tx.t()), ENDPOINT.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .fetchMap(ENDPOINT.ID, EndpointStore::endpoint);
    }

    public List<Endpoint> all(Tx tx, EndpointKind kind) {
        return tx.sql()
                .selectFrom(ENDPOINT)
                .where(ENDPOINT.TENANT_ID.eq(tx.t()), ENDPOINT.KIND.eq(kind.key()))
                .orderBy(DSL.lower(ENDPOINT.NAME), ENDPOINT.ID)
                .limit(1_000)
                .fetch(EndpointStore::endpoint);
    }

    public List<Endpoint> ownedBy(Tx tx, EndpointKind kind, UUID person) {
        return tx.sql()
                .selectFrom(ENDPOINT)
                .where(ENDPOINT.TENANT_ID.eq(tx.t()), ENDPOINT.OWNER_ID.eq(person), ENDPOINT.KIND.eq(kind.key()))
                .orderBy(ENDPOINT.ID)
                .limit(100)
                .fetch(EndpointStore::endpoint);
    }

    public void works(Tx tx, Collection<UUID> ids) {
        tx.sql()
                .update(ENDPOINT)
                .setNull(ENDPOINT.FAILING)
                .set(ENDPOINT.FAILURES, 0)
                .where(
                        ENDPOINT.TENANT_ID.eq(tx.t()),
                        ENDPOINT.ID.eq(DSL.any(ids.toArray(UUID[]::new))),
                        ENDPOINT.FAILING.isNotNull())
                .execute();
    }

    /** Counts failures; answers since when it fails, or null when it is gone or off. */
    public @Nullable Instant fails(Tx tx, UUID id, int times, Instant now) {
        return tx.sql()
                .update(ENDPOINT)
                .set(ENDPOINT.FAILING, DSL.coalesce(ENDPOINT.FAILING, DSL.val(now, ENDPOINT.FAILING)))
                .set(ENDPOINT.FAILURES, ENDPOINT.FAILURES.plus(times))
                .where(ENDPOINT.TENANT_ID.eq(tx.t()), ENDPOINT.ID.eq(id), ENDPOINT.ACTIVE.isTrue())
                .returning(ENDPOINT.FAILING)
                .fetchOne(ENDPOINT.FAILING);
    }

    /** Answers whether it was on until now. */
    public boolean off(Tx tx, UUID id, String why) {
        return tx.sql()
                        .update(ENDPOINT)
                        .set(ENDPOINT.ACTIVE, false)
                        .set(ENDPOINT.OFF_WHY, why)
                        .set(ENDPOINT.VERSION, ENDPOINT.VERSION.plus(1))
                        .where(ENDPOINT.TENANT_ID.eq(tx.t()), ENDPOINT.ID.eq(id), ENDPOINT.ACTIVE.isTrue())
                        .execute()
                == 1;
    }

    private static Endpoint endpoint(EndpointRecord r) {
        JSONB settings = r.getSettings();
        return new Endpoint(
                r.getId(),
                EndpointKind.of(r.getKind()),
                r.getDeskId(),
                r.getName(),
                r.getOwnerId(),
                Json.tree(settings.data()),
                r.getSealed(),
                r.getActive(),
                r.getCreated(),
                r.getFailing(),
                r.getFailures(),
                r.getOffWhy(),
                r.getVersion());
    }
}
