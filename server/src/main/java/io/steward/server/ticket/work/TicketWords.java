package io.steward.server.ticket.work;

import java.util.ArrayList;
import org.springframework.stereotype.Component;
import io.steward.server.ticket.FullText;
import java.util.LinkedHashSet;
import java.util.List;
import io.steward.server.search.SearchIndex;
import java.util.Set;
import io.steward.server.ticket.SimilarTickets;
import io.steward.server.platform.TenantId;
import io.steward.server.ticket.Ticket;
import java.util.UUID;

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
        return new LinkedHashSet<>(index.find(tenant, words, MOST));
    }

    @Override
    public List<UUID> to(TenantId tenant, Ticket ticket) {
        var found = new ArrayList<>(index.like(tenant, ticket.title(), 12));
        found.remove(ticket.id());
        return found;
    }
}
