package io.steward.server.automation;

import io.steward.server.automation.rules.Loops;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.automation.store.RuleRows;
import io.steward.server.automation.store.RunStore;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Tenants;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.FieldError;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules of desks, tended by their managers, in the order in which they have their turns. */
@Component
public class Rules {
    /** The journal's name for a rule. */
    public static final String SUBJECT = "rule";

    private static final int MOST = 1_000;
    private static final int MOST_VERSIONS = 100;
    private static final Duration WEEK = Duration.ofDays(7);

    private final Database database;
    private final RuleRows store;
    private final RunStore runs;
    private final RuleCheck checks;
    private final Desks desks;
    private final Tenants tenants;
    private final Journal journal;

    Rules(
            Database database,
            RuleRows store,
            RunStore runs,
            RuleCheck checks,
            Desks desks,
            Tenants tenants,
            Journal journal) {
        this.database = database;
        this.store = store;
        this.runs = runs;
        this.checks = checks;
        this.desks = desks;
        this.tenants = tenants;
        this.journal = journal;
    }

    /** A rule and how it fared in the last seven days. */
    public record Shown(Rule rule, RuleRows.Fared fared) {}

    /** All of a desk in their order; its agents may read them. */
    public List<Shown> ofDesk(Context context, UUID desk) {
        needDesk(context, desk);
        return database.read(context.tenant(), tx -> shown(tx, context, store.ofDesk(tx, desk)));
    }

    private List<Shown> shown(Tx tx, Context context, List<Rule> all) {
        var fared = store.fared(
                tx, all.stream().map(Rule::id).toList(), context.at().minus(WEEK));
        return all.stream()
                .map(r -> new Shown(r, fared.getOrDefault(r.id(), new RuleRows.Fared(null, 0, 0))))
                .toList();
    }

    public Shown get(Context context, UUID id) {
        return database.read(
                context.tenant(),
                tx -> shown(tx, context, List.of(read(tx, context, id))).getFirst());
    }

    void needDesk(Context context, UUID desk) {
        if (desks.find(context.tenant(), desk).isEmpty() || !context.rights().worksOn(desk)) {
            throw Problem.notFound("desk");
        }
    }

    void needManager(Context context, UUID desk) {
        needDesk(context, desk);
        context.needManager(desk);
    }

    private Rule read(Tx tx, Context context, UUID id) {
        return store.find(tx, id)
                .filter(r -> context.rights().worksOn(r.deskId()))
                .orElseThrow(() -> Problem.notFound("rule"));
    }

    private Rule managed(Tx tx, Context context, UUID id) {
        Rule rule = store.lock(tx, id)
                .filter(r -> context.rights().worksOn(r.deskId()))
                .orElseThrow(() -> Problem.notFound("rule"));
        context.needManager(rule.deskId());
        return rule;
    }

