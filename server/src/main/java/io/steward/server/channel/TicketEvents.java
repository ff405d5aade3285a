package io.steward.server.channel;

import io.steward.server.journal.Entry;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Conditions;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads from the journal what others are to be told of tickets. */
@Component
public class TicketEvents {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("created", "ticket.created"),
            Map.entry("assigned", "ticket.assigned"),
            Map.entry("reply", "ticket.replied"),
            Map.entry("note", "ticket.noted"),
            Map.entry("sla_warned", "sla.warned"),
            Map.entry("sla_missed", "sla.missed"),
            Map.entry("approval_requested", "approval.requested"),
            Map.entry("approval_decided", "approval.decided"),
            Map.entry("approval_withdrawn", "approval.withdrawn"),
            Map.entry("approval_expired", "approval.expired"));

    private final TicketReader tickets;
    private final Conditions conditions;
    private final Types types;

    TicketEvents(TicketReader tickets, Conditions conditions, Types types) {
        this.tickets = tickets;
        this.conditions = conditions;
        this.types = types;
    }

    /** In the order of the journal; what was written down afterwards is none. */
    public List<TicketEvent> of(Tx tx, List<Entry> entries) {
        var telling = entries.stream()
                .filter(e -> e.subjectKind().equals(Tickets.SUBJECT) && !e.isPast() && type(e) != null)
                .toList();
        if (telling.isEmpty()) {
            return List.of();
        }
        var ids = telling.stream().map(Entry::subjectId).collect(Collectors.toSet());
        Map<UUID, Ticket> byId =
                tickets.byIds(tx, ids).stream().collect(Collectors.toMap(Ticket::id, Function.identity()));
        var events = new ArrayList<TicketEvent>();
        for (Entry e : telling) {
            Ticket ticket = byId.get(e.subjectId());
            String type = type(e);
            if (ticket != null && type != null) {
                events.add(new TicketEvent(type, e, ticket));
            }
        }
        return events;
    }

    /** Whether a condition holds for the ticket of an event. */
    public boolean holds(Tx tx, TicketEvent event, @Nullable String query) {
        if (query == null || query.isBlank()) {
            return true;
        }
        Context system = Context.system(tx.tenant(), event.entry().at(), null);
        var among = types.all(tx.tenant()).stream()
                .filter(t -> t.deskId().equals(event.ticket().deskId()))
                .toList();
        return conditions.hold(system, tx, event.ticket(), query, among);
    }

    private static @Nullable String type(Entry e) {
        if (e.kind().equals("changed")) {
            String category = e.data().path("category").asString("");
            return category.equals(StatusCategory.RESOLVED.key())
                    ? "ticket.resolved"
                    : category.equals(StatusCategory.CLOSED.key()) ? "ticket.closed" : "ticket.changed";
        }
        if (e.kind().equals("paged")) {
            return "page.sent";
        }
        return e.kind().startsWith("page_") ? "page." + e.kind().substring(5) : TYPES.get(e.kind());
    }
}
