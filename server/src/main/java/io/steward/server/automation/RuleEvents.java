package io.steward.server.automation;

import io.steward.server.automation.rules.Event;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.journal.Entry;
import io.steward.server.platform.ActorKind;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Tickets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what happened out of the journal's entries of tickets. */
@Component
class RuleEvents {
    /** The kinds of entries that anything is read out of. */
    static final Set<String> KINDS = Set.of(
            "created",
            "changed",
            "reply",
            "note",
            "sla_warned",
            "sla_missed",
            "sla_escalated",
            "approval_decided",
            "approval_withdrawn",
            "approval_expired",
            "webhook_received");

    /** What of a mail is kept for patterns. */
    private static final int LONGEST = 2_000;

    private final Directory directory;

    RuleEvents(Directory directory) {
        this.directory = directory;
    }

    /** Empty when no trigger waits for such a thing. */
    Optional<Event> of(Tx tx, Entry e) {
        if (!e.subjectKind().equals(Tickets.SUBJECT) || e.isPast()) {
            return Optional.empty();
        }
        JsonNode data = e.data();
        return switch (e.kind()) {
            case "created" ->
                Optional.of(written(
                        tx, e, "created", "requester", data.path("title").asString("")));
            case "reply" -> Optional.of(written(tx, e, "replied", replier(e), ""));
            case "note" -> Optional.of(written(tx, e, "replied", isRule(e) ? "rule" : "agent", ""));
            case "changed" -> Optional.of(changed(e));
            case "sla_warned", "sla_missed" -> Optional.of(sla(e));
            case "sla_escalated" -> called(e);
            case "approval_decided" -> {
                String outcome = data.path("outcome").asString("");
                yield outcome.equals("pending")
                        ? Optional.empty()
                        : Optional.of(of(e, "approval", Map.of("result", outcome)));
            }
            case "approval_withdrawn" -> Optional.of(of(e, "approval", Map.of("result", "withdrawn")));
            case "approval_expired" -> Optional.of(of(e, "approval", Map.of("result", "expired")));
            case "webhook_received" ->
                Optional.of(
                        of(e, "webhook", Map.of("source", data.path("source").asString(""))));
            default -> Optional.empty();
        };
    }

    private Event written(Tx tx, Entry e, String kind, String by, String title) {
        boolean mail = e.data().path("channel").asString("").equals("email");
        var data = new LinkedHashMap<String, String>();
        UUID id = e.actor().id();
        if (id != null) {
            data.put("actor", id.toString());
        }
        if (mail) {
            PersonRef from = id == null ? null : directory.ref(tx, id);
            data.put("from", from == null ? e.actor().name() : from.email());
            data.put("subject", title);
            String body = Sanitizer.text(e.body() == null ? "" : e.body());
            data.put("body", body.length() <= LONGEST ? body : body.substring(0, LONGEST));
        }
        return new Event(kind, e.seq(), e.at(), by, e.kind().equals("note"), mail, List.of(), data, Set.of());
    }

    private static boolean isRule(Entry e) {
        return e.actor().kind() == ActorKind.RULE;
    }

    private static String replier(Entry e) {
        return isRule(e) ? "rule" : e.data().path("answer").asBoolean(false) ? "agent" : "requester";
    }

    private static Event changed(Entry e) {
        var moved = new ArrayList<Event.Moved>();
        for (JsonNode c : e.data().path("changes")) {
            JsonNode from = c.path("from");
            JsonNode to = c.path("to");
            moved.add(new Event.Moved(
                    c.path("field").asString(""),
                    text(from, "key"),
                    text(from, "label"),
                    text(to, "key"),
                    text(to, "label")));
        }
        return new Event(
                "changed", e.seq(), e.at(), isRule(e) ? "rule" : "agent", false, false, moved, Map.of(), Set.of());
    }

    private static @Nullable String text(JsonNode value, String part) {
        return value.path(part).asString(null);
    }

    private static Event sla(Entry e) {
        return of(
                e,
                "sla",
                Map.of(
                        "event", e.kind().substring("sla_".length()),
                        "clock", e.data().path("kind").asString(""),
                        "key", e.data().path("clock").asString(""),
                        "percent", e.data().path("percent").toString()));
    }

    private static Optional<Event> called(Entry e) {
        var rules = new LinkedHashSet<UUID>();
        for (JsonNode id : e.data().path("rules")) {
            try {
                rules.add(UUID.fromString(id.asString("")));
            } catch (IllegalArgumentException unreadable) {
                // Not one of ours.
            }
        }
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(Event.called(
                        e.seq(), e.at(), rules, e.data().path("policy").asString("")));
    }

    private static Event of(Entry e, String kind, Map<String, String> data) {
        return new Event(kind, e.seq(), e.at(), isRule(e) ? "rule" : "system", false, false, List.of(), data, Set.of());
    }
}
