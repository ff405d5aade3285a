package io.steward.server.assignment.store;

import static io.steward.db.assignment.Tables.RULE;

import io.steward.server.assignment.AssignmentRule;
import io.steward.server.assignment.Strategy;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code assignment.rule}. */
@Repository
public class RuleStore {
    public List<AssignmentRule> all(Tx tx) {
        return tx.sql()
                .selectFrom(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()))
                .orderBy(RULE.DESK_ID, RULE.POSITION, RULE.ID)
                .fetch(RuleStore::read);
    }

    public Optional<AssignmentRule> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(id))
                .fetchOptional(RuleStore::read);
    }

    /**
     * Whose turn it was last, by rule; holds the desk's rules until the transaction ends. All of them and in one order: two
     * rules may give to the same people, and must not count the same tickets at the same time.
     */
    public Map<UUID, @Nullable UUID> lock(Tx tx, UUID desk) {
        var last = new HashMap<UUID, @Nullable UUID>();
        tx.sql()
                .select(RULE.ID, RULE.LAST_ID)
                .from(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.DESK_ID.eq(desk))
                .orderBy(RULE.ID)
                .forUpdate()
                .forEach(r -> last.put(r.value1(), r.value2()));
        return last;
    }

    public @Nullable UUID last(Tx tx, UUID rule) {
        return tx.sql()
                .select(RULE.LAST_ID)
                .from(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(rule))
                .fetchOne(RULE.LAST_ID);
    }

    public void turn(Tx tx, UUID rule, UUID person) {
        tx.sql()
                .update(RULE)
                .set(RULE.LAST_ID, person)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(rule))
                .execute();
    }

    public void insert(Tx tx, AssignmentRule r, Instant at) {
        tx.sql()
                .insertInto(RULE)
                .set(RULE.TENANT_ID, tx.t())
                .set(RULE.ID, r.id())
                .set(RULE.DESK_ID, r.deskId())
                .set(RULE.POSITION, r.position())
                .set(RULE.NAME, r.name())
                .set(RULE.TYPE_ID, r.typeId())
                .set(RULE.QUERY, r.query())
                .set(RULE.TEAM_ID, r.teamId())
                .set(RULE.STRATEGY, r.strategy().key())
                .set(RULE.SCHEDULE_ID, r.scheduleId())
                .set(RULE.SKILLS, r.skills().toArray(String[]::new))
                .set(RULE.ACTIVE, r.active())
                .set(RULE.CREATED, at)
                .execute();
    }

    public boolean update(Tx tx, AssignmentRule r, int version) {
        return tx.sql()
                        .update(RULE)
                        .set(RULE.NAME, r.name())
                        .set(RULE.TYPE_ID, r.typeId())
                        .set(RULE.QUERY, r.query())
                        .set(RULE.TEAM_ID, r.teamId())
                        .set(RULE.STRATEGY, r.strategy().key())
                        .set(RULE.SCHEDULE_ID, r.scheduleId())
                        .set(RULE.SKILLS, r.skills().toArray(String[]::new))
                        .set(RULE.ACTIVE, r.active())
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

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(RULE)
                .where(RULE.TENANT_ID.eq(tx.t()), RULE.ID.eq(id))
                .execute();
    }

    private static AssignmentRule read(io.steward.db.assignment.tables.records.RuleRecord r) {
        return new AssignmentRule(
                r.getId(),
                r.getDeskId(),
                r.getPosition(),
                r.getName(),
                r.getTypeId(),
                r.getQuery(),
                r.getTeamId(),
                Strategy.of(r.getStrategy()),
                r.getScheduleId(),
                List.of(r.getSkills()),
                r.getActive(),
                r.getVersion());
    }
}
