package io.steward.server.automation;

import io.steward.server.automation.rules.Trigger;
import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.query.QueryError;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketConditions;
import io.steward.server.ticket.TicketConditions.Explained;
import io.steward.server.ticket.TicketPast;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.spi.WorkingHours;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tries a rule on what happened: how often it would have run, and where. Tickets are looked at as they were then, as far as the
 * journal keeps it; nothing is written.
 */
@Component
public class Trying {
    private static final int MOST_DAYS = 90;
    private static final int MOST_ENTRIES = 20_000;
    private static final int PAGE = 1_000;
    private static final int MOST_TICKETS = 2_000;
    private static final int MOST_EXAMPLES = 50;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Database database;
    private final Rules rules;
    private final RuleCheck checks;
    private final RuleEvents events;
    private final RuleTimes moments;
    private final Journal journal;
    private final TicketReader tickets;
    private final TicketPast pasts;
    private final TicketConditions conditions;
    private final ObjectProvider<WorkingHours> hours;

    Trying(
            Database database,
            Rules rules,
            RuleCheck checks,
            RuleEvents events,
            RuleTimes moments,
            Journal journal,
            TicketReader tickets,
            TicketPast pasts,
            TicketConditions conditions,
            ObjectProvider<WorkingHours> hours) {
        this.database = database;
        this.rules = rules;
        this.checks = checks;
        this.events = events;
        this.moments = moments;
        this.journal = journal;
        this.tickets = tickets;
        this.pasts = pasts;
        this.conditions = conditions;
        this.hours = hours;
    }

    /** A place where it would have run. */
    public record Example(Ticket ticket, Instant at, String event, List<Explained> conditions) {}

    /**
     * What would have been.
     *
     * @param examined how often the trigger fired; {@code matched} how often the condition held, too
     * @param partial whether not all of the time was looked at
     */
    public record Outcome(int examined, int matched, List<Example> examples, boolean partial) {}

    /** @throws Problem when something is wrong with the rule */
    public Outcome of(Context context, UUID desk, Rule.Content given, int days) {
        rules.needManager(context, desk);
        if (days < 1 || days > MOST_DAYS) {
            throw Problem.invalid("days", "range", "From 1 to " + MOST_DAYS);
        }
        return database.read(context.tenant(), tx -> {
            var check = new Check();
            Rule.Content content = checks.of(tx, context, desk, given, check);
            check.done();
            try {
                return new Trial(tx, context, desk, content, context.at().minus(Duration.ofDays(days))).outcome();
            } catch (QueryError e) {
                throw Problem.invalid("condition", "query", e.text());
            }
        });
    }

    private final class Trial {
        private final Tx tx;
        private final Context context;
        private final UUID desk;
        private final Trigger trigger;
        private final Instant since;
        private final long begun = System.nanoTime();
        private final RuleBook.Ready ready;
        private final TicketConditions.Session session;
        private final Map<UUID, List<TicketPast.State>> known = new HashMap<>();
        private final List<Example> examples = new ArrayList<>();
        private final Set<UUID> asked = new HashSet<>();
        private int examined;
        private int matched;
        private boolean partial;

        Trial(Tx tx, Context context, UUID desk, Rule.Content content, Instant since) {
            this.tx = tx;
            this.context = context;
            this.desk = desk;
            this.trigger = new Trigger(content.trigger());
            this.since = since;
            this.ready = RuleBook.ready(
                    new Rule(Ids.next(), desk, 1, true, null, context.at(), context.at(), null, content, 1));
            this.session = conditions.session(Context.system(tx.tenant(), context.at(), null), tx);
        }

        Outcome outcome() {
            switch (trigger.kind()) {
                case "time_since" -> overTime();
                case "schedule" -> now();
                default -> asItHappened();
            }
            return new Outcome(examined, matched, examples, partial);
        }

        private boolean isOver() {
            boolean over = System.nanoTime() - begun > LONGEST.toNanos();
            partial |= over;
            return over;
        }

