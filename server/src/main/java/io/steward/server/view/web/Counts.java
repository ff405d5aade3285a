package io.steward.server.view.web;

import io.steward.server.platform.Context;
import io.steward.server.query.QueryError;
import io.steward.server.ticket.TicketQueries;
import io.steward.server.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How many tickets views show who asks, all with one statement, each counted up to 10,000. */
@Component
class Counts {
    private static final int MOST = 10_000;

    private final TicketQueries queries;

    Counts(TicketQueries queries) {
        this.queries = queries;
    }

    /** By view; one whose query does not hold any more has none, and spoils no other's. */
    Map<UUID, Integer> of(Context context, List<View> views) {
        var good = views.stream().filter(v -> holds(context, v)).toList();
        var counts = queries.counts(
                context,
                good.stream()
                        .map(v -> new TicketQueries.Counted(v.query(), v.desk(), true))
                        .toList());
        var all = new HashMap<UUID, Integer>();
        for (int i = 0; i < good.size(); i++) {
            all.put(good.get(i).id(), Math.min(MOST, counts.get(i)));
        }
        return all;
    }

    @Nullable
    Integer of(Context context, View view) {
        return of(context, List.of(view)).get(view.id());
    }

    private boolean holds(Context context, View view) {
        try {
            queries.check(context, view.query());
            return true;
        } catch (QueryError e) {
            return false;
        }
    }
}
