package io.steward.server.automation;

import io.steward.server.automation.rules.Backoff;
import io.steward.server.automation.rules.Frame;
import io.steward.server.automation.rules.Tree;
import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.automation.store.RuleRows;
import io.steward.server.automation.store.RunStore;
import io.steward.server.platform.Actor;
import io.steward.server.platform.ActorKind;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.DeskRole;
import io.steward.server.platform.FieldError;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Rights;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.query.Expr;
import io.steward.server.query.QueryError;
import io.steward.server.ticket.Link;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketConditions;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.spi.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Goes on with runs. Each action is done, and the run moved past it, in one transaction that holds the run: whatever dies where,
 * every effect in the database happens exactly once, and two nodes never do the same.
 */
@Component
public class RuleEngine {
    private static final Logger LOG = LoggerFactory.getLogger(RuleEngine.class);
    /** In one run. */
    private static final int MOST_STEPS = 2_000;

    private static final int MOST_LINKED = 100;

    private final Database database;
    private final RunStore store;
    private final RuleRows rules;
    private final RuleBooks books;
    private final Matching matching;
    private final Acts acts;
    private final RuleOwners owners;
    private final TicketReader tickets;
    private final ObjectProvider<WorkingHours> hours;
    private final RuleSettings settings;

    RuleEngine(
            Database database,
            RunStore store,
            RuleRows rules,
            RuleBooks books,
            Matching matching,
            Acts acts,
            RuleOwners owners,
            TicketReader tickets,
            ObjectProvider<WorkingHours> hours,
            RuleSettings settings) {
        this.database = database;
        this.store = store;
        this.rules = rules;
        this.books = books;
        this.matching = matching;
        this.acts = acts;
        this.owners = owners;
        this.tickets = tickets;
        this.hours = hours;
        this.settings = settings;
    }

    /** The run that a turn has in hand, to be known when the turn fails. */
    private static final class Taken {
        @Nullable
        Run run;
    }

    /** Goes one action further with the run that waits longest; answers whether there was one. */
    public boolean workOne(TenantId tenant, Instant now) {
        var taken = new Taken();
        try {
            return database.write(tenant, tx -> {
                Run run = store.take(tx, now).orElse(null);
                taken.run = run;
                if (run != null) {
                    goOn(tx, run, now);
                }
                return run != null;
            });
        } catch (RuntimeException e) {
            Run run = taken.run;
            if (run == null) {
                throw e;
            }
            if (!(e instanceof Problem)) {
                LOG.warn("Tenant {}: an action of the rule {} failed", tenant.value(), run.ruleName(), e);
            }
            database.run(tenant, tx -> failed(tx, run, now, text(e)));
            return true;
        }
    }

    private static String text(RuntimeException e) {
        if (e instanceof Problem p) {
            return p.errors().isEmpty()
                    ? p.text()
                    : p.errors().stream().map(FieldError::message).distinct().collect(Collectors.joining(" "));
        }
        return "It failed inside (" + e.getClass().getSimpleName() + "); the log of the program says more";
    }

    private void goOn(Tx tx, Run run, Instant now) {
        Rule.Content content = books.content(tx, run.ruleId(), run.version()).orElse(null);
        boolean off = run.state() == Run.State.WAITING
                && books.of(tx).rule(run.ruleId()).isEmpty();
        if (content == null || off) {
            var words = new Words("switched_off", Map.of());
            store.update(tx, run.over(Run.State.STOPPED, now, "The rule was switched off while it waited", words));
            return;
        }
        new Going(tx, run, content, now).on();
    }

    /** One turn of one run. */
    private final class Going {
        private final Tx tx;
        private final Run run;
        private final Rule.Content content;
        private final Instant now;
        private final Context context;
        private final List<Frame> stack;
        private int steps;

        Going(Tx tx, Run run, Rule.Content content, Instant now) {
            this.tx = tx;
            this.run = run;
            this.content = content;
            this.now = now;
            this.context = context(tx.tenant(), run, now);
            this.stack = new ArrayList<>(run.stack());
            this.steps = run.steps();
        }

