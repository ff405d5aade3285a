package io.steward.server.channel.work;

import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.notification.Notice;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.Notifications;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.Endpoints;
import io.steward.server.platform.Tx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells who made a connection that Steward switched it off. */
@Component
class ConnectionWatch implements JournalConsumer {
    private final Notifications notifications;
    private final People people;

    ConnectionWatch(Notifications notifications, People people) {
        this.notifications = notifications;
        this.people = people;
    }

    @Override
    public String name() {
        return "channel.connections";
    }

    @Override
    public boolean fromNow() {
        return true;
    }

    @Override
    public void accept(Tx tx, List<Entry> entries) {
        for (Entry e : entries) {
            if (e.subjectKind().equals(Endpoints.SUBJECT)
                    && e.kind().equals(Endpoints.SWITCHED_OFF)
                    && !e.data().path("kind").asString("").equals(EndpointKind.PUSH.key())) {
                tell(tx, e);
            }
        }
    }

    private void tell(Tx tx, Entry e) {
        String owner = e.data().path("owner").asString("");
        if (owner.isEmpty()) {
            return;
        }
        people.find(tx, UUID.fromString(owner)).filter(Person::active).ifPresent(person -> {
            var values = Map.of(
                    "actor", "Steward",
                    "connection", e.data().path("name").asString(""),
                    "title", e.data().path("name").asString(""),
                    "text", e.data().path("why").asString(""));
            var notice = new Notice(
                    e.at(),
                    NoticeKind.CONNECTION_OFF,
                    List.of(person.id()),
                    null,
                    "connection-off:" + e.id(),
                    "/admin/connections",
                    values,
                    "connection",
                    Set.of());
            notifications.tell(tx, notice);
        });
    }
}
