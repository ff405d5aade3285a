package io.steward.server.integration.work;

import io.steward.server.channel.TicketEvent;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.integration.Webhooks;
import io.steward.server.journal.Entry;
import io.steward.server.outgoing.NewDelivery;
import io.steward.server.platform.Json;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What receivers of webhooks get of an event; docs/admin/connections.md describes it. */
@Component
class WebhookPayload {
    private static final int LONGEST_TEXT = 20_000;

    private final Types types;
    private final Desks desks;
    private final Directory directory;
    private final StewardSettings settings;

    WebhookPayload(Types types, Desks desks, Directory directory, StewardSettings settings) {
        this.types = types;
        this.desks = desks;
        this.directory = directory;
        this.settings = settings;
    }

    String of(Tx tx, TicketEvent event) {
        var ticket = ticket(tx, event.ticket());
        var data = new LinkedHashMap<String, Object>();
        data.put("ticket", ticket);
        data.put("entry", entry(event.entry()));
        String body = Json.text(Webhooks.body(event.type(), event.entry().at(), data));
        if (body.length() <= NewDelivery.LONGEST_BODY) {
            return body;
        }
        // Only texts in fields can be that long; they are for the API to ask for.
        ticket.put("fields", null);
        return Json.text(Webhooks.body(event.type(), event.entry().at(), data));
    }

    private Map<String, @Nullable Object> ticket(Tx tx, Ticket t) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        var type = types.find(tx.tenant(), t.typeId());
        view.put("id", t.id());
        view.put("number", t.number());
        view.put("title", t.title());
        view.put("link", settings.page("/work/t/" + t.number()));
        view.put(
                "desk",
                named(
                        t.deskId(),
                        desks.find(tx.tenant(), t.deskId()).map(d -> d.name()).orElse("")));
        view.put("type", type.map(x -> x.key()).orElse(""));
        view.put("kind", type.map(x -> x.kind()).orElse(""));
        view.put("status", t.status());
        view.put("statusCategory", t.statusCategory().key());
        view.put("impact", t.impact());
        view.put("urgency", t.urgency());
        view.put("priority", t.priority());
        view.put("team", team(tx, t.teamId()));
        view.put("assignee", person(tx, t.assigneeId()));
        view.put("requester", person(tx, t.requesterId()));
        view.put("tags", t.tags());
        view.put("channel", t.channel().key());
        view.put("created", t.created());
        view.put("updated", t.updated());
        view.put("resolved", t.resolved());
        view.put("fields", t.fields());
        view.put("version", t.version());
        return view;
    }

    private static Map<String, @Nullable Object> entry(Entry e) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("seq", e.seq());
        view.put("id", e.id());
        view.put("at", e.at());
        view.put("kind", e.kind());
        view.put("public", e.audience() == io.steward.server.journal.Audience.PUBLIC);
        var actor = new LinkedHashMap<String, @Nullable Object>();
        actor.put("kind", e.actor().kind().key());
        actor.put("id", e.actor().id());
        actor.put("name", e.actor().name());
        view.put("actor", actor);
        view.put("cause", e.cause());
        String text = Sanitizer.text(Objects.requireNonNullElse(e.body(), ""));
        view.put("text", text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
        // Texts of any length, such as both descriptions of a change, are for the API to ask for.
        view.put("data", e.data().toString().length() <= LONGEST_TEXT ? e.data() : null);
        return view;
    }

    private @Nullable Map<String, Object> team(Tx tx, @Nullable UUID id) {
        return id == null
                ? null
                : named(id, desks.team(tx.tenant(), id).map(Team::name).orElse(""));
    }

    private @Nullable Map<String, Object> person(Tx tx, @Nullable UUID id) {
        PersonRef ref = id == null ? null : directory.ref(tx, id);
        return ref == null ? null : Map.of("id", ref.id(), "name", ref.name(), "email", ref.email());
    }

    private static Map<String, Object> named(UUID id, String name) {
        return Map.of("id", id, "name", name);
    }
}
