package io.steward.server.automation.store;

import static io.steward.db.automation.Tables.EDITION;
import static io.steward.db.automation.Tables.RULE;
import static io.steward.db.automation.Tables.RUN;
import static io.steward.db.automation.Tables.TURN;
import static io.steward.db.automation.Tables.VERSION;

import io.steward.server.automation.Rule;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code automation.rule}, its versions, and whose turn it is. */
@Repository
public class RuleRows {
    public List<Rule> ofDesk(Tx tx, UUID desk) {
        return tx.sql()
                .selectFrom(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.DESK_ID.eq(desk))
                .orderBy(RULE.POSITION, RULE.ID)
                .fetch(RuleRows::read);
    }

    public List<Rule> active(Tx tx) {
        return tx.sql()
                .selectFrom(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ACTIVE.isTrue())
                .orderBy(RULE.DESK_ID, RULE.POSITION, RULE.ID)
                .fetch(RuleRows::read);
    }

    public Optional<Rule> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(id))
                .fetchOptional(RuleRows::read);
    }

    /** The name of a rule with an action that names something by its id. */
    public Optional<String> naming(Tx tx, UUID id) {
        return tx.sql()
                .select(RULE.NAME)
                .from(RULE)
                .where(
                        RULE.TENANT_ID.eq(tx.t()),
                        RULE.ACTIONS.cast(String.class).contains(id.toString()))
                .orderBy(RULE.NAME)
                .limit(1)
                .fetchOptional(RULE.NAME);
    }

    /** Held until the transaction ends. */
    public Optional<Rule> lock(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(id))
                .forUpdate()
                .fetchOptional(RuleRows::read);
    }

    public void insert(Tx tx, Rule r) {
        tx.sql()
                .insertInto(RULE)
                .set(RULE.TENANT_ID, tx.t())
                .set(RULE.ID, r.id())
                .set(RULE.DESK_ID, r.deskId())
                .set(RULE.POSITION, r.position())
                .set(RULE.NAME, r.content().name())
                .set(RULE.DESCRIPTION, r.content().description())
                .set(RULE.ACTIVE, r.active())
                .set(RULE.STOP, r.content().stop())
                .set(RULE.TRIGGER, Json.of(r.content().trigger()))
                .set(RULE.CONDITION, r.content().condition())
                .set(RULE.ACTIONS, Json.of(r.content().actions()))
                .set(RULE.OWNER_ID, r.ownerId())
                .set(RULE.CREATED, r.created())
                .set(RULE.CHANGED, r.changed())
                .execute();
    }

    public boolean update(Tx tx, Rule r, int version) {
        return tx.sql()
                        .update(RULE)
                        .set(RULE.NAME, r.content().name())
                        .set(RULE.DESCRIPTION, r.content().description())
                        .set(RULE.ACTIVE, r.active())
                        .set(RULE.STOP, r.content().stop())
                        .set(RULE.TRIGGER, Json.of(r.content().trigger()))
                        .set(RULE.CONDITION, r.content().condition())
                        .set(RULE.ACTIONS, Json.of(r.content().actions()))
                        .set(RULE.OWNER_ID, r.ownerId())
                        .set(RULE.CHANGED, r.changed())
                        .set(RULE.STOPPED, r.stopped())
                        .set(RULE.VERSION, version + 1)
                        .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(r.id()), RULE.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public void place(Tx tx, UUID rule, int position) {
        tx.sql()
                .update(RULE)
                .set(RULE.POSITION, position)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(rule))
                .execute();
    }

    /** The program itself switches it off. Answers whether it was on. */
    public boolean stop(Tx tx, UUID rule, String why) {
        return tx.sql()
                        .update(RULE)
                        .set(RULE.ACTIVE, false)
                        .set(RULE.STOPPED, why)
                        .set(RULE.VERSION, RULE.VERSION.plus(1))
                        .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(rule), RULE.ACTIVE.isTrue())
                        .execute()
                == 1;
    }

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(TURN)
                .where(TURN.TENANT_ID.eq(tx.t()), TURN.RULE_ID.eq(id))
                .execute();
        tx.sql()
                .deleteFrom(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(id))
                .execute();
    }

    /** Every node notices that rules are others now. */
    public void renew(Tx tx) {
        tx.sql()
                .insertInto(EDITION)
                .values(tx.t(), 1L)
                .onConflict(EDITION.TENANT_ID)
                .doUpdate()
                .set(EDITION.NUMBER, EDITION.NUMBER.plus(1))
                .execute();
    }

    public long edition(Tx tx) {
        Long number = tx.sql()
                .select(EDITION.NUMBER)
                .from(EDITION)
                .where(EDITION.TENANT_ID.eq(tx.t()))
                .fetchOne(EDITION.NUMBER);
        return number == null ? 0 : number;
    }

    /** A version as it was. */
    public record Version(int number, Instant at, @Nullable UUID byId, String by, Rule.Content content) {}

    public void keep(Tx tx, Rule r, Instant at, Actor by) {
        tx.sql()
                .insertInto(VERSION)
                .values(tx.t(), r.id(), r.version(), Json.of(r.content()), at, by.id(), by.name())
                .onConflictDoNothing()
                .execute();
    }

    /** The newest first. */
    public List<Version> versions(Tx tx, UUID rule, int most) {
        return tx.sql()
                .selectFrom(VERSION)
                .where(VERSION.TENANT_ID.eq(tx.t()), VERSION.RULE_ID.eq(rule))
                .orderBy(VERSION.NUMBER.desc())
                .limit(most)
                .fetch(r -> new Version(
                        r.getNumber(),
                        r.getAt(),
                        r.getById(),
                        r.getByName(),
                        Json.read(r.getContent(), Rule.Content.class)));
    }

    /** What a version said; the last before it where a number was only a switch. */
    public Optional<Rule.Content> content(Tx tx, UUID rule, int number) {
        return tx.sql()
                .select(VERSION.CONTENT)
                .from(VERSION)
                .where(VERSION.TENANT_ID.eq(tx.t()), VERSION.RULE_ID.eq(rule), VERSION.NUMBER.le(number))
                .orderBy(VERSION.NUMBER.desc())
                .limit(1)
                .fetchOptional(r -> Json.read(r.value1(), Rule.Content.class));
    }

    /** When a schedule comes next; null for never. */
    public void plan(Tx tx, UUID rule, @Nullable Instant next) {
        tx.sql()
                .update(RULE)
                .set(RULE.NEXT_AT, next)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(rule))
                .execute();
    }

    /** Up to where moments were looked at; null: from now on. */
    public void scanned(Tx tx, UUID rule, @Nullable Instant until) {
        tx.sql()
                .update(RULE)
                .set(RULE.SCANNED, until)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(rule))
                .execute();
    }

    public @Nullable Instant scanned(Tx tx, UUID rule) {
        return tx.sql()
                .select(RULE.SCANNED)
                .from(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(rule))
                .fetchOne(RULE.SCANNED);
    }

    /** A schedule's time. */
    public record Planned(Rule rule, Instant at) {}

    /** The schedule that is due first and that no other node has in hand. */
    public Optional<Planned> due(Tx tx, Instant now) {
        return tx.sql()
                .selectFrom(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.NEXT_AT.isNotNull(), RULE.NEXT_AT.le(now))
                .orderBy(RULE.NEXT_AT, RULE.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(r -> new Planned(read(r), r.getNextAt()));
    }

    /** The active rules that wait for time to pass, of all desks; those that another node has in hand are left out. */
    public List<Rule> waitingForTime(Tx tx) {
        return tx.sql()
                .selectFrom(RULE)
                .where(
                        RULE.TENANT_ID.eq(tx.t()),
                        RULE.ACTIVE.isTrue(),
                        DSL.jsonbGetAttributeAsText(RULE.TRIGGER, "kind").eq("time_since"))
                .orderBy(RULE.ID)
                .forUpdate()
                .skipLocked()
                .fetch(RuleRows::read);
    }

    /** Whose turn it was last; holds the rule, so that turns come one after the other. */
    public @Nullable UUID lastTurn(Tx tx, UUID rule, String path) {
        tx.sql()
                .select(RULE.ID)
                .from(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(rule))
                .forUpdate()
                .fetch();
        return tx.sql()
                .select(TURN.PERSON_ID)
                .from(TURN)
                .where(TURN.TENANT_ID.eq(tx.t()), TURN.RULE_ID.eq(rule), TURN.PATH.eq(path))
                .fetchOne(TURN.PERSON_ID);
    }

    public void turn(Tx tx, UUID rule, String path, UUID person) {
        tx.sql()
                .insertInto(TURN)
                .values(tx.t(), rule, path, person)
                .onConflict(TURN.TENANT_ID, TURN.RULE_ID, TURN.PATH)
                .doUpdate()
                .set(TURN.PERSON_ID, person)
                .execute();
    }

    /** How a rule fared. @param last when it ran last; the numbers are of the time asked for */
    public record Fared(@Nullable Instant last, int runs, int failed) {}

    /** In one statement. Skipped runs do not count. */
    public Map<UUID, Fared> fared(Tx tx, Collection<UUID> rules, Instant since) {
        var found = new HashMap<UUID, Fared>();
        if (rules.isEmpty()) {
            return found;
        }
        var recent = RUN.STARTED.ge(since);
        tx.sql()
                .select(
                        RULE.ID,
                        DSL.field(DSL.select(DSL.max(RUN.STARTED))
                                .from(RUN)
                                .where(RUN.TENANT_ID.eq(RULE.TENANT_ID), RUN.RULE_ID.eq(RULE.ID))),
                        DSL.field(DSL.selectCount()
                                .from(RUN)
                                .where(
                                        RUN.TENANT_ID.eq(RULE.TENANT_ID),
                                        RUN.RULE_ID.eq(RULE.ID),
                                        recent,
                                        RUN.STATE.ne("skipped"))),
                        DSL.field(DSL.selectCount()
                                .from(RUN)
                                .where(
                                        RUN.TENANT_ID.eq(RULE.TENANT_ID),
                                        RUN.RULE_ID.eq(RULE.ID),
                                        recent,
                                        RUN.STATE.eq("failed"))))
                .from(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(DSL.any(rules.toArray(UUID[]::new))))
                .forEach(r -> found.put(r.value1(), new Fared(r.value2(), r.value3(), r.value4())));
        return found;
    }

    private static Rule read(io.steward.db.automation.tables.records.RuleRecord r) {
        return new Rule(
                r.getId(),
                r.getDeskId(),
                r.getPosition(),
                r.getActive(),
                r.getOwnerId(),
                r.getCreated(),
                r.getChanged(),
                r.getStopped(),
                new Rule.Content(
                        r.getName(),
                        r.getDescription(),
                        r.getStop(),
                        Json.tree(r.getTrigger().data()),
                        r.getCondition(),
                        Json.tree(r.getActions().data())),
                r.getVersion());
    }
}
