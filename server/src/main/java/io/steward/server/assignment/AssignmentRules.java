package io.steward.server.assignment;

import io.steward.server.assignment.rules.Skills;
import io.steward.server.assignment.spi.OnDuty;
import io.steward.server.assignment.store.RuleStore;
import io.steward.server.identity.Desks;
import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.journal.JournalTail;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.query.QueryError;
import io.steward.server.ticket.TicketQueries;
import io.steward.server.ticket.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The rules of desks, tended by their managers; remembered, since every new ticket asks for them. */
@Component
public class AssignmentRules implements JournalTail {
    private static final String SUBJECT = "assignment_rule";
    private static final int MOST = 50;

    private final Database database;
    private final RuleStore store;
    private final Desks desks;
    private final Types types;
    private final TicketQueries queries;
    private final Journal journal;
    private final ObjectProvider<OnDuty> onDuty;
    private final Map<TenantId, List<AssignmentRule>> known = new ConcurrentHashMap<>();

    AssignmentRules(
            Database database,
            RuleStore store,
            Desks desks,
            Types types,
            TicketQueries queries,
            Journal journal,
            ObjectProvider<OnDuty> onDuty) {
        this.database = database;
        this.store = store;
        this.desks = desks;
        this.types = types;
        this.queries = queries;
        this.journal = journal;
        this.onDuty = onDuty;
    }

    /** A desk's rules in their order. */
    List<AssignmentRule> of(TenantId tenant, UUID desk) {
        return known.computeIfAbsent(tenant, t -> database.read(t, store::all)).stream()
                .filter(r -> r.deskId().equals(desk))
                .toList();
    }

    /** The rules of a desk that the actor manages. */
    public List<AssignmentRule> managed(Context context, UUID desk) {
        if (desks.find(context.tenant(), desk).isEmpty() || !context.rights().worksOn(desk)) {
            throw Problem.notFound("desk");
        }
        context.needManager(desk);
        return database.read(context.tenant(), store::all).stream()
                .filter(r -> r.deskId().equals(desk))
                .toList();
    }

    /** Comes last. */
    public AssignmentRule create(Context context, AssignmentRule given, Consumer<Tx> also) {
        var before = managed(context, given.deskId());
        if (before.size() >= MOST) {
            throw Problem.invalid("name", "too-many", "A desk has at most " + MOST + " rules");
        }
        int last = before.stream().mapToInt(AssignmentRule::position).max().orElse(0);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            var rule = checked(tx, context, given, Ids.next(), given.deskId(), last + 1, 1);
            Problem.unlessTaken(
                    "name", "The desk has one of this name already", () -> store.insert(tx, rule, context.at()));
            record(tx, context, rule, "created");
            return rule;
        });
    }

    /** The whole of it as it is to be; its desk and place stay. */
    public AssignmentRule change(Context context, UUID id, AssignmentRule given, int version) {
        return database.write(context.tenant(), tx -> {
            AssignmentRule before = found(tx, context, id);
            var after = checked(tx, context, given, id, before.deskId(), before.position(), version + 1);
            Problem.unlessTaken("name", "The desk has one of this name already", () -> {
                if (!store.update(tx, after, version)) {
                    throw Problem.stale(before);
                }
            });
            record(tx, context, after, "changed");
            return after;
        });
    }

    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            AssignmentRule rule = found(tx, context, id);
            store.delete(tx, id);
            record(tx, context, rule, "deleted");
        });
    }

    /** Puts a desk's rules in this order; all of them have to be named. */
    public List<AssignmentRule> order(Context context, UUID desk, List<UUID> ids) {
        managed(context, desk);
        database.run(context.tenant(), tx -> {
            var there = store.lock(tx, desk).keySet();
            Check.eachOnce("ids", ids, there, "rules of the desk");
            for (int i = 0; i < ids.size(); i++) {
                store.place(tx, ids.get(i), i + 1);
            }
            journal.append(tx, context, NewEntry.of(SUBJECT, desk, desk, "ordered", Map.of("rules", ids)));
            tx.afterCommit(() -> known.remove(tx.tenant()));
        });
        return managed(context, desk);
    }

    private AssignmentRule found(Tx tx, Context context, UUID id) {
        AssignmentRule rule = store.find(tx, id)
                .filter(r -> context.rights().worksOn(r.deskId()))
                .orElseThrow(() -> Problem.notFound("rule"));
        context.needManager(rule.deskId());
        return rule;
    }

    private AssignmentRule checked(
            Tx tx, Context context, AssignmentRule given, UUID id, UUID desk, int position, int version) {
        var check = new Check();
        String name = check.text("name", given.name(), 100);
        String query = check.optional("query", given.query(), 2_000);
        UUID type = given.typeId();
        check.that(
                type == null
                        || types.find(context.tenant(), type)
                                .filter(t -> t.deskId().equals(desk))
                                .isPresent(),
                "typeId",
                "unknown",
                "The desk has no such ticket type");
        UUID team = given.teamId();
        check.that(
                team == null
                        || desks.team(context.tenant(), team)
                                .filter(t -> t.deskId().equals(desk))
                                .isPresent(),
                "teamId",
                "unknown",
                "The desk has no such team");
        try {
            queries.check(context, query);
        } catch (QueryError e) {
            check.error("query", "query", String.valueOf(e.getMessage()));
        }
        var skills = Skills.checked(check, given.skills());
        UUID schedule = given.strategy() == Strategy.ON_CALL ? given.scheduleId() : null;
        boolean known = schedule != null && onDuty.stream().anyMatch(duty -> duty.known(tx, desk, schedule));
        check.that(
                known || given.strategy() != Strategy.ON_CALL,
                "scheduleId",
                "unknown",
                "The desk has no such on-call schedule");
        check.done();
        return new AssignmentRule(
                id,
                desk,
                position,
                name,
                type,
                query,
                team,
                given.strategy(),
                schedule,
                skills,
                given.active(),
                version);
    }

    private void record(Tx tx, Context context, AssignmentRule r, String what) {
        var data = new HashMap<String, Object>(Map.of(
                "name",
                r.name(),
                "query",
                r.query(),
                "strategy",
                r.strategy().key(),
                "skills",
                r.skills(),
                "active",
                r.active()));
        if (r.scheduleId() != null) {
            data.put("schedule", r.scheduleId());
        }
        if (r.typeId() != null) {
            data.put("type", r.typeId());
        }
        if (r.teamId() != null) {
            data.put("team", r.teamId());
        }
        journal.append(tx, context, NewEntry.of(SUBJECT, r.id(), r.deskId(), what, data));
        tx.afterCommit(() -> known.remove(tx.tenant()));
    }

    @Override
    public void accept(TenantId tenant, List<Entry> entries) {
        if (entries.stream().anyMatch(e -> e.subjectKind().equals(SUBJECT))) {
            known.remove(tenant);
        }
    }
}
