package io.steward.server.task;

import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.task.store.TaskStore;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.spi.TicketChangeStep;
import java.util.List;
import org.springframework.stereotype.Component;

/** What tasks have to say when their ticket changes: not resolved while required ones are open; none outlives it. */
@Component
class TaskStep implements TicketChangeStep {
    private final TaskStore store;
    private final Tasks tasks;
    private final TaskTemplates templates;

    TaskStep(TaskStore store, Tasks tasks, TaskTemplates templates) {
        this.store = store;
        this.tasks = tasks;
        this.templates = templates;
    }

    @Override
    public void before(Tx tx, Context context, Ticket before, Ticket after, Check check) {
        StatusCategory to = after.statusCategory();
        boolean resolves = to == StatusCategory.RESOLVED || to == StatusCategory.CLOSED;
        if (!before.statusCategory().isOpen() || !resolves || store.openRequired(tx, before.id()) == 0) {
            return;
        }
        if (!context.rights().worksOn(before.deskId())) {
            check.error("status", "open-tasks", "There is still work to be done on this");
            return;
        }
        List<String> open = store.of(tx, before.id()).stream()
                .filter(t -> t.required() && !t.state().isSettled())
                .map(Task::title)
                .toList();
        check.error("status", "open-tasks", "Required tasks are open: " + String.join(", ", open));
    }

    @Override
    public void after(Tx tx, Context context, Ticket before, Ticket after) {
        if (hasEnded(after) && !hasEnded(before)) {
            tasks.skipOpen(tx, context, after);
        }
    }

    private static boolean hasEnded(Ticket t) {
        return t.statusCategory() == StatusCategory.CLOSED || t.statusCategory() == StatusCategory.CANCELLED;
    }

    @Override
    public void created(Tx tx, Context context, Ticket ticket) {
        templates.applyToNew(tx, context, ticket);
    }
}