        private void asItHappened() {
            Long before = null;
            int read = 0;
            while (!isOver()) {
                List<Entry> entries = journal.ofDesk(tx, desk, RuleEvents.KINDS, since, before, PAGE);
                for (Entry e : entries) {
                    events.of(tx, e)
                            .filter(event -> event.kinds().contains(trigger.kind()) && trigger.matches(event))
                            .ifPresent(event -> at(e.subjectId(), e.at(), event.kind()));
                }
                read += entries.size();
                if (entries.size() < PAGE) {
                    return;
                }
                before = entries.getLast().seq();
                if (read >= MOST_ENTRIES) {
                    partial = true;
                    return;
                }
            }
        }

        private void at(UUID ticket, Instant at, String event) {
            if (isOver()) {
                return;
            }
            if (asked.add(ticket) && asked.size() > MOST_TICKETS) {
                partial = true;
                return;
            }
            Ticket then = then(ticket, at);
            if (then != null) {
                look(then, at, event);
            }
        }

        private void look(Ticket ticket, Instant at, String event) {
            examined++;
            if (ready.condition() != null && session.holds(ready.condition(), ticket)) {
                matched++;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(
                            new Example(ticket, at, event, session.explain(ready.condition(), ticket, 30, context)));
                }
            }
        }

        private List<TicketPast.State> past(UUID id) {
            return known.computeIfAbsent(
                    id,
                    x -> tickets.byIds(tx, List.of(id)).stream()
                            .findFirst()
                            .map(now -> pasts.of(tx.tenant(), now, tickets.entries(tx, id, 0, 5_000, false)))
                            .orElse(List.of()));
        }

        private @Nullable Ticket then(UUID id, Instant at) {
            Ticket then = null;
            for (TicketPast.State state : past(id)) {
                if (then == null || !state.at().isAfter(at)) {
                    then = state.ticket();
                }
            }
            return then;
        }

        /** The moments of tickets that were touched, and what was so when the time after them was over. */
        private void overTime() {
            var touched = tickets.between(
                    tx,
                    desk,
                    TicketReader.Moment.UPDATED,
                    since.minus(Duration.ofMinutes(trigger.minutes())),
                    context.at(),
                    MOST_TICKETS);
            partial |= touched.size() == MOST_TICKETS;
            String what = Objects.requireNonNullElse(trigger.text("since"), "created");
            if (what.equals("due")) {
                // When service levels were due in the past is not kept.
                partial = true;
                return;
            }
            for (Ticket t : touched) {
                if (isOver()) {
                    return;
                }
                asked.add(t.id());
                List<Instant> begins = begins(t, what);
                for (int i = 0; i < begins.size(); i++) {
                    Instant end = after(begins.get(i));
                    Instant next = what.equals("created") || i + 1 == begins.size() ? context.at() : begins.get(i + 1);
                    Ticket then = end.isBefore(since) || !end.isBefore(next) ? null : then(t.id(), end);
                    if (then != null) {
                        look(then, end, "time_since");
                    }
                }
            }
        }

        private List<Instant> begins(Ticket t, String what) {
            var states = past(t.id());
            return switch (what) {
                case "changed" -> states.stream().map(TicketPast.State::at).toList();
                case "status" ->
                    states.stream()
                            .map(s -> s.ticket().statusSince())
                            .distinct()
                            .toList();
                case "reply" ->
                    tickets.entries(tx, t.id(), 0, 5_000, true).stream()
                            .filter(e -> e.kind().equals("reply"))
                            .map(Entry::at)
                            .toList();
                default -> List.of(t.created());
            };
        }

        private Instant after(Instant from) {
            Duration wait = Duration.ofMinutes(trigger.minutes());
            WorkingHours of = trigger.working() ? hours.getIfAvailable() : null;
            return of == null ? from.plus(wait) : of.after(tx, desk, from, wait).orElse(Instant.MAX);
        }

        /** A schedule finds tickets as they are when it is time: as they are now. */
        private void now() {
            var rule = ready.rule();
            var found = moments.found(tx.tenant(), rule, context.at(), RuleTimes.MOST);
            partial |= found.size() == RuleTimes.MOST;
            Map<UUID, Ticket> byId =
                    found.stream().collect(Collectors.toMap(Ticket::id, Function.identity(), (a, b) -> a));
            byId.values().forEach(t -> look(t, context.at(), "schedule"));
        }
    }
}
