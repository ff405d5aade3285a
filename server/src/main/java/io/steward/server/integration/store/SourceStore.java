package io.steward.server.integration.store;

import static io.steward.db.integration.Tables.SOURCE;

import io.steward.db.integration.tables.records.SourceRecord;
import io.steward.server.integration.Source;
import io.steward.server.integration.SourceMapping;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.springframework.stereotype.Repository;

/** {@code integration.source}. */
@Repository
public class SourceStore {
    public void insert(Tx tx, Source s) {
        tx.sql().insertInto(SOURCE).set(row(tx, s)).execute();
    }

    /** Answers whether the row still had the version before this one. */
    public boolean update(Tx tx, Source s) {
        return tx.sql()
                        .update(SOURCE)
                        .set(row(tx, s))
                        .where(SOURCE.TENANT_ID.eq(tx.t()), SOURCE.ID.eq(s.id()), SOURCE.VERSION.eq(s.version() - 1))
                        .execute()
                == 1;
    }

    public boolean delete(Tx tx, UUID id) {
        return tx.sql()
                        .deleteFrom(SOURCE)
                        .where(SOURCE.TENANT_ID.eq(tx.t()), SOURCE.ID.eq(id))
                        .execute()
                == 1;
    }

    public List<Source> all(Tx tx) {
        return tx.sql()
                .selectFrom(SOURCE)
                .where(SOURCE.TENANT_ID.eq(tx.t()))
                .orderBy(SOURCE.NAME, SOURCE.ID)
                .limit(1_000)
                .fetch(SourceStore::source);
    }

    public Optional<Source> find(Tx tx, UUID id) {
        return one(tx, SOURCE.ID.eq(id));
    }

    public Optional<Source> byToken(Tx tx, byte[] hash) {
        return one(tx, SOURCE.TOKEN_HASH.eq(hash));
    }

    /** Held until the transaction ends, unless somebody works on what it sent just now. */
    public Optional<Source> lock(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(SOURCE)
                .where(SOURCE.TENANT_ID.eq(tx.t()), SOURCE.ID.eq(id))
                .forNoKeyUpdate()
                .skipLocked()
                .fetchOptional(SourceStore::source);
    }

    public void heard(Tx tx, UUID id, Instant at) {
        tx.sql()
                .update(SOURCE)
                .set(SOURCE.LAST_AT, at)
                .where(SOURCE.TENANT_ID.eq(tx.t()), SOURCE.ID.eq(id))
                .execute();
    }

    private static Optional<Source> one(Tx tx, Condition which) {
        return tx.sql()
                .selectFrom(SOURCE)
                .where(SOURCE.TENANT_ID.eq(tx.t()), which)
                .fetchOptional(SourceStore::source);
    }

    private static SourceRecord row(Tx tx, Source s) {
        var r = new SourceRecord();
        r.setTenantId(tx.t());
        r.setId(s.id());
        r.setDeskId(s.deskId());
        r.setTypeId(s.typeId());
        r.setRequesterId(s.requesterId());
        r.setTeamId(s.teamId());
        r.setName(s.name());
        r.setKind(s.kind());
        r.setActive(s.active());
        r.setTokenHash(s.tokenHash());
        r.setSealed(s.sealed());
        r.setHmacHeader(s.hmacHeader());
        r.setMapping(Json.of(s.mapping()));
        r.setReopenMinutes(s.reopenMinutes());
        r.setResolves(s.resolves());
        r.setPerMinute(s.perMinute());
        r.setCreated(s.created());
        r.setLastAt(s.lastAt());
        r.setVersion(s.version());
        return r;
    }

    private static Source source(SourceRecord r) {
        return new Source(
                r.getId(),
                r.getDeskId(),
                r.getTypeId(),
                r.getRequesterId(),
                r.getTeamId(),
                r.getName(),
                r.getKind(),
                r.getActive(),
                r.getTokenHash(),
                r.getSealed(),
                r.getHmacHeader(),
                Json.read(r.getMapping(), SourceMapping.class),
                r.getReopenMinutes(),
                r.getResolves(),
                r.getPerMinute(),
                r.getCreated(),
                r.getLastAt(),
                r.getVersion());
    }
}
