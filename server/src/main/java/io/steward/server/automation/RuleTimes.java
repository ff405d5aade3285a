package io.steward.server.automation;

import io.steward.server.automation.rules.Event;
import io.steward.server.automation.rules.Trigger;
import io.steward.server.automation.store.RuleRows;
import io.steward.server.automation.store.RunStore;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.RowFields;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketQueries;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.spi.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Starts what waits for time: schedules, and rules that run some time after something. How far one has looked is kept in the
 * transaction that writes the runs down; a little is looked at twice, for transactions that ended late, and starts nothing twice.
 */
@Component
public class RuleTimes {
    private static final Logger LOG = LoggerFactory.getLogger(RuleTimes.class);
    /** Of one schedule's time. */
    static final int MOST = 1_000;

    /** Of one look. */
    private static final int MOST_REACHED = 5_000;

    private static final int PAGE = 100;
    /** Looked at twice. */
    public static final Duration AGAIN = Duration.ofMinutes(2);
    /** A schedule that was missed by more than this, with the program off, waits for its next time. */
    private static final Duration TOO_LATE = Duration.ofHours(24);

    private final Database database;
    private final RuleRows rules;
    private final RunStore runs;
    private final Matching matching;
    private final TicketReader tickets;
    private final TicketQueries queries;
    private final Tenants tenants;
    private final ObjectProvider<WorkingHours> hours;

    RuleTimes(
            Database database,
            RuleRows rules,
            RunStore runs,
            Matching matching,
            TicketReader tickets,
            TicketQueries queries,
            Tenants tenants,
            ObjectProvider<WorkingHours> hours) {
        this.database = database;
        this.rules = rules;
        this.runs = runs;
        this.matching = matching;
        this.tickets = tickets;
        this.queries = queries;
        this.tenants = tenants;
        this.hours = hours;
    }

    /** Starts the schedule that is due first; answers whether there was one. */
    public boolean scheduleOne(TenantId tenant, Instant now) {
        return database.write(tenant, tx -> {
            var planned = rules.due(tx, now);
            planned.ifPresent(p -> scheduled(tx, p, now));
            return planned.isPresent();
        });
    }

    private void scheduled(Tx tx, RuleRows.Planned p, Instant now) {
        Rule rule = p.rule();
        rules.plan(
                tx,
                rule.id(),
                Repeat.next(rule.content().trigger(), tenants.get(tx.tenant()).timeZone(), now));
        var batch = matching.batch(tx, now);
        RuleBook.Ready ready = batch.book().rule(rule.id()).orElse(null);
        if (ready == null || p.at().isBefore(now.minus(TOO_LATE))) {
            return;
        }
        var event = Event.of("schedule", p.at(), Map.of("time", p.at().toString()));
        for (Ticket ticket : found(tx.tenant(), rule, now, MOST)) {
            batch.considerOnly(ready, event, ticket, 0, "t" + p.at().toEpochMilli());
        }
        batch.start();
    }

    /** The desk's tickets that the rule's condition finds; none when it cannot be read any more. */
    List<Ticket> found(TenantId tenant, Rule rule, Instant now, int most) {
        var context = Context.system(tenant, now, null);
        var all = new ArrayList<Ticket>();
        String cursor = null;
        try {
            do {
                var page = queries.list(
                        context, rule.content().condition(), null, rule.deskId(), false, RowFields.ALL, cursor, PAGE);
                all.addAll(page.tickets());
                cursor = page.next();
            } while (cursor != null && all.size() < most);
        } catch (Problem unreadable) {
            LOG.warn("Tenant {}: the condition of the rule {} cannot be read", tenant.value(), rule.name());
        }
        return all.size() > most ? all.subList(0, most) : all;
    }

    /** Starts what the time since something is over for. */
    public void scan(TenantId tenant, Instant now) {
        database.run(tenant, tx -> {
            var waiting = rules.waitingForTime(tx);
            if (waiting.isEmpty()) {
                return;
            }
            var batch = matching.batch(tx, now);
            for (Rule rule : waiting) {
                batch.book().rule(rule.id()).ifPresent(ready -> scan(tx, batch, ready, now));
            }
            batch.start();
        });
    }

