package io.steward.server.automation;

import io.steward.server.automation.rules.Event;
import io.steward.server.automation.rules.Frame;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.automation.store.RuleRows;
import io.steward.server.automation.store.RunStore;
import io.steward.server.automation.store.RunStore.Pair;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.DeskRole;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Rights;
import io.steward.server.platform.Tx;
import io.steward.server.query.QueryError;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketConditions;
import io.steward.server.ticket.TicketConditions.Explained;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds the rules that an event starts. Of one event and ticket one run is made at a time: the first rule whose condition holds.
 * When it has done what it can do now, it hands on to the next, which so sees what the first one changed.
 */
@Component
class Matching {
    private static final Logger LOG = LoggerFactory.getLogger(Matching.class);
    /** Runs that lead to runs are cut here. */
    static final int DEEPEST = 5;

    private static final int MOST_EXPLAINED = 30;
    /** What starts these is bounded where it is looked for. */
    private static final Set<String> PACED = Set.of("time_since", "schedule");

    private final RuleBooks books;
    private final RuleRows rules;
    private final RunStore runs;
    private final TicketConditions conditions;
    private final RuleOwners owners;
    private final Journal journal;
    private final RunBell bell;
    private final RuleSettings settings;

    Matching(
            RuleBooks books,
            RuleRows rules,
            RunStore runs,
            TicketConditions conditions,
            RuleOwners owners,
            Journal journal,
            RunBell bell,
            RuleSettings settings) {
        this.books = books;
        this.rules = rules;
        this.runs = runs;
        this.conditions = conditions;
        this.owners = owners;
        this.journal = journal;
        this.bell = bell;
        this.settings = settings;
    }

    /** Whether any rule of the desk waits for something of this kind. */
    boolean waitsFor(Tx tx, UUID desk, String kind) {
        return books.of(tx).waitsFor(desk, kind);
    }

    /** Events that are looked at together, in one transaction; {@link Batch#start} writes what came of it. */
    Batch batch(Tx tx, Instant now) {
        return new Batch(tx, now, books.of(tx));
    }

    /** See {@link Matching#batch}. */
    final class Batch {
        private final Tx tx;
        private final Instant now;
        private final RuleBook book;
        private final TicketConditions.Session session;
        private final List<Run> made = new ArrayList<>();
        private final Map<UUID, Ticket> tickets = new HashMap<>();
        private final Set<UUID> broken = new HashSet<>();

        private Batch(Tx tx, Instant now, RuleBook book) {
            this.tx = tx;
            this.now = now;
            this.book = book;
            this.session = conditions.session(Context.system(tx.tenant(), now, null), tx);
        }

        RuleBook book() {
            return book;
        }

        TicketConditions.Session session() {
            return session;
        }

        /**
         * Looks for the first rule after a place that the event starts for the ticket.
         *
         * @param after only rules that come after this place among the desk's
         * @param depth how many runs led to the event
         * @param once what makes it one event
         */
        void consider(Event e, Ticket ticket, int after, int depth, String once) {
            for (RuleBook.Ready ready : book.fired(ticket.deskId(), e)) {
                if (ready.position() > after && holds(ready, ticket)) {
                    add(ready, e, ticket, depth, once);
                    return;
                }
            }
        }

        /** A run of this very rule, if its condition holds. */
        void considerOnly(RuleBook.Ready ready, Event e, Ticket ticket, int depth, String once) {
            if (holds(ready, ticket)) {
                add(ready, e, ticket, depth, once);
            }
        }

        private boolean holds(RuleBook.Ready ready, Ticket ticket) {
            if (ready.condition() == null) {
                tellBroken(ready, ticket, "");
                return false;
            }
            try {
                return session.holds(ready.condition(), ticket);
            } catch (QueryError e) {
                tellBroken(ready, ticket, e.text());
                return false;
            } catch (ClassCastException | IllegalArgumentException | IllegalStateException e) {
                // A mistake of the program's in one condition must not keep all rules waiting.
                LOG.error(
                        "Tenant {}: the condition of the rule {} failed",
                        tx.t(),
                        ready.rule().name(),
                        e);
                tellBroken(ready, ticket, "");
                return false;
            }
        }

        /** Its condition names what is not there any more: it never holds, which its owner is told once. */
        private void tellBroken(RuleBook.Ready ready, Ticket ticket, String why) {
            Rule rule = ready.rule();
            if (broken.add(rule.id())) {
                LOG.warn("Tenant {}: the condition of the rule {} cannot be read: {}", tx.t(), rule.name(), why);
                owners.tell(
                        tx,
                        now,
                        rule.ownerId(),
                        rule.deskId(),
                        rule.id(),
                        rule.name(),
                        ticket,
                        "Its condition cannot be read any more, so it never runs. " + why,
                        "rule-broken:" + rule.id() + ":" + rule.version());
            }
        }

