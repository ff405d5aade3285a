package io.steward.server.automation.store;

import static io.steward.db.automation.Tables.EFFECT;
import static io.steward.db.automation.Tables.REPLIED;
import static io.steward.db.automation.Tables.RULE;
import static io.steward.db.automation.Tables.RUN;
import static io.steward.db.automation.Tables.STEP;

import io.steward.server.automation.Run;
import io.steward.server.automation.rules.Event;
import io.steward.server.automation.rules.Frame;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.TicketConditions.Explained;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** {@code automation.run} and what hangs on it. */
@Repository
public class RunStore {
    private static final TypeReference<List<Explained>> CONDITIONS = new TypeReference<>() {};
    private static final TypeReference<List<Frame>> STACK = new TypeReference<>() {};
    private static final int AT_ONCE = 200;

    /** Leaves out what was started already. Answers how many were new. */
    public int insert(Tx tx, List<Run> all) {
        int made = 0;
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var insert = tx.sql()
                    .insertInto(
                            RUN,
                            RUN.TENANT_ID,
                            RUN.ID,
                            RUN.RULE_ID,
                            RUN.RULE_NAME,
                            RUN.VERSION,
                            RUN.POSITION,
                            RUN.DESK_ID,
                            RUN.TICKET_ID,
                            RUN.EVENT,
                            RUN.ONCE,
                            RUN.DEPTH,
                            RUN.STATE,
                            RUN.DUE,
                            RUN.STARTED,
                            RUN.ENDED,
                            RUN.CONDITIONS,
                            RUN.STACK,
                            RUN.PASSED,
                            RUN.ERROR,
                            RUN.WORDS);
            for (Run r : all.subList(from, Math.min(all.size(), from + AT_ONCE))) {
                insert = insert.values(
                        tx.t(),
                        r.id(),
                        r.ruleId(),
                        r.ruleName(),
                        r.version(),
                        r.position(),
                        r.deskId(),
                        r.ticketId(),
                        Json.of(r.event()),
                        r.once(),
                        r.depth(),
                        r.state().key(),
                        r.due(),
                        r.started(),
                        r.ended(),
                        Json.of(r.conditions()),
                        Json.of(r.stack()),
                        r.passed(),
                        shortened(r.error()),
                        r.words() == null ? null : Json.of(r.words()));
            }
            made += insert.onConflictDoNothing().execute();
        }
        return made;
    }

    /** The run that waits longest for somebody to go on with it and that nobody has in hand; held. */
    public Optional<Run> take(Tx tx, Instant now) {
        return tx.sql()
                .selectFrom(RUN)
                .where(RUN.TENANT_ID.eq(tx.t()), RUN.DUE.isNotNull(), RUN.DUE.le(now))
                .orderBy(RUN.DUE, RUN.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(RunStore::read);
    }

    public Optional<Run> lock(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(RUN)
                .where(RUN.TENANT_ID.eq(tx.t()), RUN.ID.eq(id))
                .forUpdate()
                .fetchOptional(RunStore::read);
    }

    public Optional<Run> find(Tx tx, UUID id) {
        return byIds(tx, List.of(id)).stream().findFirst();
    }

    public List<Run> byIds(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : tx.sql()
                        .selectFrom(RUN)
                        .where(RUN.TENANT_ID.eq(tx.t()), RUN.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                        .fetch(RunStore::read);
    }

    /** How many runs led to each of these. */
    public Map<UUID, Integer> depths(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : tx.sql()
                        .select(RUN.ID, RUN.DEPTH)
                        .from(RUN)
                        .where(RUN.TENANT_ID.eq(tx.t()), RUN.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                        .fetchMap(RUN.ID, RUN.DEPTH);
    }

    public void update(Tx tx, Run r) {
        tx.sql()
                .update(RUN)
                .set(RUN.STATE, r.state().key())
                .set(RUN.DUE, r.due())
                .set(RUN.ENDED, r.ended())
                .set(RUN.STACK, Json.of(r.stack()))
                .set(RUN.PASSED, r.passed())
                .set(RUN.STEPS, r.steps())
                .set(RUN.ATTEMPTS, r.attempts())
                .set(RUN.ERROR, shortened(r.error()))
                .set(RUN.WORDS, r.words() == null ? null : Json.of(r.words()))
                .where(RUN.TENANT_ID.eq(tx.t()), RUN.ID.eq(r.id()))
                .execute();
    }

    /**
     * Throws away runs that were over before a moment, with their steps; answers how many. What a time since something started stays
     * while its moment may be looked at again: nothing else would know that the rule ran.
     *
     * @param again how far before where one looked last moments are looked at again
     */
    public int forget(Tx tx, Instant before, Duration again, int limit) {
        UUID[] ids = tx.sql()
                .select(RUN.ID)
                .from(RUN)
                .where(RUN.TENANT_ID.eq(tx.t()), RUN.ENDED.lt(before), DSL.not(lookedAtAgain(again)))
                .orderBy(RUN.ENDED)
                .limit(limit)
                .forUpdate()
                .skipLocked()
                .fetchArray(RUN.ID);
        tx.sql()
                .deleteFrom(STEP)
                .where(STEP.TENANT_ID.eq(tx.t()), STEP.RUN_ID.eq(DSL.any(ids)))
                .execute();
        return tx.sql()
                .deleteFrom(RUN)
                .where(RUN.TENANT_ID.eq(tx.t()), RUN.ID.eq(DSL.any(ids)))
                .execute();
    }

    private static Condition lookedAtAgain(Duration again) {
        var scanned = DSL.field("extract(epoch from {0}) * 1000", Double.class, RULE.SCANNED);
        // Only of these the rest is a number.
        var moment = DSL.when(RUN.ONCE.like("m%"), DSL.substring(RUN.ONCE, 2).cast(Long.class));
        return DSL.exists(DSL.selectOne()
                .from(RULE)
                .where(
                        RULE.TENANT_ID.eq(RUN.TENANT_ID),
                        RULE.ID.eq(RUN.RULE_ID),
                        DSL.condition("{0} >= {1} - {2}", moment, scanned, DSL.inline(again.toMillis()))));
    }

    /** When the next run that waits is to go on; null if none is. */
    public @Nullable Instant nextDue(Tx tx) {
        return tx.sql()
                .select(RUN.DUE)
                .from(RUN)
                .where(RUN.TENANT_ID.eq(tx.t()), RUN.DUE.isNotNull())
                .orderBy(RUN.DUE)
                .limit(1)
                .fetchOne(RUN.DUE);
    }

    /** Runs of a rule that is no more. */
    public void stopOf(Tx tx, UUID rule, Instant at, String why, JsonNode words) {
        tx.sql()
                .update(RUN)
                .set(RUN.STATE, "stopped")
                .set(RUN.DUE, (Instant) null)
                .set(RUN.ENDED, at)
                .set(RUN.ERROR, why)
                .set(RUN.WORDS, Json.of(words))
                .where(RUN.TENANT_ID.eq(tx.t()), RUN.RULE_ID.eq(rule), RUN.DUE.isNotNull())
                .execute();
    }

    /** How often each of these rules ran since then. */
    public Map<UUID, Integer> since(Tx tx, Collection<UUID> rules, Instant since) {
        var found = new HashMap<UUID, Integer>();
        tx.sql()
                .select(RUN.RULE_ID, DSL.count())
                .from(RUN)
                .where(
                        RUN.TENANT_ID.eq(tx.t()),
                        RUN.RULE_ID.eq(DSL.any(rules.toArray(UUID[]::new))),
                        RUN.STARTED.gt(since))
                .groupBy(RUN.RULE_ID)
                .forEach(r -> found.put(r.value1(), r.value2()));
        return found;
    }

    /** A rule on a ticket. */
    public record Pair(UUID rule, UUID ticket) {}

    /** How often rules ran for these tickets since then. */
    public Map<Pair, Integer> sinceFor(Tx tx, Collection<UUID> tickets, Instant since) {
        var found = new HashMap<Pair, Integer>();
        tx.sql()
                .select(RUN.RULE_ID, RUN.TICKET_ID, DSL.count())
                .from(RUN)
                .where(
                        RUN.TENANT_ID.eq(tx.t()),
                        RUN.TICKET_ID.eq(DSL.any(tickets.toArray(UUID[]::new))),
                        RUN.STARTED.gt(since))
                .groupBy(RUN.RULE_ID, RUN.TICKET_ID)
                .forEach(r -> found.put(new Pair(r.value1(), r.value2()), r.value3()));
        return found;
    }

    /** Which runs are asked for. */
    public record Asked(
            UUID desk,
            @Nullable UUID rule,
            @Nullable String state,
            @Nullable UUID ticket) {}

    /** The newest first. */
    public List<Run> page(Tx tx, Asked asked, @Nullable UUID before, int limit) {
        Condition where = RUN.TENANT_ID.eq(tx.t()).and(RUN.DESK_ID.eq(asked.desk()));
        where = asked.rule() == null ? where : where.and(RUN.RULE_ID.eq(asked.rule()));
        where = asked.state() == null ? where : where.and(RUN.STATE.eq(asked.state()));
        where = asked.ticket() == null ? where : where.and(RUN.TICKET_ID.eq(asked.ticket()));
        where = before == null ? where : where.and(RUN.ID.lt(before));
        return tx.sql()
                .selectFrom(RUN)
                .where(where)
                .orderBy(RUN.ID.desc())
                .limit(limit)
                .fetch(RunStore::read);
    }

    /** Writes down an action; what was tried before under this number is replaced. */
    public void write(Tx tx, Run.Step s) {
        tx.sql()
                .insertInto(
                        STEP,
                        STEP.TENANT_ID,
                        STEP.RUN_ID,
                        STEP.NUMBER,
                        STEP.ID,
                        STEP.PATH,
                        STEP.KIND,
                        STEP.TICKET_ID,
                        STEP.STATE,
                        STEP.SAID,
                        STEP.WORDS,
                        STEP.DATA,
                        STEP.ATTEMPTS,
                        STEP.ERROR,
                        STEP.AT)
                .values(
                        tx.t(),
                        s.runId(),
                        s.number(),
                        s.id(),
                        s.path(),
                        s.kind(),
                        s.ticketId(),
                        s.state(),
                        shortened(s.said()),
                        s.words() == null ? null : Json.of(s.words()),
                        Json.of(s.data()),
                        s.attempts(),
                        shortened(s.error()),
                        s.at())
                .onConflict(STEP.TENANT_ID, STEP.RUN_ID, STEP.NUMBER)
                .doUpdate()
                .set(STEP.ID, s.id())
                .set(STEP.STATE, s.state())
                .set(STEP.SAID, shortened(s.said()))
                .set(STEP.WORDS, s.words() == null ? null : Json.of(s.words()))
                .set(STEP.DATA, Json.of(s.data()))
                .set(STEP.ATTEMPTS, s.attempts())
                .set(STEP.ERROR, shortened(s.error()))
                .set(STEP.AT, s.at())
                .execute();
    }

    /** What was done in each of these runs, in order; at most so many of each are read. */
    public Map<UUID, List<Run.Step>> steps(Tx tx, Collection<UUID> runs, int most) {
        return runs.isEmpty()
                ? Map.of()
                : tx.sql()
                        .selectFrom(STEP)
                        .where(
                                STEP.TENANT_ID.eq(tx.t()),
                                STEP.RUN_ID.eq(DSL.any(runs.toArray(UUID[]::new))),
                                STEP.NUMBER.lt(most))
                        .orderBy(STEP.RUN_ID, STEP.NUMBER)
                        .fetchGroups(
                                r -> r.getRunId(),
                                r -> new Run.Step(
                                        r.getRunId(),
                                        r.getNumber(),
                                        r.getId(),
                                        r.getPath(),
                                        r.getKind(),
                                        r.getTicketId(),
                                        r.getState(),
                                        r.getSaid(),
                                        tree(r.getWords()),
                                        Json.tree(r.getData().data()),
                                        r.getAttempts(),
                                        r.getError(),
                                        r.getAt()));
    }

    /** An entry of a ticket's journal that a run wrote. */
    public record Effect(UUID ticket, long seq, UUID run) {}

    public void effects(Tx tx, List<Effect> all) {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var insert = tx.sql().insertInto(EFFECT, EFFECT.TENANT_ID, EFFECT.TICKET_ID, EFFECT.SEQ, EFFECT.RUN_ID);
            for (Effect e : all.subList(from, Math.min(all.size(), from + AT_ONCE))) {
                insert = insert.values(tx.t(), e.ticket(), e.seq(), e.run());
            }
            insert.onConflictDoNothing().execute();
        }
    }

    /** What rules wrote on a ticket, the newest first. */
    public List<Effect> effectsOn(Tx tx, UUID ticket, @Nullable Long before, int limit) {
        Condition where = EFFECT.TENANT_ID.eq(tx.t()).and(EFFECT.TICKET_ID.eq(ticket));
        return tx.sql()
                .selectFrom(EFFECT)
                .where(before == null ? where : where.and(EFFECT.SEQ.lt(before)))
                .orderBy(EFFECT.SEQ.desc())
                .limit(limit)
                .fetch(r -> new Effect(r.getTicketId(), r.getSeq(), r.getRunId()));
    }

    /** When something public was last written on tickets of a desk. */
    public record Replied(UUID ticket, UUID desk, Instant at) {}

    /** @param all at most one of each ticket */
    public void replied(Tx tx, Collection<Replied> all) {
        if (all.isEmpty()) {
            return;
        }
        var insert = tx.sql().insertInto(REPLIED, REPLIED.TENANT_ID, REPLIED.TICKET_ID, REPLIED.DESK_ID, REPLIED.AT);
        for (Replied r : all) {
            insert = insert.values(tx.t(), r.ticket(), r.desk(), r.at());
        }
        insert.onConflict(REPLIED.TENANT_ID, REPLIED.TICKET_ID)
                .doUpdate()
                .set(REPLIED.AT, DSL.greatest(REPLIED.AT, DSL.excluded(REPLIED.AT)))
                .execute();
    }

    public List<Replied> repliedBetween(Tx tx, UUID desk, Instant after, Instant until, int limit) {
        return tx.sql()
                .selectFrom(REPLIED)
                .where(
                        REPLIED.TENANT_ID.eq(tx.t()),
                        REPLIED.DESK_ID.eq(desk),
                        REPLIED.AT.gt(after),
                        REPLIED.AT.le(until))
                .orderBy(REPLIED.AT, REPLIED.TICKET_ID)
                .limit(limit)
                .fetch(r -> new Replied(r.getTicketId(), r.getDeskId(), r.getAt()));
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= 1_000 ? text : text.substring(0, 999) + "…";
    }

    private static @Nullable JsonNode tree(@Nullable JSONB json) {
        return json == null ? null : Json.tree(json.data());
    }

    private static Run read(io.steward.db.automation.tables.records.RunRecord r) {
        JSONB conditions = r.getConditions();
        return new Run(
                r.getId(),
                r.getRuleId(),
                r.getRuleName(),
                r.getVersion(),
                r.getPosition(),
                r.getDeskId(),
                r.getTicketId(),
                Json.read(r.getEvent(), Event.class),
                r.getOnce(),
                r.getDepth(),
                Run.State.of(r.getState()),
                r.getDue(),
                r.getStarted(),
                r.getEnded(),
                Json.read(conditions, CONDITIONS),
                Json.read(r.getStack(), STACK),
                r.getPassed(),
                r.getSteps(),
                r.getAttempts(),
                r.getError(),
                tree(r.getWords()));
    }
}
