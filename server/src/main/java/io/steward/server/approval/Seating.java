package io.steward.server.approval;

import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.Check;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the people whose votes count: as the plan names them, at the moment it is asked. Nobody decides about what they asked for
 * themselves.
 */
@Component
class Seating {
    private final People people;
    private final Desks desks;

    Seating(People people, Desks desks) {
        this.people = people;
        this.desks = desks;
    }

    /** @param asker who asks, if it is a person */
    List<Seat> of(Tx tx, Ticket ticket, Plan plan, @Nullable UUID asker, Check check) {
        var seats = new ArrayList<Seat>();
        for (int i = 0; i < plan.steps().size(); i++) {
            var step = plan.steps().get(i);
            var found = new LinkedHashMap<UUID, String>();
            for (int j = 0; j < step.approvers().size(); j++) {
                String at = "steps[" + i + "].approvers[" + j + "]";
                add(tx, ticket, step.approvers().get(j), found, check, at);
            }
            found.remove(ticket.requesterId());
            if (asker != null) {
                found.remove(asker);
            }
            check.that(
                    !found.isEmpty(),
                    "steps[" + i + "].approvers",
                    "nobody",
                    "Nobody is left who could decide step " + (i + 1) + ": who asks does not decide");
            check.that(
                    step.rule() != Plan.Rule.QUORUM || step.needed() <= found.size() || found.isEmpty(),
                    "steps[" + i + "].needed",
                    "range",
                    "Only " + found.size() + " could decide step " + (i + 1));
            int place = i;
            found.forEach((person, source) -> seats.add(Seat.of(place, person, source)));
        }
        return seats;
    }

    private void add(Tx tx, Ticket ticket, Plan.Approver a, Map<UUID, String> found, Check check, String at) {
        UUID id = a.id();
        switch (a.kind()) {
            case PERSON -> {
                Optional<Person> person = id == null ? Optional.empty() : active(tx, id);
                check.that(person.isPresent(), at + ".id", "unknown", "There is no such person");
                person.ifPresent(p -> found.putIfAbsent(p.id(), "person"));
            }
            case TEAM -> {
                var team = id == null ? Optional.<io.steward.server.identity.Team>empty() : desks.team(tx.tenant(), id);
                check.that(team.isPresent(), at + ".id", "unknown", "There is no such team");
                team.ifPresent(t -> t.members().stream()
                        .flatMap(m -> active(tx, m.id()).stream())
                        .forEach(p -> found.putIfAbsent(p.id(), "team: " + t.name())));
            }
            case ROLE -> {
                boolean managers = "manager".equals(a.role());
                people.agents(tx, ticket.deskId()).stream()
                        .map(PersonRef::id)
                        .filter(p -> !managers || manages(tx, p, ticket.deskId()))
                        .forEach(p -> found.putIfAbsent(p, "role: " + a.role()));
            }
            case MANAGER -> {
                int level = a.level() == null ? 1 : a.level();
                Optional<Person> above = people.find(tx, ticket.requesterId());
                for (int up = 0; up < level && above.isPresent(); up++) {
                    UUID next = above.get().managerId();
                    above = next == null ? Optional.empty() : people.find(tx, next);
                }
                above = above.filter(Person::active);
                check.that(above.isPresent(), at, "nobody", "Nobody is written down as the requester's manager");
                above.ifPresent(p -> found.putIfAbsent(p.id(), "manager"));
            }
        }
    }

    private Optional<Person> active(Tx tx, UUID person) {
        return people.find(tx, person).filter(Person::active);
    }

    private boolean manages(Tx tx, UUID person, UUID desk) {
        return people.find(tx, person)
                .filter(p -> p.roles().get(desk) == io.steward.server.platform.DeskRole.MANAGER)
                .isPresent();
    }
}
