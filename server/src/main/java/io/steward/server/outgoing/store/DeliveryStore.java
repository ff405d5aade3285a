package io.steward.server.outgoing.store;

import static io.steward.db.outgoing.Tables.REQUEST;

import io.steward.db.outgoing.tables.records.RequestRecord;
import io.steward.server.outgoing.Delivery;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** {@code outgoing.request}: the durable queue. */
@Repository
public class DeliveryStore {
    private static final TypeReference<List<Delivery.Try>> TRIES = new TypeReference<>() {};
    private static final int MOST_LANES = 2_000;

    /** Jumps from lane to lane by the index, however many wait in each. */
    private static final String LANES = """
            with recursive due as (
                (select lane, next_at from outgoing.request
                 where tenant_id = {0} and state = 'waiting' order by lane, next_at limit 1)
                union all
                select n.lane, n.next_at from due cross join lateral (
                    select r.lane, r.next_at from outgoing.request r
                    where r.tenant_id = {0} and r.state = 'waiting' and r.lane > due.lane
                    order by r.lane, r.next_at limit 1) n)
            select lane from due where next_at <= {1} limit {2}""";

    /** So many of each lane. */
    private static final String CLAIM = """
            update outgoing.request q set next_at = {3}, attempts = q.attempts + 1
            from (select r.id from unnest({1}::text[], {2}::int[]) as l(lane, most) cross join lateral (
                select w.id from outgoing.request w
                where w.tenant_id = {0} and w.state = 'waiting' and w.lane = l.lane and w.next_at <= {4}
                order by w.next_at limit l.most for update skip locked) r) d
            where q.tenant_id = {0} and q.id = d.id
            returning q.*""";

    private static final String SETTLE = """
            update outgoing.request q set
                state = u.state, next_at = u."nextAt", settled = u.settled, attempts = q.attempts - u.back,
                status = u.status, answer = u.answer, error = u.error,
                tries = case when u.tried is null then q.tries
                    when jsonb_array_length(q.tries) >= 30 then (q.tries - 0) || u.tried else q.tries || u.tried end
            from jsonb_to_recordset({1}) as u(id uuid, state text, "nextAt" timestamptz, settled timestamptz, back integer,
                status integer, answer text, error text, tried jsonb)
            where q.tenant_id = {0} and q.id = u.id and q.state = 'waiting'""";

    /** What is to be written of an attempt. @param back 1 when there was none after all */
    public record Settled(
            UUID id,
            String state,
            @Nullable Instant nextAt,
            @Nullable Instant settled,
            int back,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable String error,
            Delivery.@Nullable Try tried) {}

    /** Those that are there already stay as they are. */
    public void insert(Tx tx, List<Delivery> all) {
        var insert = tx.sql()
                .insertInto(
                        REQUEST,
                        REQUEST.TENANT_ID,
                        REQUEST.ID,
                        REQUEST.ENDPOINT_ID,
                        REQUEST.KIND,
                        REQUEST.LANE,
                        REQUEST.EVENT,
                        REQUEST.SUBJECT_ID,
                        REQUEST.TARGET,
                        REQUEST.SEALED,
                        REQUEST.BODY,
                        REQUEST.STATE,
                        REQUEST.CREATED,
                        REQUEST.NEXT_AT);
        for (Delivery d : all) {
            insert = insert.values(
                    tx.t(),
                    d.id(),
                    d.endpointId(),
                    d.kind(),
                    d.lane(),
                    d.event(),
                    d.subjectId(),
                    d.target() == null ? null : Json.of(d.target()),
                    d.sealed(),
                    d.body(),
                    d.state(),
                    d.created(),
                    d.nextAt());
        }
        insert.onConflictDoNothing().execute();
    }

    /** The lanes in which something is due. */
    public List<String> lanes(Tx tx, Instant now) {
        return tx.sql()
                .resultQuery(LANES, DSL.val(tx.t()), DSL.val(now, REQUEST.NEXT_AT), DSL.inline(MOST_LANES))
                .fetch(0, String.class);
    }

    /** Takes what is due, so many of each lane, for as long as the lease: whoever dies meanwhile loses nothing. */
    public List<Delivery> claim(Tx tx, Map<String, Integer> most, Instant now, Instant lease) {
        var lanes = most.keySet().toArray(String[]::new);
        var limits = most.values().toArray(Integer[]::new);
        return tx.sql()
                .resultQuery(
                        CLAIM,
                        DSL.val(tx.t()),
                        DSL.val(lanes),
                        DSL.val(limits, SQLDataType.INTEGER.array()),
                        DSL.val(lease, REQUEST.NEXT_AT),
                        DSL.val(now, REQUEST.NEXT_AT))
                .coerce(REQUEST)
                .fetch(DeliveryStore::delivery);
    }

