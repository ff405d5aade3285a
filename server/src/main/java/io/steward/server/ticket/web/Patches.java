package io.steward.server.ticket.web;

import static io.steward.db.identity.Tables.TEAM;
import static io.steward.db.ticket.Tables.CATEGORY;

import io.steward.server.platform.Check;
import io.steward.server.ticket.ChangeTicket;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a partial change: a field that is there changes, null clears, an unknown one is an error. */
final class Patches {
    private static final Map<String, TicketField> FIELDS = Map.of(
            "title", TicketField.TITLE,
            "description", TicketField.DESCRIPTION,
            "status", TicketField.STATUS,
            "impact", TicketField.IMPACT,
            "urgency", TicketField.URGENCY,
            "categoryId", TicketField.CATEGORY,
            "teamId", TicketField.TEAM,
            "assigneeId", TicketField.ASSIGNEE,
            "requesterId", TicketField.REQUESTER,
            "tags", TicketField.TAGS);

    private Patches() {}

    static ChangeTicket read(JsonNode body) {
        var check = new Check();
        var values = new EnumMap<TicketField, @Nullable Object>(TicketField.class);
        check.that(body.isObject(), "body", "unreadable", "An object of fields to change");
        for (var property : body.properties()) {
            TicketField field = FIELDS.get(property.getKey());
            if (field == null) {
                check.error(property.getKey(), "unknown", "There is no such field to change");
            } else {
                values.put(field, value(check, property.getKey(), field, property.getValue()));
            }
        }
        check.done();
        return new ChangeTicket(values);
    }

    private static @Nullable Object value(Check check, String name, TicketField field, JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        switch (field) {
            case CATEGORY, TEAM, ASSIGNEE, REQUESTER -> {
                try {
                    return UUID.fromString(node.asString(""));
                } catch (IllegalArgumentException e) {
                    check.error(name, "unreadable", "An id");
                    return null;
                }
            }
            case TAGS -> {
                var tags = new ArrayList<String>();
                check.that(node.isArray() && node.size() <= 100, name, "unreadable", "A list of texts");
                node.forEach(tag -> tags.add(tag.asString("")));
                return tags;
            }
            case IMPACT, URGENCY -> {
                return node.isInt() ? node.intValue() : node.toString();
            }
            default -> {
                return node.isString() ? node.stringValue() : (Object) node;
            }
        }
    }

    /** The values of the changed fields as they were, in the form a change takes. */
    static Map<String, @Nullable Object> values(Ticket t, ChangeTicket command) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        FIELDS.forEach((name, field) -> {
            if (command.values().containsKey(field)) {
                before.put(
                        name,
                        switch (field) {
                            case TITLE -> t.title();
                            case DESCRIPTION -> t.description();
                            case STATUS -> t.status();
                            case IMPACT -> t.impact();
                            case URGENCY -> t.urgency();
                            case PRIORITY -> t.priority();
                            case CATEGORY -> t.categoryId();
                            case TEAM -> t.teamId();
                            case ASSIGNEE -> t.assigneeId();
                            case REQUESTER -> t.requesterId();
                            case TAGS -> t.tags();
                        });
            }
        });
        return before;
    }
}
