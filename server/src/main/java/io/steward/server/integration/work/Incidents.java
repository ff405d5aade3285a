package io.steward.server.integration.work;

import io.steward.server.integration.ReceivedHook;
import io.steward.server.integration.Signal;
import io.steward.server.integration.Source;
import io.steward.server.integration.rules.Ways;
import io.steward.server.integration.store.AlertStore;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Actor;
import io.steward.server.platform.ActorKind;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Rights;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.ChangeTicket;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.CreateTicket;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketField;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Makes tickets of what sources say: one open ticket for a source and key. It is updated while the alert goes on, resolved when it
 * is over, and reopened when it comes back soon.
 */
@Component
class Incidents {
    /** The journal's kind on tickets, which rules are triggered by. */
    static final String RECEIVED = "webhook_received";

    /** The same said again is written down only so often. */
    private static final Duration REPEATED = Duration.ofMinutes(10);

    private final AlertStore alerts;
    private final Tickets tickets;
    private final TicketReader reader;
    private final Types types;
    private final Journal journal;

    Incidents(AlertStore alerts, Tickets tickets, TicketReader reader, Types types, Journal journal) {
        this.alerts = alerts;
        this.tickets = tickets;
        this.reader = reader;
        this.types = types;
        this.journal = journal;
    }

    ReceivedHook.Outcome take(Tx tx, Source source, Signal signal, Instant now) {
        var context = new Context(
                tx.tenant(),
                new Actor(ActorKind.INTEGRATION, null, source.name()),
                Rights.ALL,
                new Cause("webhook", source.name()),
                now,
                null);
        var alert = alerts.lock(tx, source.id(), signal.key(), now);
        UUID known = alert.ticketId();
        Ticket ticket = known == null ? null : reader.locked(tx, known).orElse(null);
        return signal.resolved()
                ? over(tx, context, source, signal, alert, ticket)
                : firing(tx, context, source, signal, alert, ticket);
    }

    private ReceivedHook.Outcome over(
            Tx tx, Context context, Source source, Signal signal, AlertStore.Alert alert, @Nullable Ticket ticket) {
        if (!alert.firing() || ticket == null) {
            if (ticket == null) {
                alerts.delete(tx, source.id(), signal.key());
            }
            return outcome(signal, "ignored", ticket);
        }
        if (source.resolves() && ticket.statusCategory().isOpen()) {
            resolve(tx, context, source, ticket);
        }
        alerts.save(
                tx,
                source.id(),
                new AlertStore.Alert(
                        alert.key(), ticket.id(), false, alert.times(), null, alert.began(), context.at()));
        record(tx, context, source, signal, ticket, "resolved");
        return outcome(signal, "resolved", ticket);
    }

    private ReceivedHook.Outcome firing(
            Tx tx, Context context, Source source, Signal signal, AlertStore.Alert alert, @Nullable Ticket before) {
        byte[] said = Secrets.sha256(signal.title() + "\n" + signal.description() + "\n" + signal.priority());
        Ticket ticket = before;
        String did;
        if (ticket == null) {
            ticket = open(tx, context, source, signal);
            did = "opened";
        } else if (ticket.statusCategory().isOpen()) {
            boolean same = alert.firing() && Arrays.equals(said, alert.said());
            if (!same) {
                update(tx, context, source, signal, ticket);
            }
            did = same ? "repeated" : "updated";
        } else if (isBackSoon(source, ticket, context.at()) && reopen(tx, context, source, signal, ticket)) {
            did = "reopened";
        } else {
            ticket = open(tx, context, source, signal);
            did = "opened";
        }
        boolean told = !did.equals("repeated") || alert.lastAt().plus(REPEATED).isBefore(context.at());
        alerts.save(
                tx,
                source.id(),
                new AlertStore.Alert(
                        alert.key(),
                        ticket.id(),
                        true,
                        alert.times() + 1,
                        said,
                        alert.firing() ? alert.began() : context.at(),
                        told ? context.at() : alert.lastAt()));
        if (told) {
            record(tx, context, source, signal, ticket, did);
        }
        return outcome(signal, did, ticket);
    }

    private static boolean isBackSoon(Source source, Ticket ticket, Instant now) {
        Instant resolved = ticket.resolved() == null ? ticket.closed() : ticket.resolved();
        return resolved != null
                && source.reopenMinutes() > 0
                && resolved.plus(Duration.ofMinutes(source.reopenMinutes())).isAfter(now);
    }

