package io.steward.server.approval;

import io.steward.server.approval.rules.Watched;
import io.steward.server.approval.store.ApprovalStore;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.Types;
import io.steward.server.ticket.spi.TicketChangeStep;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Keeps approvals true: who changes what was approved, or is being decided about, asks again by that; who ends the ticket takes
 * back what still waits.
 */
@Component
class Reapproval implements TicketChangeStep {
    private final ApprovalStore store;
    private final Approvals approvals;
    private final Deciding deciding;
    private final Types types;

    Reapproval(ApprovalStore store, Approvals approvals, Deciding deciding, Types types) {
        this.store = store;
        this.approvals = approvals;
        this.deciding = deciding;
        this.types = types;
    }

    @Override
    public void after(Tx tx, Context context, Ticket before, Ticket after) {
        if (before.statusCategory().isOpen() && !after.statusCategory().isOpen()) {
            store.standing(tx, after.id(), ApprovalState.PENDING)
                    .forEach(a -> deciding.withdraw(tx, context, a, "The ticket is not open any more"));
        } else if (after.statusCategory().isOpen()
                && !Watched.changed(before, after).isEmpty()) {
            for (Approval a : store.standing(tx, after.id(), ApprovalState.PENDING, ApprovalState.APPROVED)) {
                var changed = Watched.changed(a.plan().watched(), before, after);
                if (!changed.isEmpty()) {
                    String names =
                            changed.stream().map(key -> name(tx, after, key)).collect(Collectors.joining(", "));
                    approvals.again(tx, context, after, a, names);
                }
            }
        }
    }

    private String name(Tx tx, Ticket ticket, String key) {
        return types.get(tx.tenant(), ticket.typeId())
                .field(key)
                .map(FieldDef::name)
                .orElse(key);
    }
}
