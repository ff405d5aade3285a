package io.steward.server.ticket;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.People;
import io.steward.server.platform.Check;
import io.steward.server.platform.Tx;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks that what a command names exists, belongs to the desk and to this tenant. */
@Component
class References {
    private final Types types;
    private final Desks desks;
    private final People people;
    private final Directory directory;

    References(Types types, Desks desks, People people, Directory directory) {
        this.types = types;
        this.desks = desks;
        this.people = people;
        this.directory = directory;
    }

    void check(Tx tx, Check check, UUID desk, @Nullable UUID category, @Nullable UUID team, @Nullable UUID assignee) {
        if (category != null) {
            boolean good = types.category(tx.tenant(), category)
                    .filter(c -> c.deskId().equals(desk) && c.active())
                    .isPresent();
            check.that(good, "categoryId", "unknown", "The desk has no such category");
        }
        if (team != null) {
            boolean good = desks.team(tx.tenant(), team)
                    .filter(t -> t.deskId().equals(desk))
                    .isPresent();
            check.that(good, "teamId", "unknown", "The desk has no such team");
        }
        if (assignee != null) {
            boolean good = people.find(tx, assignee)
                    .filter(p -> p.active() && p.rights().worksOn(desk))
                    .isPresent();
            check.that(good, "assigneeId", "unknown", "Nobody of the desk's agents");
        }
    }

    void requester(Tx tx, Check check, UUID requester) {
        check.that(directory.ref(tx, requester) != null, "requesterId", "unknown", "There is no such person");
    }
}
