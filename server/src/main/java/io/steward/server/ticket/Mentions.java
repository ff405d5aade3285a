package io.steward.server.ticket;

import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.store.Around;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Agents named with an @ in a reply or note: they watch the ticket from then on, and the journal says who they were. */
@Component
class Mentions {
    private static final int MOST = 20;
    private final People people;
    private final Around around;

    Mentions(People people, Around around) {
        this.people = people;
        this.around = around;
    }

    /** A text, and those mentioned in it who may be. */
    record Said(String body, List<PersonRef> people) {
        Map<String, Object> data(Channel channel) {
            var data = new LinkedHashMap<String, Object>();
            data.put("channel", channel.key());
            if (!people.isEmpty()) {
                data.put("mentions", people.stream().map(PersonRef::id).toList());
            }
            return data;
        }
    }

    /**
     * Only agents mention, and only agents of the ticket's desk, who may see it. Any other name becomes plain text, so that
     * what looks like a mention always is one.
     */
    Said read(Tx tx, Context context, UUID desk, Check check, String body) {
        Set<UUID> named = Sanitizer.mentions(body);
        if (named.isEmpty()) {
            return new Said(body, List.of());
        }
        check.that(named.size() <= MOST, "body", "too-many", "At most " + MOST + " people can be mentioned at once");
        check.done();
        List<PersonRef> told = context.rights().worksOn(desk) ? people.agentsAmong(tx, desk, named) : List.of();
        Set<UUID> ids = told.stream().map(PersonRef::id).collect(Collectors.toSet());
        return new Said(Sanitizer.mentioning(body, ids), told);
    }

    /** Makes them watchers. @return what is to be recorded of that */
    List<NewEntry> follow(Tx tx, Ticket ticket, List<PersonRef> told) {
        if (told.isEmpty()) {
            return List.of();
        }
        Map<UUID, String> names = told.stream().collect(Collectors.toMap(PersonRef::id, PersonRef::name));
        return around.watchAll(tx, ticket.id(), names.keySet()).stream()
                .map(id -> NewEntry.of(
                        Tickets.SUBJECT,
                        ticket.id(),
                        ticket.deskId(),
                        "watched",
                        Map.of("person", new Labels.Value(id.toString(), names.getOrDefault(id, "?")))))
                .toList();
    }
}