        void on() {
            boolean acted = false;
            while (!acted && next()) {
                Frame frame = stack.removeLast();
                JsonNode action = Tree.list(content.actions(), frame.place()).path(frame.next());
                stack.add(frame.advanced());
                if (steps >= MOST_STEPS) {
                    throw Problem.conflict("At most " + MOST_STEPS + " actions in one run");
                }
                switch (action.path("kind").asString("")) {
                    case "wait" -> {
                        if (waits(frame, action)) {
                            return;
                        }
                    }
                    case "branch" -> branch(frame, action);
                    case "each" -> each(frame, action);
                    default -> {
                        act(frame, action);
                        acted = true;
                    }
                }
            }
            if (next()) {
                store.update(tx, run.with(Run.State.RUNNING, run.due(), stack, steps, 0, null));
            } else {
                Run done = run.with(Run.State.DONE, null, stack, steps, 0, null).over(Run.State.DONE, now);
                handOn(tx, done, content.stop(), now);
            }
        }

        /** Whether there is an action left; lists that are through are left. */
        private boolean next() {
            while (!stack.isEmpty()
                    && stack.getLast().next()
                            >= Tree.list(content.actions(), stack.getLast().place())
                                    .size()) {
                stack.removeLast();
            }
            return !stack.isEmpty();
        }

        private Ticket ticket(UUID id) {
            return tickets.locked(tx, id)
                    .filter(t -> t.deskId().equals(run.deskId()))
                    .orElseThrow(() -> Problem.conflict("The ticket is not the desk's any more"));
        }

        private void act(Frame frame, JsonNode action) {
            UUID id = Ids.next();
            var doing = new Act.Doing(tx, context, ticket(frame.ticketId()), id, run, frame.path());
            Done done =
                    acts.joins(action) ? database.together(tx, () -> acts.run(doing, action)) : acts.run(doing, action);
            say(frame, action, id, done);
        }

        private void say(Frame frame, JsonNode action, UUID id, Done done) {
            store.write(
                    tx,
                    new Run.Step(
                            run.id(),
                            steps,
                            id,
                            frame.path(),
                            action.path("kind").asString(""),
                            frame.ticketId(),
                            "done",
                            done.said(),
                            done.words() == null ? null : Run.words(done.words()),
                            Json.tree(Json.text(done.data())),
                            run.attempts() + 1,
                            null,
                            now));
            steps++;
        }

        /** Answers whether there is anything to wait for. */
        private boolean waits(Frame frame, JsonNode action) {
            int minutes = action.path("minutes").asInt(0);
            Instant until = action.path("working").asBoolean(false)
                    ? worked(Duration.ofMinutes(minutes))
                    : now.plus(Duration.ofMinutes(minutes));
            var values = Map.of("until", until.toString());
            say(frame, action, Ids.next(), new Done("Waits until " + until, values, new Words("waits", values)));
            Run waiting = run.with(Run.State.WAITING, until, stack, steps, 0, null);
            handOn(tx, waiting, content.stop(), now);
            return true;
        }

        private Instant worked(Duration work) {
            WorkingHours of = hours.getIfAvailable();
            return of == null
                    ? now.plus(work)
                    : of.after(tx, run.deskId(), now, work)
                            .orElseThrow(() -> Problem.conflict("The desk's calendar has no working time left"));
        }

        private void branch(Frame frame, JsonNode action) {
            Ticket ticket = ticket(frame.ticketId());
            var session = matching.batch(tx, now).session();
            JsonNode cases = action.path("cases");
            for (int i = 0; i < cases.size(); i++) {
                String query = cases.get(i).path("condition").asString("");
                if (holds(session, query, ticket)) {
                    var words = new Words("case", Map.of("n", i + 1, "condition", query));
                    say(frame, action, Ids.next(), new Done("Case " + (i + 1) + ": " + query, Map.of(), words));
                    stack.add(new Frame(frame.path() + ".cases[" + i + "].actions", 0, frame.ticketId()));
                    return;
                }
            }
            say(frame, action, Ids.next(), new Done("Otherwise", Map.of(), new Words("otherwise", Map.of())));
            stack.add(new Frame(frame.path() + ".otherwise", 0, frame.ticketId()));
        }

        private boolean holds(TicketConditions.Session session, String query, Ticket ticket) {
            try {
                Expr condition = TicketConditions.read(query);
                return session.holds(condition, ticket);
            } catch (QueryError e) {
                throw Problem.conflict("The condition “" + query + "” cannot be read any more: " + e.text());
            }
        }

