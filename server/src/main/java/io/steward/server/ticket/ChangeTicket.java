package io.steward.server.ticket;

import static io.steward.db.identity.Tables.TEAM;
import static io.steward.db.ticket.Tables.CATEGORY;

import io.steward.server.platform.Check;
import io.steward.server.ticket.rules.Draft;
import io.steward.server.ticket.rules.Tags;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to change. Only the fields in the map change; null clears one that may be empty.
 *
 * @param fields values of custom fields by key
 * @param note an internal note that goes with it, html; {@code reply}: a public one
 * @param values text, Integer, UUID or a list of texts, as the field's type is
 */
public record ChangeTicket(
        Map<TicketField, @Nullable Object> values,
        Map<String, JsonNode> fields,
        @Nullable String note,
        @Nullable String reply) {

    public ChangeTicket(Map<TicketField, @Nullable Object> values) {
        this(values, Map.of(), null, null);
    }

    public static ChangeTicket of(TicketField field, @Nullable Object value) {
        var map = new EnumMap<TicketField, @Nullable Object>(TicketField.class);
        map.put(field, value);
        return new ChangeTicket(map);
    }

    void applyTo(Draft d, Check check, Instant at) {
        values.forEach((field, value) -> {
            switch (field) {
                case TITLE ->
                    d.title = check.text("title", Tickets.oneLine(as(check, "title", value, String.class)), 250);
                case DESCRIPTION ->
                    d.description = Tickets.body(check, "description", as(check, "description", value, String.class));
                case STATUS -> d.move(check.text("status", as(check, "status", value, String.class), 50), at);
                case IMPACT -> d.impact = level(check, "impact", value);
                case URGENCY -> d.urgency = level(check, "urgency", value);
                case PRIORITY -> check.error("priority", "derived", "Priority follows from impact and urgency");
                case CATEGORY -> d.categoryId = as(check, "categoryId", value, UUID.class);
                case TEAM -> d.assign(d.assigneeId, as(check, "teamId", value, UUID.class));
                case ASSIGNEE -> d.assign(as(check, "assigneeId", value, UUID.class), d.teamId);
                case REQUESTER ->
                    d.requesterId =
                            check.needed("requesterId", as(check, "requesterId", value, UUID.class), d.requesterId);
                case PARENT -> d.parentId = as(check, "parentId", value, UUID.class);
                case TAGS -> d.tags = tags(check, value);
            }
        });
    }

    private static List<String> tags(Check check, @Nullable Object value) {
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            check.error("tags", "unreadable", "A list of texts");
            return List.of();
        }
        return Tags.checked(check, list.stream().map(String.class::cast).toList());
    }

    private static int level(Check check, String field, @Nullable Object value) {
        Integer level = as(check, field, value, Integer.class);
        check.that(level != null && level >= 1 && level <= 3, field, "range", "From 1 (high) to 3 (low)");
        return level == null ? 3 : Math.clamp(level, 1, 3);
    }

    private static <T> @Nullable T as(Check check, String field, @Nullable Object value, Class<T> type) {
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        check.error(field, "unreadable", "This has not the right form");
        return null;
    }
}
