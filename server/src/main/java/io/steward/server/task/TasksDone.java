package io.steward.server.task;

import io.steward.server.platform.Tx;
import io.steward.server.task.store.TaskStore;
import io.steward.server.ticket.spi.TicketNumbers;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The share of a ticket's tasks that are done or skipped, from 0 to 1. */
@Component
class TasksDone implements TicketNumbers {
    private final TaskStore store;

    TasksDone(TaskStore store) {
        this.store = store;
    }

    @Override
    public String key() {
        return "tasks_done_share";
    }

    @Override
    public Map<UUID, Double> of(Tx tx, Collection<UUID> tickets) {
        return store.shares(tx, tickets);
    }
}
