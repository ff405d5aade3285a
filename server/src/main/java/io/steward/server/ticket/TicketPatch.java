package io.steward.server.ticket;

import static io.steward.db.identity.Tables.TEAM;
import static io.steward.db.ticket.Tables.CATEGORY;

import io.steward.server.platform.Check;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a partial change: a field that is there changes, null clears, an unknown one is an error. */
public final class TicketPatch {
    private static final Map<String, TicketField> FIELDS = Map.ofEntries(
            Map.entry("title", TicketField.TITLE),
            Map.entry("description", TicketField.DESCRIPTION),
            Map.entry("status", TicketField.STATUS),
            Map.entry("impact", TicketField.IMPACT),
            Map.entry("urgency", TicketField.URGENCY),
            Map.entry("categoryId", TicketField.CATEGORY),
            Map.entry("teamId", TicketField.TEAM),
            Map.entry("assigneeId", TicketField.ASSIGNEE),
            Map.entry("requesterId", TicketField.REQUESTER),
            Map.entry("parentId", TicketField.PARENT),
            Map.entry("tags", TicketField.TAGS));

    private static final Set<String> POSTS = Set.of("note", "reply");

    private TicketPatch() {}

    private static @Nullable String text(JsonNode body, String name) {
        return body.path(name).asString("").isBlank() ? null : body.path(name).stringValue();
    }

    /** The name that a built-in field has in changes: {@code teamId} for {@code team}. */
    public static String property(String field) {
        return FIELDS.entrySet().stream()
                .filter(e -> e.getValue().key().equals(field))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(field);
    }

    public static ChangeTicket read(JsonNode body) {
        var check = new Check();
        var values = new EnumMap<TicketField, @Nullable Object>(TicketField.class);
        var custom = new LinkedHashMap<String, JsonNode>();
        check.that(body.isObject(), "body", "unreadable", "An object of fields to change");
        for (var property : body.properties()) {
            TicketField field = FIELDS.get(property.getKey());
            if (property.getKey().equals("fields") && property.getValue().isObject()) {
                property.getValue().properties().forEach(e -> custom.put(e.getKey(), e.getValue()));
            } else if (POSTS.contains(property.getKey())) {
                check.that(property.getValue().isString(), property.getKey(), "unreadable", "A text");
            } else if (field == null) {
                check.error(property.getKey(), "unknown", "There is no such field to change");
            } else {
                values.put(field, value(check, property.getKey(), field, property.getValue()));
            }
        }
        check.done();
        return new ChangeTicket(values, custom, text(body, "note"), text(body, "reply"));
    }

    /** The built-in fields of a form that is still being filled in: what is not good yet is left out. */
    static ChangeTicket lenient(JsonNode body) {
        var values = new EnumMap<TicketField, @Nullable Object>(TicketField.class);
        for (var property : body.properties()) {
            TicketField field = FIELDS.get(property.getKey());
            var check = new Check();
            if (field != null && field != TicketField.STATUS && field != TicketField.PARENT) {
                Object value = value(check, property.getKey(), field, property.getValue());
                if (check.isGood() && (value != null || field != TicketField.REQUESTER)) {
                    values.put(field, value);
                }
            }
        }
        return new ChangeTicket(values);
    }

    private static @Nullable Object value(Check check, String name, TicketField field, JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        switch (field) {
            case CATEGORY, TEAM, ASSIGNEE, REQUESTER, PARENT -> {
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
    public static Map<String, @Nullable Object> values(Ticket t, ChangeTicket command) {
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
                            case PARENT -> t.parentId();
                            case TAGS -> t.tags();
                        });
            }
        });
        if (!command.fields().isEmpty()) {
            var custom = new LinkedHashMap<String, @Nullable Object>();
            command.fields().keySet().forEach(key -> custom.put(key, t.fields().get(key)));
            before.put("fields", custom);
        }
        return before;
    }
}
