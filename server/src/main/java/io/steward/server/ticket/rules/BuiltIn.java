package io.steward.server.ticket.rules;

import io.steward.server.ticket.Ticket;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The names that custom fields cannot take, and whether a built-in field is filled. */
public final class BuiltIn {
    public static final Set<String> NAMES = Set.of(
            "agent_replies",
            "and",
            "approval",
            "as",
            "asc",
            "assignee",
            "attachments",
            "before",
            "blocks",
            "by",
            "category",
            "causes",
            "channel",
            "changed",
            "closed",
            "created",
            "created_by",
            "desc",
            "description",
            "desk",
            "duplicates",
            "during",
            "empty",
            "fields",
            "from",
            "id",
            "impact",
            "in",
            "is",
            "kind",
            "linked",
            "links",
            "macro",
            "not",
            "note",
            "number",
            "or",
            "order",
            "page",
            "parent",
            "participants",
            "priority",
            "rated",
            "rating",
            "reassigned",
            "relates",
            "reopened",
            "replies",
            "reply",
            "requester",
            "resolved",
            "sla",
            "state",
            "status",
            "status_since",
            "tags",
            "tasks",
            "team",
            "text",
            "time_spent",
            "title",
            "to",
            "type",
            "unread",
            "updated",
            "urgency",
            "version",
            "was",
            "watcher");

    private static final Map<String, Predicate<Ticket>> FILLED = Map.of(
            "assignee", t -> t.assigneeId() != null,
            "team", t -> t.teamId() != null,
            "category", t -> t.categoryId() != null,
            "description", t -> !t.description().isBlank(),
            "tags", t -> !t.tags().isEmpty(),
            "parent", t -> t.parentId() != null,
            "rating", t -> t.rating() != null);

    private BuiltIn() {}

    /** What a transition may require of a ticket beside custom fields. */
    public static Set<String> requirable() {
        return FILLED.keySet();
    }

    /** Whether a field, built-in or custom, has a value. */
    public static boolean isFilled(Ticket ticket, String key) {
        Predicate<Ticket> builtIn = FILLED.get(key);
        if (builtIn != null) {
            return builtIn.test(ticket);
        }
        return isFilled(ticket.fields().get(key));
    }

    private static boolean isFilled(@Nullable JsonNode value) {
        return value != null && !value.isNull() && !(value.isContainer() && value.isEmpty());
    }
}