    private Ticket open(Tx tx, Context context, Source source, Signal signal) {
        TicketType type = types.get(tx.tenant(), source.typeId());
        Map<String, JsonNode> fields = fields(type, signal);
        try {
            return tickets.create(tx, context, command(source, type, signal, fields));
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INVALID || fields.isEmpty()) {
                throw e;
            }
            // A value that a field does not take must not keep an alert out.
            return tickets.create(tx, context, command(source, type, signal, Map.of()));
        }
    }

    private static CreateTicket command(Source source, TicketType type, Signal signal, Map<String, JsonNode> fields) {
        int[] level = levels(type, signal.priority());
        return new CreateTicket(
                type.id(),
                signal.title(),
                Sanitizer.fromText(signal.description()),
                null,
                source.requesterId(),
                level == null ? null : level[0],
                level == null ? null : level[1],
                null,
                source.teamId(),
                null,
                signal.tags(),
                List.of(),
                Channel.WEBHOOK,
                null,
                fields);
    }

    private void update(Tx tx, Context context, Source source, Signal signal, Ticket ticket) {
        TicketType type = types.get(tx.tenant(), ticket.typeId());
        var values = new EnumMap<TicketField, @Nullable Object>(TicketField.class);
        int[] level = levels(type, signal.priority());
        if (level != null && type.priority(ticket.impact(), ticket.urgency()) != type.priority(level[0], level[1])) {
            values.put(TicketField.IMPACT, level[0]);
            values.put(TicketField.URGENCY, level[1]);
        }
        String note = Sanitizer.fromText(source.name() + ": " + signal.title() + "\n\n" + signal.description());
        var fields = ticket.typeId().equals(source.typeId()) ? fields(type, signal) : Map.<String, JsonNode>of();
        try {
            tickets.change(tx, context, ticket.id(), new ChangeTicket(values, fields, note, null));
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INVALID) {
                throw e;
            }
            say(tx, context, ticket, note);
        }
    }

    private void resolve(Tx tx, Context context, Source source, Ticket ticket) {
        String note = Sanitizer.fromText(source.name() + ": the alert is over.");
        if (!move(tx, context, ticket, StatusCategory.RESOLVED, note)) {
            say(tx, context, ticket, note);
        }
    }

    private boolean reopen(Tx tx, Context context, Source source, Signal signal, Ticket ticket) {
        String note = Sanitizer.fromText(
                source.name() + ": the alert is back.\n\n" + signal.title() + "\n\n" + signal.description());
        return move(tx, context, ticket, StatusCategory.OPEN, note);
    }

    /** Goes the shortest way that the workflow has. Answers false when it does not let it. */
    private boolean move(Tx tx, Context context, Ticket ticket, StatusCategory to, String note) {
        TicketType type = types.get(tx.tenant(), ticket.typeId());
        List<String> way = Ways.to(type, ticket.status(), to);
        if (way.isEmpty()) {
            return false;
        }
        tx.sql().execute("savepoint hook_move");
        try {
            for (String status : way) {
                var values = new EnumMap<TicketField, @Nullable Object>(TicketField.class);
                values.put(TicketField.STATUS, status);
                boolean last = status.equals(way.getLast());
                tickets.change(tx, context, ticket.id(), new ChangeTicket(values, Map.of(), last ? note : null, null));
            }
            return true;
        } catch (Problem e) {
            tx.sql().execute("rollback to savepoint hook_move");
            return false;
        }
    }

    private void say(Tx tx, Context context, Ticket ticket, String note) {
        tickets.change(
                tx,
                context,
                ticket.id(),
                new ChangeTicket(new EnumMap<TicketField, @Nullable Object>(TicketField.class), Map.of(), note, null));
    }

    /** Impact and urgency that come to a priority; as even as they can be. */
    private static int @Nullable [] levels(TicketType type, @Nullable Integer priority) {
        if (priority == null) {
            return null;
        }
        int[] found = null;
        for (int impact = 1; impact <= 3; impact++) {
            for (int urgency = 1; urgency <= 3; urgency++) {
                boolean evener = found == null || Math.abs(impact - urgency) < Math.abs(found[0] - found[1]);
                if (type.priority(impact, urgency) == priority && evener) {
                    found = new int[] {impact, urgency};
                }
            }
        }
        return found;
    }

    private static Map<String, JsonNode> fields(TicketType type, Signal signal) {
        var fields = new LinkedHashMap<String, JsonNode>();
        signal.fields().forEach((key, text) -> type.field(key).ifPresent(f -> fields.put(key, value(f, text))));
        return fields;
    }

    /** A text in the form that the kind of field takes. */
    private static JsonNode value(FieldDef field, String text) {
        Object value = switch (field.kind()) {
            case NUMBER, MONEY, PERCENTAGE, DURATION, RATING ->
                text.matches("-?\\d{1,15}(\\.\\d{1,10})?") ? new java.math.BigDecimal(text) : text;
            case YES_NO -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes") || text.equals("1");
            case CHOICE, TREE -> option(field, text);
            case CHOICES ->
                Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(t -> !t.isEmpty())
                        .map(t -> option(field, t))
                        .toList();
            case TAGS ->
                Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(t -> !t.isEmpty())
                        .toList();
            default -> text;
        };
        return Json.tree(Json.text(value));
    }

    /** An option by its key or its name. */
    private static String option(FieldDef field, String text) {
        return field.options().stream()
                .filter(o -> o.key().equalsIgnoreCase(text) || o.name().equalsIgnoreCase(text))
                .map(FieldDef.Option::key)
                .findFirst()
                .orElse(text);
    }

    private void record(Tx tx, Context context, Source source, Signal signal, Ticket ticket, String event) {
        var data = Map.of("source", source.id(), "sourceName", source.name(), "event", event, "key", signal.key());
        journal.append(tx, context, NewEntry.of(Tickets.SUBJECT, ticket.id(), ticket.deskId(), RECEIVED, data));
    }

    private static ReceivedHook.Outcome outcome(Signal signal, String did, @Nullable Ticket ticket) {
        return new ReceivedHook.Outcome(
                signal.key(), did, ticket == null ? null : ticket.id(), ticket == null ? null : ticket.number(), null);
    }
}
