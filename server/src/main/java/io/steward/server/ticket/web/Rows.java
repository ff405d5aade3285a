package io.steward.server.ticket.web;

import io.steward.server.platform.Context;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketColumns;
import java.util.List;
import org.springframework.stereotype.Component;

/** Rows of tickets as all lists answer them, for the rooms above. */
@Component
public class Rows {
    private final Views views;

    Rows(Views views) {
        this.views = views;
    }

    public List<Answers.Row> of(Context context, List<Ticket> tickets, List<TicketColumns.Column> columns) {
        return views.rows(context, tickets, columns);
    }
}
