package io.steward.server.integration.store;

import static io.steward.db.integration.Tables.RECEIVED_HOOK;

import io.steward.db.integration.tables.records.ReceivedHookRecord;
import io.steward.server.integration.ReceivedHook;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** {@code integration.received_hook}. */
@Repository
public class HookStore {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private static final TypeReference<List<ReceivedHook.Outcome>> OUTCOMES = new TypeReference<>() {};

    /** False when the same came before. */
    public boolean insert(Tx tx, ReceivedHook h) {
        return tx.sql()
                        .insertInto(RECEIVED_HOOK)
                        .set(RECEIVED_HOOK.TENANT_ID, tx.t())
                        .set(RECEIVED_HOOK.ID, h.id())
                        .set(RECEIVED_HOOK.SOURCE_ID, h.sourceId())
                        .set(RECEIVED_HOOK.AT, h.at())
                        .set(RECEIVED_HOOK.ONCE, h.once())
                        .set(RECEIVED_HOOK.HEADERS, Json.of(h.headers()))
                        .set(RECEIVED_HOOK.BODY, h.body())
                        .set(RECEIVED_HOOK.STATE, "waiting")
                        .set(RECEIVED_HOOK.NEXT_AT, h.at())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Sources of which something is due. */
    public List<UUID> waiting(Tx tx, Instant now) {
        return tx.sql()
                .selectDistinct(RECEIVED_HOOK.SOURCE_ID)
                .from(RECEIVED_HOOK)
                .where(
                        RECEIVED_HOOK.TENANT_ID.eq(tx.t()),
                        RECEIVED_HOOK.STATE.eq(DSL.inline("waiting")),
                        RECEIVED_HOOK.NEXT_AT.le(now))
                .limit(1_000)
                .fetch(RECEIVED_HOOK.SOURCE_ID);
    }

    /** The oldest that waits, due or not: what came later does not overtake it. */
    public Optional<ReceivedHook> oldest(Tx tx, UUID source) {
        return tx.sql()
                .selectFrom(RECEIVED_HOOK)
                .where(
                        RECEIVED_HOOK.TENANT_ID.eq(tx.t()),
                        RECEIVED_HOOK.SOURCE_ID.eq(source),
                        RECEIVED_HOOK.STATE.eq(DSL.inline("waiting")))
                .orderBy(RECEIVED_HOOK.ID)
                .limit(1)
                .fetchOptional(HookStore::hook);
    }

    public void settled(Tx tx, UUID id, String state, @Nullable String error, List<ReceivedHook.Outcome> outcome) {
        tx.sql()
                .update(RECEIVED_HOOK)
                .set(RECEIVED_HOOK.STATE, state)
                .setNull(RECEIVED_HOOK.NEXT_AT)
                .set(RECEIVED_HOOK.ERROR, error)
                .set(RECEIVED_HOOK.ATTEMPTS, RECEIVED_HOOK.ATTEMPTS.plus(1))
                .set(RECEIVED_HOOK.OUTCOME, Json.of(outcome))
                .where(RECEIVED_HOOK.TENANT_ID.eq(tx.t()), RECEIVED_HOOK.ID.eq(id))
                .execute();
    }

    public void postponed(Tx tx, UUID id, String error, Instant next) {
        tx.sql()
                .update(RECEIVED_HOOK)
                .set(RECEIVED_HOOK.ERROR, error)
                .set(RECEIVED_HOOK.ATTEMPTS, RECEIVED_HOOK.ATTEMPTS.plus(1))
                .set(RECEIVED_HOOK.NEXT_AT, next)
                .where(RECEIVED_HOOK.TENANT_ID.eq(tx.t()), RECEIVED_HOOK.ID.eq(id), RECEIVED_HOOK.STATE.eq("waiting"))
                .execute();
    }

    public boolean again(Tx tx, UUID id, Instant now) {
        return tx.sql()
                        .update(RECEIVED_HOOK)
                        .set(RECEIVED_HOOK.STATE, "waiting")
                        .set(RECEIVED_HOOK.ATTEMPTS, 0)
                        .set(RECEIVED_HOOK.NEXT_AT, now)
                        .where(
                                RECEIVED_HOOK.TENANT_ID.eq(tx.t()),
                                RECEIVED_HOOK.ID.eq(id),
                                RECEIVED_HOOK.STATE.in("failed", "ignored"))
                        .execute()
                == 1;
    }

    public Optional<ReceivedHook> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(RECEIVED_HOOK)
                .where(RECEIVED_HOOK.TENANT_ID.eq(tx.t()), RECEIVED_HOOK.ID.eq(id))
                .fetchOptional(HookStore::hook);
    }

    /** The newest first. */
    public List<ReceivedHook> page(Tx tx, UUID source, @Nullable UUID before, int limit) {
        Condition where = before == null ? DSL.noCondition() : RECEIVED_HOOK.ID.lt(before);
        return tx.sql()
                .selectFrom(RECEIVED_HOOK)
                .where(RECEIVED_HOOK.TENANT_ID.eq(tx.t()), RECEIVED_HOOK.SOURCE_ID.eq(source), where)
                .orderBy(RECEIVED_HOOK.ID.desc())
                .limit(limit)
                .fetch(HookStore::hook);
    }

    /** Keeps so many of a source, and what waits. */
    public void trim(Tx tx, UUID source, int keep) {
        tx.sql()
                .deleteFrom(RECEIVED_HOOK)
                .where(
                        RECEIVED_HOOK.TENANT_ID.eq(tx.t()),
                        RECEIVED_HOOK.SOURCE_ID.eq(source),
                        RECEIVED_HOOK.STATE.ne(DSL.inline("waiting")),
                        RECEIVED_HOOK.ID.lt(DSL.field(DSL.select(RECEIVED_HOOK.ID)
                                .from(RECEIVED_HOOK)
                                .where(RECEIVED_HOOK.TENANT_ID.eq(tx.t()), RECEIVED_HOOK.SOURCE_ID.eq(source))
                                .orderBy(RECEIVED_HOOK.ID.desc())
                                .offset(keep - 1)
                                .limit(1))))
                .execute();
    }

    private static ReceivedHook hook(ReceivedHookRecord r) {
        return new ReceivedHook(
                r.getId(),
                r.getSourceId(),
                r.getAt(),
                r.getOnce(),
                Json.read(r.getHeaders(), HEADERS),
                r.getBody(),
                r.getState(),
                r.getAttempts(),
                r.getNextAt(),
                r.getError(),
                Json.read(r.getOutcome(), OUTCOMES));
    }
}
