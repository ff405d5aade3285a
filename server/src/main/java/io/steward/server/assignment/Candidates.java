package io.steward.server.assignment;

import io.steward.server.assignment.rules.Candidate;
import io.steward.server.assignment.spi.OnDuty;
import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.TicketReader;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who might get a ticket, with what they have to do and whether they are there: four statements, however many they are. */
@Component
class Candidates {
    private final Desks desks;
    private final People people;
    private final TicketReader tickets;
    private final Availability availability;
    private final ObjectProvider<OnDuty> onDuty;

    Candidates(
            Desks desks,
            People people,
            TicketReader tickets,
            Availability availability,
            ObjectProvider<OnDuty> onDuty) {
        this.desks = desks;
        this.people = people;
        this.tickets = tickets;
        this.availability = availability;
        this.onDuty = onDuty;
    }

    /** The active agents of a desk: those in the team, or all if none is given. */
    List<Candidate> of(Tx tx, Context context, UUID desk, @Nullable UUID team) {
        return of(tx, context, agents(tx, desk, team));
    }

    /** Those whom a rule chooses among: who is on call, if it gives to them, or the agents of the team or the desk. */
    List<Candidate> of(Tx tx, Context context, AssignmentRule rule, @Nullable UUID team) {
        UUID schedule = rule.scheduleId();
        if (rule.strategy() != Strategy.ON_CALL || schedule == null) {
            return of(tx, context, rule.deskId(), team);
        }
        var called = onDuty.stream()
                .flatMap(duty -> duty.at(tx, schedule, context.at()).stream())
                .toList();
        return of(tx, context, people.agentsAmong(tx, rule.deskId(), called));
    }

    private List<PersonRef> agents(Tx tx, UUID desk, @Nullable UUID team) {
        if (team == null) {
            return people.agents(tx, desk);
        }
        List<UUID> members = desks.team(tx.tenant(), team).map(Team::members).orElse(List.of()).stream()
                .map(PersonRef::id)
                .toList();
        return people.agentsAmong(tx, desk, members);
    }

    private List<Candidate> of(Tx tx, Context context, List<PersonRef> agents) {
        if (agents.isEmpty()) {
            return List.of();
        }
        var ids = agents.stream().map(PersonRef::id).toList();
        var open = tickets.openByAssignee(tx, ids);
        var capacities = availability.capacities(tx, ids);
        var until = absentUntil(tx, context, ids);
        return agents.stream()
                .map(a -> {
                    var capacity = capacities.getOrDefault(a.id(), Capacity.usual(a.id()));
                    return new Candidate(
                            a.id(),
                            a.name(),
                            open.getOrDefault(a.id(), 0),
                            capacity.most(),
                            capacity.skills(),
                            until.get(a.id()));
                })
                .toList();
    }

    private Map<UUID, LocalDate> absentUntil(Tx tx, Context context, List<UUID> ids) {
        LocalDate today = availability.today(context);
        var until = new HashMap<UUID, LocalDate>();
        for (Absence a : availability.absences(tx, context, ids)) {
            if (a.covers(today)) {
                until.merge(a.personId(), a.last(), (x, y) -> x.isAfter(y) ? x : y);
            }
        }
        return until;
    }
}
