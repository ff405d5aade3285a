package io.steward.server.approval.work;

import io.steward.server.approval.Asking;
import io.steward.server.approval.rules.PlanForm;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Transition;
import io.steward.server.ticket.spi.TransitionEffect;
import org.springframework.stereotype.Component;

/** Asks for an approval when a ticket takes a transition; where nobody could decide, the transition is refused. */
@Component
class AskOnTransition implements TransitionEffect {
    private final Asking asking;

    AskOnTransition(Asking asking) {
        this.asking = asking;
    }

    @Override
    public String kind() {
        return "approval";
    }

    @Override
    public void define(TicketType.Definition type, Transition.Effect effect, Check check, String path) {
        PlanForm.read(effect.config(), check, path + ".config.").checkStatuses(type, check, path + ".config.");
    }

    @Override
    public void happen(Tx tx, Context context, Ticket ticket, Transition.Effect effect) {
        asking.byWorkflow(tx, context, ticket, PlanForm.read(effect.config(), new Check(), ""));
    }
}
