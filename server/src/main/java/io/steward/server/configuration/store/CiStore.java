package io.steward.server.configuration.store;

import static io.steward.db.configuration.Tables.CI;
import static io.steward.db.configuration.Tables.CI_CLASS;
import static io.steward.db.configuration.Tables.TICKET_CI;

import io.steward.server.configuration.Ci;
import io.steward.server.configuration.CiFilter;
import io.steward.server.configuration.CiStatus;
import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code configuration.ci} and {@code configuration.ticket_ci}. */
@Repository
public class CiStore {
    private static final Field<String> WORDS =
            DSL.lower(CI.NAME.concat(DSL.inline(" ")).concat(DSL.coalesce(CI.EXTERNAL_ID, DSL.inline(""))));

    /** By name, after a place in that order. */
    public List<Ci> list(Tx tx, CiFilter filter, @Nullable String afterName, @Nullable UUID afterId, int limit) {
        Condition where = CI.TENANT_ID.eq(tx.t());
        for (String word : filter.words().toLowerCase(Locale.ROOT).split("\\s+")) {
            where = word.isEmpty() ? where : where.and(WORDS.contains(word));
        }
        if (filter.classId() != null) {
            where = where.and(CI.CLASS_ID.eq(filter.classId()));
        }
        if (filter.status() != null) {
            where = where.and(CI.STATUS.eq(filter.status().key()));
        }
        if (filter.current()) {
            where = where.and(CI.STATUS.ne(CiStatus.RETIRED.key()));
        }
        if (filter.services()) {
            where = where.and(isService());
        }
        if (afterName != null && afterId != null) {
            where = where.and(DSL.row(DSL.lower(CI.NAME), CI.ID).gt(afterName, afterId));
        }
        return tx.sql()
                .selectFrom(CI)
                .where(where)
                .orderBy(DSL.lower(CI.NAME), CI.ID)
                .limit(limit)
                .fetch(CiStore::read);
    }

    private static Condition isService() {
        return CI.CLASS_ID.in(DSL.select(CI_CLASS.ID)
                .from(CI_CLASS)
                .where(CI_CLASS.TENANT_ID.eq(CI.TENANT_ID), CI_CLASS.SERVICE.isTrue()));
    }

    public Optional<Ci> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(CI)
                .where(CI.TENANT_ID.eq(tx.t()), CI.ID.eq(id))
                .fetchOptional(CiStore::read);
    }

    public List<Ci> byIds(Tx tx, Collection<UUID> ids) {
        return tx.sql()
                .selectFrom(CI)
                .where(CI.TENANT_ID.eq(tx.t()), CI.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .orderBy(DSL.lower(CI.NAME), CI.ID)
                .fetch(CiStore::read);
    }

    /** Holds these until the transaction ends. */
    public void lock(Tx tx, Collection<UUID> ids) {
        tx.sql()
                .select(CI.ID)
                .from(CI)
                .where(CI.TENANT_ID.eq(tx.t()), CI.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .orderBy(CI.ID)
                .forUpdate()
                .fetch();
    }

    public Map<UUID, String> names(Tx tx, Collection<UUID> ids, boolean servicesOnly) {
        return tx.sql()
                .select(CI.ID, CI.NAME)
                .from(CI)
                .where(
                        CI.TENANT_ID.eq(tx.t()),
                        CI.ID.eq(DSL.any(ids.toArray(UUID[]::new))),
                        servicesOnly ? isService() : DSL.noCondition())
                .fetchMap(CI.ID, CI.NAME);
    }

    public void insert(Tx tx, Ci c) {
        tx.sql()
                .insertInto(CI)
                .set(CI.TENANT_ID, tx.t())
                .set(CI.ID, c.id())
                .set(CI.CLASS_ID, c.classId())
                .set(CI.NAME, c.name())
                .set(CI.STATUS, c.status().key())
                .set(CI.OWNER_ID, c.ownerId())
                .set(CI.LOCATION_ID, c.locationId())
                .set(CI.DESCRIPTION, c.description())
                .set(CI.EXTERNAL_ID, c.externalId())
                .set(CI.CREATED, c.created())
                .set(CI.UPDATED, c.updated())
                .execute();
    }

    public boolean update(Tx tx, Ci c, int version) {
        return tx.sql()
                        .update(CI)
                        .set(CI.CLASS_ID, c.classId())
                        .set(CI.NAME, c.name())
                        .set(CI.STATUS, c.status().key())
                        .set(CI.OWNER_ID, c.ownerId())
                        .set(CI.LOCATION_ID, c.locationId())
                        .set(CI.DESCRIPTION, c.description())
                        .set(CI.EXTERNAL_ID, c.externalId())
                        .set(CI.UPDATED, c.updated())
                        .set(CI.VERSION, version + 1)
                        .where(CI.TENANT_ID.eq(tx.t()), CI.ID.eq(c.id()), CI.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public boolean delete(Tx tx, UUID id, int version) {
        return tx.sql()
                        .deleteFrom(CI)
                        .where(CI.TENANT_ID.eq(tx.t()), CI.ID.eq(id), CI.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** A ticket names these CIs from now on. */
    public void name(Tx tx, UUID ticket, Collection<UUID> cis) {
        if (cis.isEmpty()) {
            return;
        }
        var insert = tx.sql().insertInto(TICKET_CI, TICKET_CI.TENANT_ID, TICKET_CI.CI_ID, TICKET_CI.TICKET_ID);
        for (UUID ci : cis) {
            insert = insert.values(tx.t(), ci, ticket);
        }
        insert.onConflictDoNothing().execute();
    }

    public void unname(Tx tx, UUID ticket, Collection<UUID> cis) {
        if (!cis.isEmpty()) {
            tx.sql()
                    .deleteFrom(TICKET_CI)
                    .where(
                            TICKET_CI.TENANT_ID.eq(tx.t()),
                            TICKET_CI.TICKET_ID.eq(ticket),
                            TICKET_CI.CI_ID.eq(DSL.any(cis.toArray(UUID[]::new))))
                    .execute();
        }
    }

    /** The tickets that name a CI, the newest first. */
    public List<UUID> tickets(Tx tx, UUID ci, @Nullable UUID before, int limit) {
        return tx.sql()
                .select(TICKET_CI.TICKET_ID)
                .from(TICKET_CI)
                .where(
                        TICKET_CI.TENANT_ID.eq(tx.t()),
                        TICKET_CI.CI_ID.eq(ci),
                        before == null ? DSL.noCondition() : TICKET_CI.TICKET_ID.lt(before))
                .orderBy(TICKET_CI.TICKET_ID.desc())
                .limit(limit)
                .fetch(TICKET_CI.TICKET_ID);
    }

    private static Ci read(io.steward.db.configuration.tables.records.CiRecord r) {
        return new Ci(
                r.getId(),
                r.getClassId(),
                r.getName(),
                CiStatus.of(r.getStatus()),
                r.getOwnerId(),
                r.getLocationId(),
                r.getDescription(),
                r.getExternalId(),
                r.getCreated(),
                r.getUpdated(),
                r.getVersion());
    }
}
