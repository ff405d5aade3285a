package io.steward.server.assignment;

import io.steward.server.assignment.rules.Decision;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chooses somebody by a strategy without a rule of its own, for the rooms beside. */
@Component
public class Turns {
    private final Assigner assigner;
    private final Candidates candidates;

    Turns(Assigner assigner, Candidates candidates) {
        this.assigner = assigner;
        this.candidates = candidates;
    }

    /** Who was chosen. @param because as in decisions: turn, least, skills */
    public record Chosen(UUID id, String name, String because) {}

    /**
     * Nobody when nobody is free.
     *
     * @param team whose members are considered; null: all agents of the ticket's desk
     * @param last whose turn it was last
     */
    public Optional<Chosen> choose(
            Tx tx, Context context, Ticket ticket, @Nullable UUID team, Strategy strategy, @Nullable UUID last) {
        var rule = new AssignmentRule(
                ticket.deskId(), ticket.deskId(), 0, "", null, "", team, strategy, null, List.of(), true, 1);
        Decision decision =
                assigner.decide(context, rule, ticket, candidates.of(tx, context, ticket.deskId(), team), last);
        UUID chosen = decision.chosenId();
        return chosen == null
                ? Optional.empty()
                : Optional.of(new Chosen(
                        chosen, decision.chosenName() == null ? "?" : decision.chosenName(), decision.because()));
    }
}
