package io.steward.server.ticket.spi;

import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Transition;

/** Something that may happen on a transition, in its transaction, beside the setting of fields. */
public interface TransitionEffect {
    /** The {@code kind} in a workflow's definition. */
    String kind();

    /** Finds fault with the effect as it is written in a workflow. @param type what the workflow belongs to */
    void define(TicketType.Definition type, Transition.Effect effect, Check check, String path);

    /** The ticket was moved and saved. */
    void happen(Tx tx, Context context, Ticket ticket, Transition.Effect effect);
}
