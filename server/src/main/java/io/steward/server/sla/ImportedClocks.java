package io.steward.server.sla;

import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.platform.Tx;
import io.steward.server.sla.store.ClockStore;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketPast;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives tickets that come with their history the clocks they would have had; nobody is told of what is past. */
@Component
class ImportedClocks implements JournalConsumer {
    private static final int AT_ONCE = 100;

    private final ClockStore clocks;
    private final Books books;
    private final TicketClocks ticketClocks;
    private final TicketReader reader;
    private final TicketPast pasts;
    private final java.time.Clock clock;

    ImportedClocks(
            ClockStore clocks,
            Books books,
            TicketClocks ticketClocks,
            TicketReader reader,
            TicketPast pasts,
            java.time.Clock clock) {
        this.clocks = clocks;
        this.books = books;
        this.ticketClocks = ticketClocks;
        this.reader = reader;
        this.pasts = pasts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sla.imported";
    }

    @Override
    public boolean fromNow() {
        return true;
    }

    @Override
    public void accept(Tx tx, List<Entry> entries) {
        var ids = entries.stream()
                .filter(e -> e.isPast()
                        && e.kind().equals("created")
                        && e.subjectKind().equals(Tickets.SUBJECT))
                .filter(e -> e.deskId() != null
                        && books.current(tx.tenant(), e.deskId()).isPresent())
                .map(Entry::subjectId)
                .toList();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            begin(tx, ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
        }
    }

    private void begin(Tx tx, List<UUID> ids) {
        var tickets = reader.held(tx, ids);
        var there = clocks.of(tx, ids, books);
        Instant now = clock.instant();
        var all = new ArrayList<Clock>();
        for (TicketPast.Past past : pasts.of(tx, tickets)) {
            Ticket t = past.ticket();
            if (!there.containsKey(t.id())) {
                books.current(tx.tenant(), t.deskId())
                        .ifPresent(book -> all.addAll(clocks(tx, book, t, past.states(), now)));
            }
        }
        clocks.write(tx, all);
    }

    private List<Clock> clocks(Tx tx, Book book, Ticket t, List<TicketPast.State> past, Instant now) {
        return ticketClocks.replay(tx, book, past, List.of()).entrySet().stream()
                .map(e -> Recalculations.fresh(t, e.getKey(), null, e.getValue(), book, now))
                .toList();
    }
}
