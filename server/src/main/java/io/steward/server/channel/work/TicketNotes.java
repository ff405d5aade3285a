package io.steward.server.channel.work;

import io.steward.server.journal.Audience;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What agents of a ticket are to know of its mail, though nobody wrote it to them. */
@Component
class TicketNotes {
    private final TicketReader tickets;
    private final Journal journal;

    TicketNotes(TicketReader tickets, Journal journal) {
        this.tickets = tickets;
        this.journal = journal;
    }

    /** @param body safe HTML */
    void add(Tx tx, UUID ticketId, String body, Map<String, ?> data, @Nullable Cause cause, Instant at) {
        for (var ticket : tickets.byIds(tx, List.of(ticketId))) {
            var entry = new NewEntry(
                    Ids.next(),
                    Tickets.SUBJECT,
                    ticketId,
                    ticket.deskId(),
                    "mail",
                    Audience.INTERNAL,
                    body,
                    null,
                    data);
            journal.append(tx, Context.system(tx.tenant(), at, cause), entry);
        }
    }
}
