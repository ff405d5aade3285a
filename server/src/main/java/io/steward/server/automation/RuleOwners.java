package io.steward.server.automation;

import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.identity.PersonRef;
import io.steward.server.notification.Notice;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.Notifications;
import io.steward.server.platform.DeskRole;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells who a rule belongs to that it did not do what it should; the desk's managers where it belongs to nobody any more. */
@Component
class RuleOwners {
    private final People people;
    private final Notifications notifications;

    RuleOwners(People people, Notifications notifications) {
        this.people = people;
        this.notifications = notifications;
    }

    /** @param once what makes it one thing: nobody is told of it twice */
    void tell(
            Tx tx,
            Instant at,
            @Nullable UUID owner,
            UUID desk,
            UUID ruleId,
            String rule,
            Ticket ticket,
            String text,
            String once) {
        String path = "/admin/rules/" + ruleId + "/runs";
        notifications.tell(
                tx,
                new Notice(
                        at,
                        NoticeKind.RULE_FAILED,
                        told(tx, owner, desk),
                        ticket,
                        once,
                        path,
                        Map.of("actor", rule, "text", text),
                        "owner",
                        Set.of()));
    }

    private Collection<UUID> told(Tx tx, @Nullable UUID owner, UUID desk) {
        if (owner != null && people.find(tx, owner).filter(Person::active).isPresent()) {
            return List.of(owner);
        }
        return people.agents(tx, desk).stream()
                .map(PersonRef::id)
                .filter(id -> people.find(tx, id)
                        .filter(p -> p.roles().get(desk) == DeskRole.MANAGER)
                        .isPresent())
                .toList();
    }
}