    /** Comes last. Belongs to who makes it. */
    public Rule create(Context context, UUID desk, Rule.Content given, boolean active, Consumer<Tx> also) {
        needManager(context, desk);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            var there = store.ofDesk(tx, desk);
            if (there.size() >= MOST) {
                throw Problem.invalid("name", "too-many", "A desk has at most " + MOST + " rules");
            }
            int last = there.stream().mapToInt(Rule::position).max().orElse(0);
            UUID id = Ids.next();
            Rule.Content content = checked(tx, context, desk, id, given, active);
            var rule = new Rule(
                    id, desk, last + 1, active, context.actor().id(), context.at(), context.at(), null, content, 1);
            Problem.unlessTaken("name", "The desk has a rule of this name", () -> store.insert(tx, rule));
            kept(tx, context, rule, true, "created");
            return rule;
        });
    }

    /** The whole of it as it is to be; its desk and place stay. */
    public Rule change(
            Context context, UUID id, Rule.Content given, boolean active, @Nullable UUID owner, int version) {
        return database.write(context.tenant(), tx -> {
            Rule before = managed(tx, context, id);
            Rule.Content content = checked(tx, context, before.deskId(), id, given, active);
            return write(
                    tx, context, before, content, active, owner == null ? before.ownerId() : owner, version, "changed");
        });
    }

    /** Switches it on or off. */
    public Rule activate(Context context, UUID id, boolean active) {
        return database.write(context.tenant(), tx -> {
            Rule before = managed(tx, context, id);
            if (before.active() == active) {
                return before;
            }
            Rule.Content content =
                    active ? checked(tx, context, before.deskId(), id, before.content(), true) : before.content();
            return write(
                    tx,
                    context,
                    before,
                    content,
                    active,
                    before.ownerId(),
                    before.version(),
                    active ? "activated" : "deactivated");
        });
    }

    /** Says again what an earlier version said. */
    public Rule restore(Context context, UUID id, int number) {
        return database.write(context.tenant(), tx -> {
            Rule before = managed(tx, context, id);
            Rule.Content old = store.versions(tx, id, MOST_VERSIONS).stream()
                    .filter(v -> v.number() == number)
                    .map(RuleRows.Version::content)
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid("version", "unknown", "There is no such version"));
            Rule.Content content = checked(tx, context, before.deskId(), id, old, before.active());
            return write(tx, context, before, content, before.active(), before.ownerId(), before.version(), "restored");
        });
    }

    private Rule write(
            Tx tx,
            Context context,
            Rule before,
            Rule.Content content,
            boolean active,
            @Nullable UUID owner,
            int version,
            String what) {
        var after = new Rule(
                before.id(),
                before.deskId(),
                before.position(),
                active,
                owner,
                before.created(),
                context.at(),
                active ? null : before.stopped(),
                content,
                version + 1);
        Problem.unlessTaken("name", "The desk has a rule of this name", () -> {
            if (!store.update(tx, after, version)) {
                throw Problem.stale(before);
            }
        });
        boolean anew = active != before.active() || !before.content().trigger().equals(content.trigger());
        kept(tx, context, after, anew, what);
        return after;
    }

    /** @param anew whether it waits for something else than before, from now on */
    private void kept(Tx tx, Context context, Rule rule, boolean anew, String what) {
        store.keep(tx, rule, context.at(), context.actor());
        if (anew) {
            String kind = rule.content().trigger().path("kind").asString("");
            Instant next = rule.active() && kind.equals("schedule")
                    ? Repeat.next(
                            rule.content().trigger(), tenants.get(tx.tenant()).timeZone(), context.at())
                    : null;
            store.plan(tx, rule.id(), next);
            store.scanned(tx, rule.id(), null);
        }
        store.renew(tx);
        record(tx, context, rule, what);
    }

    private void record(Tx tx, Context context, Rule rule, String what) {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", rule.name());
        data.put("active", rule.active());
        data.put("version", rule.version());
        data.put("trigger", rule.content().trigger());
        data.put("condition", rule.content().condition());
        data.put("actions", rule.content().actions());
        journal.append(tx, context, NewEntry.of(SUBJECT, rule.id(), rule.deskId(), what, data));
    }

    /** Runs that wait are stopped. @param version the one that was seen */
    public void delete(Context context, UUID id, int version) {
        database.run(context.tenant(), tx -> {
            Rule rule = managed(tx, context, id);
            if (rule.version() != version) {
                throw Problem.stale(rule);
            }
            store.delete(tx, id);
            runs.stopOf(tx, id, context.at(), "The rule was deleted", Run.words(new Words("deleted", Map.of())));
            store.renew(tx);
            record(tx, context, rule, "deleted");
        });
    }

    /** Puts a desk's rules in this order; all of them have to be named. */
    public List<Shown> order(Context context, UUID desk, List<UUID> ids) {
        needManager(context, desk);
        database.run(context.tenant(), tx -> {
            var there = store.ofDesk(tx, desk).stream().map(Rule::id).collect(Collectors.toSet());
            Check.eachOnce("ids", ids, there, "rules of the desk");
            for (int i = 0; i < ids.size(); i++) {
                store.place(tx, ids.get(i), i + 1);
            }
            store.renew(tx);
            journal.append(tx, context, NewEntry.of(SUBJECT, desk, desk, "ordered", Map.of("rules", ids)));
        });
        return ofDesk(context, desk);
    }

    /** The newest first. */
    public List<RuleRows.Version> versions(Context context, UUID id) {
        return database.read(context.tenant(), tx -> {
            read(tx, context, id);
            return store.versions(tx, id, MOST_VERSIONS);
        });
    }

    /** What is wrong with a rule as it is written, and the loops that it would be in. */
    public record Verdict(List<FieldError> problems, List<Loops.Loop> loops) {}

    /** @param id of the rule that is being changed; null for a new one */
    public Verdict check(Context context, UUID desk, @Nullable UUID id, Rule.Content given) {
        needManager(context, desk);
        return database.read(context.tenant(), tx -> {
            var check = new Check();
            Rule.Content content = checks.of(tx, context, desk, given, check);
            var loops = checks.loops(tx, desk, Objects.requireNonNullElse(id, new UUID(0, 0)), content);
            try {
                check.done();
                return new Verdict(List.of(), loops);
            } catch (Problem wrong) {
                return new Verdict(wrong.errors(), loops);
            }
        });
    }

    /** @throws Problem when something is wrong with it, or it would be in a loop and is to be on */
    private Rule.Content checked(Tx tx, Context context, UUID desk, UUID id, Rule.Content given, boolean active) {
        var check = new Check();
        Rule.Content content = checks.of(tx, context, desk, given, check);
        if (active && check.isGood()) {
            for (Loops.Loop loop : checks.loops(tx, desk, id, content)) {
                check.error("actions", "loop", "This would go on for ever: " + loop.why());
            }
        }
        check.done();
        return content;
    }
}
