package io.steward.server.task;

import io.steward.server.platform.Tx;
import io.steward.server.task.store.TimeStore;
import io.steward.server.ticket.spi.TicketNumbers;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The minutes spent on a ticket in all. */
@Component
class TimeSpent implements TicketNumbers {
    private final TimeStore store;

    TimeSpent(TimeStore store) {
        this.store = store;
    }

    @Override
    public String key() {
        return "time_spent";
    }

    @Override
    public Map<UUID, Double> of(Tx tx, Collection<UUID> tickets) {
        var minutes = new HashMap<UUID, Double>();
        store.totals(tx, tickets).forEach((id, sum) -> minutes.put(id, (double) sum.minutes()));
        return minutes;
    }
}
