package io.steward.server.assignment;

import io.steward.server.assignment.rules.Candidate;
import io.steward.server.identity.Desks;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.TicketReader;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who works on a desk and how much they have to do. */
@Component
public class Roster {
    private final Database database;
    private final Desks desks;
    private final Candidates candidates;
    private final TicketReader tickets;

    Roster(Database database, Desks desks, Candidates candidates, TicketReader tickets) {
        this.database = database;
        this.desks = desks;
        this.candidates = candidates;
        this.tickets = tickets;
    }

    /** The agents of a desk that the actor manages. */
    public List<Candidate> of(Context context, UUID desk) {
        if (desks.find(context.tenant(), desk).isEmpty() || !context.rights().worksOn(desk)) {
            throw Problem.notFound("desk");
        }
        context.needManager(desk);
        return database.read(context.tenant(), tx -> candidates.of(tx, context, desk, null));
    }

    /** How many open tickets somebody has. */
    public int open(Tx tx, UUID person) {
        return tickets.openByAssignee(tx, List.of(person)).getOrDefault(person, 0);
    }
}