    public void settle(Tx tx, List<Settled> all) {
        tx.sql().execute(SETTLE, DSL.val(tx.t()), DSL.val(JSONB.valueOf(Json.text(all))));
    }

    public Optional<Delivery> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tx.t()), REQUEST.ID.eq(id))
                .fetchOptional(DeliveryStore::delivery);
    }

    /** The newest first. */
    public List<Delivery> page(
            Tx tx,
            @Nullable UUID endpoint,
            @Nullable String state,
            @Nullable Instant before,
            @Nullable UUID beforeId,
            int limit) {
        Condition where = endpoint == null ? DSL.noCondition() : REQUEST.ENDPOINT_ID.eq(endpoint);
        if (state != null) {
            where = where.and(state.equals("dead") ? REQUEST.STATE.eq(DSL.inline("dead")) : REQUEST.STATE.eq(state));
        }
        if (before != null && beforeId != null) {
            where = where.and(DSL.row(REQUEST.CREATED, REQUEST.ID).lt(before, beforeId));
        }
        return tx.sql()
                .selectFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tx.t()), where)
                .orderBy(REQUEST.CREATED.desc(), REQUEST.ID.desc())
                .limit(limit)
                .fetch(DeliveryStore::delivery);
    }

    /** One that is settled is to be sent again, with its id. */
    public boolean again(Tx tx, UUID id, Instant now) {
        return replay(tx, REQUEST.ID.eq(id), now) == 1;
    }

    /** What an endpoint was to get since a moment. @param deadOnly not what arrived */
    public int againSince(Tx tx, UUID endpoint, Instant since, boolean deadOnly, Instant now) {
        return replay(
                tx,
                REQUEST.ENDPOINT_ID
                        .eq(endpoint)
                        .and(REQUEST.CREATED.ge(since))
                        .and(deadOnly ? REQUEST.STATE.eq("dead") : REQUEST.STATE.in("dead", "sent")),
                now);
    }

    private static int replay(Tx tx, Condition which, Instant now) {
        return tx.sql()
                .update(REQUEST)
                .set(REQUEST.STATE, "waiting")
                .set(REQUEST.ATTEMPTS, 0)
                .set(REQUEST.NEXT_AT, now)
                .setNull(REQUEST.SETTLED)
                .where(REQUEST.TENANT_ID.eq(tx.t()), REQUEST.STATE.ne("waiting"), which)
                .execute();
    }

    public boolean drop(Tx tx, UUID id, Instant now) {
        return tx.sql()
                        .update(REQUEST)
                        .set(REQUEST.STATE, "dropped")
                        .setNull(REQUEST.NEXT_AT)
                        .set(REQUEST.SETTLED, now)
                        .where(REQUEST.TENANT_ID.eq(tx.t()), REQUEST.ID.eq(id), REQUEST.STATE.in("dead", "waiting"))
                        .execute()
                == 1;
    }

    /** What waits for an endpoint that takes no more. */
    public void end(Tx tx, UUID endpoint, String state, String why, Instant now) {
        tx.sql()
                .update(REQUEST)
                .set(REQUEST.STATE, state)
                .setNull(REQUEST.NEXT_AT)
                .set(REQUEST.SETTLED, now)
                .set(REQUEST.ERROR, why)
                .where(
                        REQUEST.TENANT_ID.eq(tx.t()),
                        REQUEST.ENDPOINT_ID.eq(endpoint),
                        REQUEST.STATE.eq(DSL.inline("waiting")))
                .execute();
    }

    /** Forgets what was settled before. @return how many, at most the limit */
    public int forget(Tx tx, Instant before, int limit) {
        return tx.sql()
                .deleteFrom(REQUEST)
                .where(
                        REQUEST.TENANT_ID.eq(tx.t()),
                        REQUEST.ID.in(DSL.select(REQUEST.ID)
                                .from(REQUEST)
                                .where(
                                        REQUEST.TENANT_ID.eq(tx.t()),
                                        REQUEST.STATE.ne(DSL.inline("waiting")),
                                        REQUEST.SETTLED.lt(before))
                                .limit(limit)))
                .execute();
    }

    private static Delivery delivery(RequestRecord r) {
        return new Delivery(
                r.getId(),
                r.getEndpointId(),
                r.getKind(),
                r.getLane(),
                r.getEvent(),
                r.getSubjectId(),
                r.getTarget() == null ? null : Json.read(r.getTarget(), Delivery.Target.class),
                r.getSealed(),
                r.getBody(),
                r.getState(),
                r.getCreated(),
                r.getAttempts(),
                r.getNextAt(),
                r.getSettled(),
                r.getStatus(),
                r.getAnswer(),
                r.getError(),
                Json.read(r.getTries(), TRIES));
    }
}
