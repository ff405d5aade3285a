package io.steward.server.automation;

import io.steward.server.automation.rules.Event;
import io.steward.server.automation.store.RunStore;
import io.steward.server.journal.Audience;
import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.RecordKind;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.spi.RecordTickets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Turns entries of the journal into runs, each exactly once: the cursor moves in the transaction that writes the runs down. The
 * tickets of a batch are read in one statement, and only those that some rule may be about.
 */
@Component
class RuleFollower implements JournalConsumer {
    private static final int MOST_TICKETS_OF_CI = 200;

    private final RuleEvents events;
    private final Matching matching;
    private final RunStore runs;
    private final TicketReader tickets;
    private final ObjectProvider<RecordTickets> records;
    private final Clock clock;

    RuleFollower(
            RuleEvents events,
            Matching matching,
            RunStore runs,
            TicketReader tickets,
            ObjectProvider<RecordTickets> records,
            Clock clock) {
        this.events = events;
        this.matching = matching;
        this.runs = runs;
        this.tickets = tickets;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "automation.rules";
    }

    @Override
    public boolean fromNow() {
        return true;
    }

    /** An event of a ticket that some rule of the desk waits for. */
    private record Found(Event event, UUID ticket, UUID caused) {}

    @Override
    public void accept(Tx tx, List<Entry> entries) {
        keep(tx, entries);
        var batch = matching.batch(tx, clock.instant());
        if (batch.book().isEmpty()) {
            return;
        }
        var found = new ArrayList<Found>();
        for (Entry e : entries) {
            find(tx, batch.book(), e, found);
        }
        if (found.isEmpty()) {
            return;
        }
        Map<UUID, Ticket> byId =
                tickets.byIds(tx, found.stream().map(Found::ticket).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Ticket::id, Function.identity()));
        var causes =
                found.stream().map(Found::caused).filter(c -> !c.equals(NOBODY)).collect(Collectors.toSet());
        var depths = runs.depths(tx, causes);
        for (Found f : found) {
            Ticket ticket = byId.get(f.ticket());
            if (ticket != null) {
                int depth = f.caused().equals(NOBODY) ? 0 : depths.getOrDefault(f.caused(), 0) + 1;
                batch.consider(
                        f.event(),
                        ticket,
                        Integer.MIN_VALUE,
                        depth,
                        "e" + f.event().seq());
            }
        }
        batch.start();
    }

    private static final UUID NOBODY = new UUID(0, 0);

    private void find(Tx tx, RuleBook book, Entry e, List<Found> found) {
        UUID caused = e.run() == null ? NOBODY : e.run();
        UUID desk = e.deskId();
        if (e.subjectKind().equals("ci") && !e.isPast()) {
            found.addAll(ofCi(tx, book, e, caused));
        } else if (desk != null && RuleEvents.KINDS.contains(e.kind())) {
            events.of(tx, e)
                    .filter(event -> !book.fired(desk, event).isEmpty())
                    .ifPresent(event -> found.add(new Found(event, e.subjectId(), caused)));
        }
    }

    private List<Found> ofCi(Tx tx, RuleBook book, Entry e, UUID caused) {
        RecordTickets source = records.stream()
                .filter(r -> r.kind() == RecordKind.CI)
                .findFirst()
                .orElse(null);
        if (source == null
                || !book.waitsFor("ci")
                || !Set.of("created", "changed", "deleted").contains(e.kind())) {
            return List.of();
        }
        var data = new LinkedHashMap<String, String>();
        data.put("event", e.kind());
        data.put("name", e.data().path("name").asString(""));
        data.put("class", group(tx, source, e));
        var event = new Event("ci", e.seq(), e.at(), "system", false, false, List.of(), data, Set.of());
        return source.tickets(tx, e.subjectId(), MOST_TICKETS_OF_CI).stream()
                .map(t -> new Found(event, t, caused))
                .toList();
    }

    private static String group(Tx tx, RecordTickets source, Entry e) {
        try {
            return source.group(tx, UUID.fromString(e.data().path("class").asString("")));
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    /** What rules wrote, so that it is explained; and when tickets were last replied to. */
    private void keep(Tx tx, List<Entry> entries) {
        var effects = new ArrayList<RunStore.Effect>();
        var replied = new HashMap<UUID, RunStore.Replied>();
        var seen = new HashSet<Long>();
        for (Entry e : entries) {
            UUID run = e.run();
            if (!e.subjectKind().equals(Tickets.SUBJECT) || e.isPast()) {
                continue;
            }
            if (run != null && seen.add(e.seq())) {
                effects.add(new RunStore.Effect(e.subjectId(), e.seq(), run));
            }
            if (e.kind().equals("reply") && e.audience() == Audience.PUBLIC && e.deskId() != null) {
                replied.put(e.subjectId(), new RunStore.Replied(e.subjectId(), e.deskId(), e.at()));
            }
        }
        runs.effects(tx, effects);
        runs.replied(tx, replied.values());
    }
}
