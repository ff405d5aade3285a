package io.steward.server.automation;

import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.ticket.ChangeTicket;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketPatch;
import io.steward.server.ticket.Tickets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Changes the ticket of a step and keeps what was before, by which it is taken back. */
@Component
class Changing {
    static final String BEFORE = "before";
    static final String AFTER = "after";
    /** Something was said, which stays. */
    static final String SAID = "said";

    private final Tickets tickets;

    Changing(Tickets tickets) {
        this.tickets = tickets;
    }

    Done change(Act.Doing d, ChangeTicket command, String said, Words words) {
        Ticket before = d.ticket();
        Ticket after = tickets.change(d.tx(), d.context(), before.id(), command);
        if (after.version() == before.version()) {
            var same = new LinkedHashMap<String, Object>(words.values());
            same.put("same", true);
            return new Done(said + " (it was so already)", Map.of(), new Words(words.key(), same));
        }
        var data = new LinkedHashMap<String, Object>();
        data.put(BEFORE, TicketPatch.values(before, command));
        data.put(AFTER, TicketPatch.values(after, command));
        if (command.note() != null || command.reply() != null) {
            data.put(SAID, command.reply() != null ? "reply" : "note");
        }
        return new Done(said, data, words);
    }
}
