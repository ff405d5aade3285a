package io.steward.server.channel;

import io.steward.server.journal.Entry;
import io.steward.server.ticket.Ticket;
import java.util.List;

/**
 * Something that happened to a ticket, as other systems are told of it.
 *
 * @param type such as {@code ticket.created}
 * @param ticket as it is now
 */
public record TicketEvent(String type, Entry entry, Ticket ticket) {
    /** What can be told of. {@code page} stands for all that pagers do. */
    public static final List<String> TYPES = List.of(
            "ticket.created",
            "ticket.changed",
            "ticket.assigned",
            "ticket.replied",
            "ticket.noted",
            "ticket.resolved",
            "ticket.closed",
            "sla.warned",
            "sla.missed",
            "approval.requested",
            "approval.decided",
            "approval.withdrawn",
            "approval.expired",
            "page");

    /** Whether somebody who wants these is told. */
    public boolean isAmong(List<String> wanted) {
        return wanted.stream().anyMatch(w -> type.equals(w) || type.startsWith(w + "."));
    }
}