        private void add(RuleBook.Ready ready, Event e, Ticket ticket, int depth, String once) {
            Rule rule = ready.rule();
            boolean cut = depth >= DEEPEST;
            tickets.put(ticket.id(), ticket);
            made.add(new Run(
                    Ids.next(),
                    rule.id(),
                    rule.name(),
                    rule.version(),
                    rule.position(),
                    rule.deskId(),
                    ticket.id(),
                    e,
                    once,
                    depth,
                    cut ? Run.State.SKIPPED : Run.State.RUNNING,
                    cut ? null : now,
                    now,
                    cut ? now : null,
                    explained(ready, ticket),
                    List.of(new Frame("actions", 0, ticket.id())),
                    cut,
                    0,
                    0,
                    cut ? "Cut: rules started each other " + DEEPEST + " times" : null,
                    cut ? Run.words(new Words("cut", Map.of("count", DEEPEST))) : null));
        }

        private List<Explained> explained(RuleBook.Ready ready, Ticket ticket) {
            if (ready.condition() == null) {
                return List.of();
            }
            var agent = new Rights(false, Map.of(ready.rule().deskId(), DeskRole.AGENT));
            var reader = new Context(tx.tenant(), Actor.SYSTEM, agent, null, now, null);
            return session.explain(ready.condition(), ticket, MOST_EXPLAINED, reader);
        }

        /** Writes the runs down, stops rules that run wild, and tells of both; answers how many were started. */
        int start() {
            if (made.isEmpty()) {
                return 0;
            }
            var allowed = withoutFloods(List.copyOf(made));
            made.clear();
            int started = runs.insert(tx, allowed);
            if (started > 0) {
                tx.afterCommit(bell::ring);
            }
            allowed.stream().filter(r -> r.state() == Run.State.SKIPPED).forEach(this::tellCut);
            return started;
        }

        private void tellCut(Run run) {
            owners.tell(
                    tx,
                    now,
                    owner(run),
                    run.deskId(),
                    run.ruleId(),
                    run.ruleName(),
                    ticket(run),
                    "Rules started each other " + DEEPEST + " times; it was not run again.",
                    "rule-cut:" + run.ruleId() + ":" + run.ticketId() + ":" + now.getEpochSecond() / 3600);
        }

        private List<Run> withoutFloods(List<Run> all) {
            var ids = all.stream().map(Run::ruleId).collect(Collectors.toSet());
            var minute = runs.since(tx, ids, now.minus(Duration.ofMinutes(1)));
            var hour = runs.sinceFor(
                    tx, all.stream().map(Run::ticketId).collect(Collectors.toSet()), now.minus(Duration.ofHours(1)));
            var good = new ArrayList<Run>(all.size());
            for (Run run : all) {
                int often = minute.merge(run.ruleId(), 1, Integer::sum);
                int here = hour.merge(new Pair(run.ruleId(), run.ticketId()), 1, Integer::sum);
                String why = here > settings.mostPerTicket()
                        ? "It ran more than " + settings.mostPerTicket() + " times within an hour for one ticket"
                        : often > settings.mostPerMinute()
                                        && !PACED.contains(run.event().kind())
                                ? "It ran more than " + settings.mostPerMinute() + " times within a minute"
                                : null;
                if (why == null || run.state() == Run.State.SKIPPED) {
                    good.add(run);
                } else if (stop(run, why)) {
                    var words = here > settings.mostPerTicket()
                            ? new Words("wild_ticket", Map.of("count", settings.mostPerTicket()))
                            : new Words("wild", Map.of("count", settings.mostPerMinute()));
                    good.add(run.over(Run.State.STOPPED, now, why, words).handedOn());
                }
            }
            return good;
        }

        /** Answers whether it was this run that stopped the rule; what comes after it is not kept. */
        private boolean stop(Run run, String why) {
            if (!rules.stop(tx, run.ruleId(), why)) {
                return false;
            }
            rules.renew(tx);
            var context = Context.system(tx.tenant(), now, new Cause(Cause.RULE, run.ruleName()));
            journal.append(
                    tx,
                    context,
                    NewEntry.of(
                            Rules.SUBJECT,
                            run.ruleId(),
                            run.deskId(),
                            "stopped",
                            Map.of("name", run.ruleName(), "why", why)));
            owners.tell(
                    tx,
                    now,
                    owner(run),
                    run.deskId(),
                    run.ruleId(),
                    run.ruleName(),
                    ticket(run),
                    why + ". It was switched off.",
                    "rule-stopped:" + run.id());
            return true;
        }

        private @Nullable UUID owner(Run run) {
            return book.rule(run.ruleId()).map(r -> r.rule().ownerId()).orElse(null);
        }

        private Ticket ticket(Run run) {
            return Objects.requireNonNull(tickets.get(run.ticketId()));
        }
    }
}
