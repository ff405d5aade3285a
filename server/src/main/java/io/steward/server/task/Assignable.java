package io.steward.server.task;

import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.platform.Check;
import io.steward.server.platform.Tx;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may be given work of a desk: its agents and its teams. */
@Component
class Assignable {
    private final Desks desks;
    private final People people;

    Assignable(Desks desks, People people) {
        this.desks = desks;
        this.people = people;
    }

    boolean isAgent(Tx tx, UUID desk, UUID person) {
        return people.find(tx, person)
                .filter(p -> p.active() && p.rights().worksOn(desk))
                .isPresent();
    }

    boolean isTeam(Tx tx, UUID desk, UUID team) {
        return desks.team(tx.tenant(), team)
                .filter(t -> t.deskId().equals(desk))
                .isPresent();
    }

    /** @param prefix before the names of the fields, such as {@code steps[2].} */
    void check(Tx tx, Check check, String prefix, UUID desk, @Nullable UUID assignee, @Nullable UUID team) {
        check.that(
                assignee == null || isAgent(tx, desk, assignee),
                prefix + "assigneeId",
                "unknown",
                "Nobody of the desk's agents");
        check.that(team == null || isTeam(tx, desk, team), prefix + "teamId", "unknown", "The desk has no such team");
    }
}
