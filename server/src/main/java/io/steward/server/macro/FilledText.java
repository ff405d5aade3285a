package io.steward.server.macro;

import io.steward.server.identity.Desk;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.macro.rules.Variables;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.ComputedFields;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.FieldRole;
import io.steward.server.ticket.RecordNames;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Types;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Texts with variables: what may be written in them, and what they come to for a ticket. */
@Component
class FilledText {
    private final Types types;
    private final Desks desks;
    private final Directory directory;
    private final RecordNames records;
    private final ComputedFields computed;

    FilledText(Types types, Desks desks, Directory directory, RecordNames records, ComputedFields computed) {
        this.types = types;
        this.desks = desks;
        this.directory = directory;
        this.records = records;
        this.computed = computed;
    }

    /** The text as it is kept. */
    String checked(Context context, Check check, String field, String html, @Nullable UUID desk) {
        if (html.length() > Sanitizer.LONGEST) {
            check.error(field, "too-long", "At most " + Sanitizer.LONGEST + " characters");
            return "";
        }
        String safe = Sanitizer.mentioning(Sanitizer.html(html), Set.of());
        List<String> unknown = Variables.unknown(safe, keys(context, desk));
        check.that(
                unknown.isEmpty(),
                field,
                "variable",
                "There is no such variable: "
                        + String.join(", ", unknown.stream().limit(5).toList()));
        return safe;
    }

    /** The fields that the types of a desk have, or of all desks that the actor works on. */
    Set<String> keys(Context context, @Nullable UUID desk) {
        return types(context, desk).stream()
                .flatMap(t -> t.fields().stream())
                .map(FieldDef::key)
                .collect(Collectors.toSet());
    }

    List<TicketType> types(Context context, @Nullable UUID desk) {
        return types.all(context.tenant()).stream()
                .filter(t -> desk == null
                        ? context.rights().worksOn(t.deskId())
                        : t.deskId().equals(desk))
                .toList();
    }

    String filled(Tx tx, Context context, Ticket ticket, String html) {
        Set<String> named = Variables.in(html);
        return named.isEmpty() ? html : Sanitizer.html(Variables.filled(html, values(tx, context, ticket, named)));
    }

    /** Not for HTML: values stand in it as they are. */
    String plain(Tx tx, Context context, Ticket ticket, String text) {
        Set<String> named = Variables.in(text);
        return named.isEmpty() ? text : Variables.plain(text, values(tx, context, ticket, named));
    }

    private Function<String, @Nullable String> values(Tx tx, Context context, Ticket ticket, Set<String> named) {
        var fields = named.stream().anyMatch(n -> n.startsWith(Variables.FIELD))
                ? labels(tx, context, ticket)
                : Map.<String, String>of();
        return name -> name.startsWith(Variables.FIELD)
                ? fields.get(name.substring(Variables.FIELD.length()))
                : value(tx, context, ticket, name);
    }

    private @Nullable String value(Tx tx, Context context, Ticket t, String name) {
        return switch (name) {
            case "ticket.number" -> t.number();
            case "ticket.title" -> t.title();
            case "ticket.type" ->
                types.find(context.tenant(), t.typeId()).map(TicketType::name).orElse("");
            case "ticket.status" ->
                types.find(context.tenant(), t.typeId())
                        .flatMap(type -> type.status(t.status()))
                        .map(TicketType.Status::name)
                        .orElse(t.status());
            case "ticket.priority" -> "P" + t.priority();
            case "requester.name", "requester.firstName", "requester.email" ->
                person(tx, t.requesterId(), name.substring("requester.".length()));
            case "agent.name", "agent.firstName", "agent.email" ->
                person(tx, context.actor().id(), name.substring("agent.".length()));
            case "team.name" ->
                t.teamId() == null
                        ? ""
                        : desks.team(context.tenant(), t.teamId())
                                .map(Team::name)
                                .orElse("");
            case "desk.name" ->
                desks.find(context.tenant(), t.deskId()).map(Desk::name).orElse("");
            default -> null;
        };
    }

    private String person(Tx tx, @Nullable UUID id, String part) {
        PersonRef ref = id == null ? null : directory.ref(tx, id);
        if (ref == null) {
            return "";
        }
        return switch (part) {
            case "firstName" -> Variables.first(ref.name());
            case "email" -> ref.email();
            default -> ref.name();
        };
    }

    /** The values of the ticket's fields that the actor may read, as people read them. */
    private Map<String, String> labels(Tx tx, Context context, Ticket ticket) {
        var roles = FieldRole.of(context, ticket.deskId());
        var readable = types.get(context.tenant(), ticket.typeId()).fields().stream()
                .filter(f -> f.readableBy(roles))
                .toList();
        Map<String, JsonNode> values =
                computed.of(tx, context, List.of(ticket), f -> true).getOrDefault(ticket.id(), ticket.fields());
        var names = records.of(tx, context, readable, List.of(values));
        return readable.stream()
                .filter(f -> values.containsKey(f.key()))
                .collect(Collectors.toMap(
                        FieldDef::key,
                        f -> RecordNames.label(f, java.util.Objects.requireNonNull(values.get(f.key())), names)));
    }
}
