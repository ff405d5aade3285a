package io.steward.server.ticket.work;

import io.steward.server.platform.TenantId;
import io.steward.server.search.SearchIndex;
import io.steward.server.ticket.FullText;
import io.steward.server.ticket.SimilarTickets;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.Tickets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Answers by words out of the search room's index. */
@Component
class TicketWords implements FullText, SimilarTickets {
    private static final int MOST = 1_000;
    private final SearchIndex index;

    TicketWords(SearchIndex index) {
        this.index = index;
    }

    @Override
    public Set<UUID> ids(TenantId tenant, String words) {
        return new LinkedHashSet<>(index.find(tenant, Tickets.SUBJECT, words, MOST));
    }

    @Override
    public List<UUID> to(TenantId tenant, Ticket ticket) {
        var found = new ArrayList<>(index.like(tenant, Tickets.SUBJECT, ticket.title(), 12));
        found.remove(ticket.id());
        return found;
    }
}
