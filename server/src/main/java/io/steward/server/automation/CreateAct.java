package io.steward.server.automation;

import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.platform.Problem;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.CreateTicket;
import io.steward.server.ticket.LinkKind;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketField;
import io.steward.server.ticket.TicketPatch;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code create}: a ticket of the same desk, for the same person. */
@Component
class CreateAct implements Act {
    static final String CREATED = "created";

    private final Tickets tickets;
    private final Types types;

    CreateAct(Tickets tickets, Types types) {
        this.tickets = tickets;
        this.types = types;
    }

    @Override
    public String kind() {
        return "create";
    }

    @Override
    public Set<String> html() {
        return Set.of("description");
    }

    @Override
    public void define(Defining d, JsonNode action, String path) {
        UUID type = ActJson.id(action, "typeId", d.check(), path);
        var found = type == null
                ? java.util.Optional.<io.steward.server.ticket.TicketType>empty()
                : types.find(d.context().tenant(), type).filter(t -> t.deskId().equals(d.desk()));
        d.check().that(found.isPresent(), path + ".typeId", "unknown", "The desk has no such type");
        ActJson.needed(d.check(), action, "title", path, 250);
        JsonNode fields = action.path("fields");
        d.check()
                .that(
                        fields.isMissingNode() || fields.isNull() || (fields.isObject() && fields.size() <= 50),
                        path + ".fields",
                        "unreadable",
                        "An object of fields, at most 50");
        found.ifPresent(t -> SetAct.patch(fields)
                .path("fields")
                .propertyNames()
                .forEach(key -> d.check()
                        .that(
                                t.field(key).isPresent(),
                                path + ".fields." + key,
                                "unknown",
                                "The type has no such field")));
        String link = ActJson.text(action, "link");
        try {
            if (!link.isEmpty()) {
                LinkKind.of(link);
            }
        } catch (Problem e) {
            d.check().error(path + ".link", "unknown", e.text());
        }
    }

    @Override
    public boolean joins() {
        return true;
    }

    @Override
    public Done run(Doing d, JsonNode action) {
        UUID type = ActJson.id(action, "typeId");
        if (type == null) {
            throw Problem.invalid("typeId", "required", "This is needed");
        }
        var wanted = TicketPatch.read(SetAct.patch(action.path("fields")));
        var v = wanted.values();
        Ticket made = tickets.create(
                d.tx(),
                d.context(),
                new CreateTicket(
                        type,
                        ActJson.text(action, "title"),
                        CommentAct.html(action.path("description").asString("")),
                        null,
                        d.ticket().requesterId(),
                        v.get(TicketField.IMPACT) instanceof Integer i ? i : null,
                        v.get(TicketField.URGENCY) instanceof Integer u ? u : null,
                        v.get(TicketField.CATEGORY) instanceof UUID c ? c : null,
                        v.get(TicketField.TEAM) instanceof UUID t ? t : null,
                        v.get(TicketField.ASSIGNEE) instanceof UUID a ? a : null,
                        tags(v.get(TicketField.TAGS)),
                        List.of(),
                        Channel.API,
                        null,
                        new LinkedHashMap<>(wanted.fields())));
        String link = ActJson.text(action, "link");
        if (!link.isEmpty()) {
            tickets.link(d.context(), d.ticket().id(), LinkKind.of(link), made.number(), tx -> {});
        }
        return new Done(
                "Created " + made.number(),
                Map.of(CREATED, made.number()),
                new Words("created", Map.of("number", made.number())));
    }

    private static List<String> tags(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }
}