        private void each(Frame frame, JsonNode action) {
            var linked = linked(ticket(frame.ticketId()), action.path("link").asString("linked"));
            String query = action.path("condition").asString("");
            var session = matching.batch(tx, now).session();
            var found = linked.stream()
                    .filter(t -> holds(session, query, t))
                    .limit(MOST_LINKED)
                    .toList();
            var words = new Words("tickets", Map.of("count", found.size()));
            say(frame, action, Ids.next(), new Done("For " + found.size() + " tickets", Map.of(), words));
            // The first is to be the next.
            for (Ticket t : found.reversed()) {
                stack.add(new Frame(frame.path() + ".actions", 0, t.id()));
            }
        }

        /** Those that the rule's desk works on. */
        private List<Ticket> linked(Ticket ticket, String how) {
            if (how.equals("children")) {
                return tickets.children(tx, context, ticket.id());
            }
            var ids = new LinkedHashSet<UUID>();
            UUID parent = ticket.parentId();
            if (how.equals("parent")) {
                if (parent != null) {
                    ids.add(parent);
                }
            } else {
                tickets.links(tx, ticket.id()).stream()
                        .filter(l -> how.equals("linked") || l.kind().key().equals(how))
                        .map(Link::otherId)
                        .forEach(ids::add);
            }
            return ids.isEmpty()
                    ? List.of()
                    : tickets.worked(tx, context, ids).stream()
                            .filter(t -> t.deskId().equals(run.deskId()))
                            .toList();
        }
    }

    /** The rule itself, with the rights of a manager of its desk and of no other. */
    static Context context(TenantId tenant, Run run, Instant now) {
        return new Context(
                tenant,
                new Actor(ActorKind.RULE, null, run.ruleName()),
                new Rights(false, Map.of(run.deskId(), DeskRole.MANAGER)),
                new Cause(Cause.RULE, run.ruleName(), run.id()),
                now,
                null);
    }

    /** Writes the run down; the first time that it cannot go on at once, later rules have their turn for the same event. */
    private void handOn(Tx tx, Run run, boolean stop, Instant now) {
        if (run.passed()) {
            store.update(tx, run);
            return;
        }
        store.update(tx, run.handedOn());
        if (stop || run.once().startsWith("s")) {
            return;
        }
        Ticket ticket =
                tickets.byIds(tx, List.of(run.ticketId())).stream().findFirst().orElse(null);
        if (ticket != null) {
            var batch = matching.batch(tx, now);
            batch.consider(run.event(), ticket, run.position(), run.depth(), run.once());
            batch.start();
        }
    }

    /** Tried again later; when that has no end, it is shown to the owner. */
    private void failed(Tx tx, Run seen, Instant now, String why) {
        Run run = store.lock(tx, seen.id()).orElse(null);
        if (run == null || run.due() == null || run.steps() != seen.steps() || run.attempts() != seen.attempts()) {
            return;
        }
        int attempts = run.attempts() + 1;
        var wait = Backoff.after(attempts, settings.retryAfter());
        Rule.Content content = books.content(tx, run.ruleId(), run.version()).orElse(null);
        writeFailed(tx, run, content, now, why, attempts, wait.isPresent());
        Run next = wait.map(w -> run.with(Run.State.RUNNING, now.plus(w), run.stack(), run.steps(), attempts, why))
                .orElseGet(() -> run.with(Run.State.FAILED, null, run.stack(), run.steps(), attempts, why)
                        .over(Run.State.FAILED, now));
        handOn(tx, next, content == null || content.stop(), now);
        if (wait.isEmpty()) {
            tickets.byIds(tx, List.of(run.ticketId())).stream()
                    .findFirst()
                    .ifPresent(ticket -> owners.tell(
                            tx,
                            now,
                            rules.find(tx, run.ruleId()).map(Rule::ownerId).orElse(null),
                            run.deskId(),
                            run.ruleId(),
                            run.ruleName(),
                            ticket,
                            why,
                            "rule-failed:" + run.id() + ":" + now.toEpochMilli()));
        }
    }

    private void writeFailed(
            Tx tx, Run run, Rule.@Nullable Content content, Instant now, String why, int attempts, boolean again) {
        if (run.stack().isEmpty() || content == null) {
            return;
        }
        Frame frame = run.stack().getLast();
        JsonNode action = Tree.list(content.actions(), frame.place()).path(frame.next());
        store.write(
                tx,
                new Run.Step(
                        run.id(),
                        run.steps(),
                        Ids.next(),
                        frame.path(),
                        action.path("kind").asString(""),
                        frame.ticketId(),
                        again ? "retrying" : "failed",
                        "",
                        null,
                        Json.tree("{}"),
                        attempts,
                        why,
                        now));
    }
}
