package io.steward.server.ticket;

import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.query.QueryError;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Conditions of fields, sections and transitions: queries asked of one ticket in memory. */
@Component
class Conditions {
    private final TicketQueries queries;

    Conditions(TicketQueries queries) {
        this.queries = queries;
    }

    /** None always holds; one that cannot be understood any more, since what it names is gone, never does. */
    boolean hold(Context context, @Nullable Tx tx, Ticket ticket, @Nullable String query) {
        if (query == null || query.isBlank()) {
            return true;
        }
        try {
            return queries.predicate(context, tx, query).test(ticket);
        } catch (QueryError e) {
            return false;
        }
    }
}
