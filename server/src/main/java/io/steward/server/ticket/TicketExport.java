package io.steward.server.ticket;

import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.ticket.store.TicketPages;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All tickets of a query, read with one statement, a few hundred in memory at a time. */
@Component
public class TicketExport {
    private static final int CHUNK = 500;

    private final Database database;
    private final TicketPages pages;
    private final TicketQueries queries;
    private final TicketColumns columns;

    TicketExport(Database database, TicketPages pages, TicketQueries queries, TicketColumns columns) {
        this.database = database;
        this.pages = pages;
        this.queries = queries;
        this.columns = columns;
    }

    /** Gives the rows as people read them, in the order of the list, up to {@code most} of them. */
    public void rows(
            Context context,
            @Nullable String q,
            @Nullable String order,
            List<TicketColumns.Column> shown,
            int most,
            Consumer<List<@Nullable Object>> row) {
        var asked = TicketQueries.asked(() -> queries.ask(context, q, order, null, false));
        database.run(
                context.tenant(),
                tx -> pages.stream(
                        tx,
                        asked.where(),
                        asked.ordering().sort(),
                        columns.read(context, shown),
                        most,
                        CHUNK,
                        chunk -> columns.readable(context, tx, chunk, shown).forEach(row)));
    }
}
