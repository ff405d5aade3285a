package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.TICKET_;
import static io.steward.db.ticket.Tables.TICKET_TYPE;
import static io.steward.db.ticket.Tables.TYPE_DRAFT;
import static io.steward.db.ticket.Tables.TYPE_VERSION;

import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.TicketType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Drafts and past versions of ticket types, and what a change of a type touches. */
@Repository
public class DefinitionStore {
    public record Draft(
            TicketType.Definition definition,
            Instant changed,
            @Nullable UUID by,
            int version) {}

    public record Version(
            int version,
            TicketType.Definition definition,
            Instant at,
            @Nullable UUID by) {}

    public Optional<Draft> draft(Tx tx, UUID type) {
        return tx.sql()
                .selectFrom(TYPE_DRAFT)
                .where(TYPE_DRAFT.TENANT_ID.eq(tx.t()), TYPE_DRAFT.TYPE_ID.eq(type))
                .fetchOptional(r -> new Draft(
                        Json.read(r.getDefinition(), TicketType.Definition.class),
                        r.getChanged(),
                        r.getChangedBy(),
                        r.getVersion()));
    }

    /** Saves a draft that was {@code version} before, 0 for a new one; false when it was changed meanwhile. */
    public boolean save(Tx tx, UUID type, TicketType.Definition d, Instant at, @Nullable UUID by, int version) {
        if (version == 0) {
            return tx.sql()
                            .insertInto(TYPE_DRAFT)
                            .values(tx.t(), type, Json.of(d), at, by, 1)
                            .onConflictDoNothing()
                            .execute()
                    == 1;
        }
        return tx.sql()
                        .update(TYPE_DRAFT)
                        .set(TYPE_DRAFT.DEFINITION, Json.of(d))
                        .set(TYPE_DRAFT.CHANGED, at)
                        .set(TYPE_DRAFT.CHANGED_BY, by)
                        .set(TYPE_DRAFT.VERSION, version + 1)
                        .where(
                                TYPE_DRAFT.TENANT_ID.eq(tx.t()),
                                TYPE_DRAFT.TYPE_ID.eq(type),
                                TYPE_DRAFT.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public void deleteDraft(Tx tx, UUID type) {
        tx.sql()
                .deleteFrom(TYPE_DRAFT)
                .where(TYPE_DRAFT.TENANT_ID.eq(tx.t()), TYPE_DRAFT.TYPE_ID.eq(type))
                .execute();
    }

    /** Keeps what a type was, under its version. */
    public void remember(Tx tx, TicketType type, Instant at, @Nullable UUID by) {
        tx.sql()
                .insertInto(TYPE_VERSION)
                .values(tx.t(), type.id(), type.version(), Json.of(type.definition()), at, by)
                .onConflictDoNothing()
                .execute();
    }

    public List<Version> versions(Tx tx, UUID type) {
        return tx.sql()
                .selectFrom(TYPE_VERSION)
                .where(TYPE_VERSION.TENANT_ID.eq(tx.t()), TYPE_VERSION.TYPE_ID.eq(type))
                .orderBy(TYPE_VERSION.VERSION.desc())
                .limit(100)
                .fetch(r -> new Version(
                        r.getVersion(),
                        Json.read(r.getDefinition(), TicketType.Definition.class),
                        r.getAt(),
                        r.getBy()));
    }

    /** Writes all of a type but what never changes; false when its version is another. */
    public boolean update(Tx tx, TicketType t, int version) {
        return tx.sql()
                        .update(TICKET_TYPE)
                        .set(TICKET_TYPE.NAME, t.name())
                        .set(TICKET_TYPE.KIND, t.kind())
                        .set(TICKET_TYPE.PORTAL, t.portal())
                        .set(TICKET_TYPE.PORTAL_NAME, t.portalName())
                        .set(TICKET_TYPE.PORTAL_HINT, t.portalHint())
                        .set(TICKET_TYPE.ACTIVE, t.active())
                        .set(TICKET_TYPE.ICON, t.icon())
                        .set(TICKET_TYPE.COLOUR, t.colour())
                        .set(TICKET_TYPE.DEFINITION, Json.of(t.definition()))
                        .set(TICKET_TYPE.VERSION, version + 1)
                        .where(
                                TICKET_TYPE.TENANT_ID.eq(tx.t()),
                                TICKET_TYPE.ID.eq(t.id()),
                                TICKET_TYPE.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** How many tickets of a type have each status. */
    public Map<String, Integer> byStatus(Tx tx, UUID type) {
        return tx.sql()
                .select(TICKET_.STATUS, DSL.count())
                .from(TICKET_)
                .where(TICKET_.TENANT_ID.eq(tx.t()), TICKET_.TYPE_ID.eq(type))
                .groupBy(TICKET_.STATUS)
                .fetchMap(TICKET_.STATUS, DSL.count());
    }

    /** How many tickets of a type have a value in a field. */
    public int withValue(Tx tx, UUID type, FieldDef field) {
        return tx.sql()
                .fetchCount(
                        TICKET_,
                        TICKET_.TENANT_ID.eq(tx.t()),
                        TICKET_.TYPE_ID.eq(type),
                        DSL.condition("jsonb_exists({0}, {1})", TICKET_.FIELDS, DSL.val(field.key())));
    }

    /** How many tickets of a type have one of some options in a field of choices. */
    public int withOption(Tx tx, UUID type, FieldDef field, List<String> options) {
        var value = DSL.field("{0} -> {1}", Object.class, TICKET_.FIELDS, DSL.val(field.key()));
        return tx.sql()
                .fetchCount(
                        TICKET_,
                        TICKET_.TENANT_ID.eq(tx.t()),
                        TICKET_.TYPE_ID.eq(type),
                        // A single choice is a text, several are an array: this function knows both.
                        DSL.condition("jsonb_exists_any({0}, {1})", value, DSL.val(options.toArray(String[]::new))));
    }

    /** How many open tickets of a type have none. */
    public int openWithoutValue(Tx tx, UUID type, FieldDef field) {
        return tx.sql()
                .fetchCount(
                        TICKET_,
                        TICKET_.TENANT_ID.eq(tx.t()),
                        TICKET_.TYPE_ID.eq(type),
                        TICKET_.STATUS_CATEGORY.in("new", "open", "pending"),
                        DSL.not(DSL.condition("jsonb_exists({0}, {1})", TICKET_.FIELDS, DSL.val(field.key()))));
    }

    public void setConfidential(Tx tx, UUID type, boolean confidential) {
        tx.sql()
                .update(TICKET_)
                .set(TICKET_.CONFIDENTIAL, confidential)
                .where(TICKET_.TENANT_ID.eq(tx.t()), TICKET_.TYPE_ID.eq(type), TICKET_.CONFIDENTIAL.ne(confidential))
                .execute();
    }

    /** Ids of tickets of a type in a status, after an id. */
    public List<UUID> inStatus(Tx tx, UUID type, String status, @Nullable UUID after, int limit) {
        return tx.sql()
                .select(TICKET_.ID)
                .from(TICKET_)
                .where(
                        TICKET_.TENANT_ID.eq(tx.t()),
                        TICKET_.TYPE_ID.eq(type),
                        TICKET_.STATUS.eq(status),
                        after == null ? DSL.noCondition() : TICKET_.ID.gt(after))
                .orderBy(TICKET_.ID)
                .limit(limit)
                .fetch(TICKET_.ID);
    }

    /** Ids of tickets of a type with a value in a field, after an id. */
    public List<UUID> having(Tx tx, UUID type, String field, @Nullable UUID after, int limit) {
        return tx.sql()
                .select(TICKET_.ID)
                .from(TICKET_)
                .where(
                        TICKET_.TENANT_ID.eq(tx.t()),
                        TICKET_.TYPE_ID.eq(type),
                        DSL.condition("jsonb_exists({0}, {1})", TICKET_.FIELDS, DSL.val(field)),
                        after == null ? DSL.noCondition() : TICKET_.ID.gt(after))
                .orderBy(TICKET_.ID)
                .limit(limit)
                .fetch(TICKET_.ID);
    }
}