    private void scan(Tx tx, Matching.Batch batch, RuleBook.Ready ready, Instant now) {
        Rule rule = ready.rule();
        Instant until = threshold(tx, rule.deskId(), ready.trigger(), now).orElse(null);
        if (until == null) {
            return;
        }
        Instant scanned = rules.scanned(tx, rule.id());
        if (scanned == null) {
            // Switched on just now: what was before is left alone.
            rules.scanned(tx, rule.id(), until);
            return;
        }
        Instant from = scanned.minus(AGAIN);
        if (!until.isAfter(from)) {
            return;
        }
        var reached = since(tx, rule.deskId(), ready.trigger(), from, until, now);
        for (Reached r : reached) {
            var event = Event.of("time_since", now, Map.of("since", r.at().toString()));
            batch.considerOnly(ready, event, r.ticket(), 0, "m" + r.at().toEpochMilli());
        }
        // All that came to one moment is looked at together, or the rest of it would be lost.
        Instant next = reached.size() >= MOST_REACHED ? reached.getLast().at() : until;
        rules.scanned(tx, rule.id(), next.isAfter(scanned) ? next : until);
    }

    /** What lies before has waited long enough. */
    Optional<Instant> threshold(Tx tx, UUID desk, Trigger trigger, Instant now) {
        Duration waited = Duration.ofMinutes(trigger.minutes());
        WorkingHours of = trigger.working() ? hours.getIfAvailable() : null;
        return of == null ? Optional.of(now.minus(waited)) : of.before(tx, desk, now, waited);
    }

    /** A ticket and the moment since which time passed. */
    record Reached(Ticket ticket, Instant at) {}

    private List<Reached> since(Tx tx, UUID desk, Trigger trigger, Instant from, Instant until, Instant now) {
        return switch (String.valueOf(trigger.text("since"))) {
            case "changed" -> at(tx, desk, TicketReader.Moment.UPDATED, Ticket::updated, from, until);
            case "status" -> at(tx, desk, TicketReader.Moment.STATUS, Ticket::statusSince, from, until);
            case "reply" -> replied(tx, desk, from, until);
            case "due" -> due(tx, desk, from, until, now);
            default -> at(tx, desk, TicketReader.Moment.CREATED, Ticket::created, from, until);
        };
    }

    private List<Reached> at(
            Tx tx, UUID desk, TicketReader.Moment moment, Function<Ticket, Instant> of, Instant from, Instant until) {
        return tickets.between(tx, desk, moment, from, until, MOST_REACHED).stream()
                .map(t -> new Reached(t, of.apply(t)))
                .toList();
    }

    private List<Reached> replied(Tx tx, UUID desk, Instant from, Instant until) {
        var found = runs.repliedBetween(tx, desk, from, until, MOST_REACHED);
        Map<UUID, Ticket> byId = tickets
                .byIds(tx, found.stream().map(RunStore.Replied::ticket).toList())
                .stream()
                .collect(Collectors.toMap(Ticket::id, Function.identity()));
        return found.stream()
                .filter(r -> byId.containsKey(r.ticket()))
                .map(r -> new Reached(java.util.Objects.requireNonNull(byId.get(r.ticket())), r.at()))
                .toList();
    }

    /** The next service level that is due lies between. */
    private List<Reached> due(Tx tx, UUID desk, Instant from, Instant until, Instant now) {
        var context = Context.system(tx.tenant(), now, null);
        var session = matching.batch(tx, now).session();
        String query = "sla > \"" + from + "\" and sla <= \"" + until + "\"";
        var all = new ArrayList<Reached>();
        String cursor = null;
        do {
            var page = queries.list(context, query, null, desk, false, RowFields.ALL, cursor, PAGE);
            for (Ticket t : page.tickets()) {
                all.add(new Reached(t, session.value("sla", t) instanceof Instant due ? due : until));
            }
            cursor = page.next();
        } while (cursor != null && all.size() < MOST_REACHED);
        return all;
    }
}
