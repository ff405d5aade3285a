package io.steward.server.ticket.rules;

import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketField;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One field's value before and after, as keys or ids. */
public record FieldChange(
        TicketField field, @Nullable Object from, @Nullable Object to) {
    /** What differs between two states of a ticket, in the order people read it. */
    public static List<FieldChange> between(Ticket a, Ticket b) {
        var all = new ArrayList<FieldChange>();
        add(all, TicketField.TITLE, a.title(), b.title());
        add(all, TicketField.DESCRIPTION, a.description(), b.description());
        add(all, TicketField.STATUS, a.status(), b.status());
        add(all, TicketField.IMPACT, a.impact(), b.impact());
        add(all, TicketField.URGENCY, a.urgency(), b.urgency());
        add(all, TicketField.PRIORITY, a.priority(), b.priority());
        add(all, TicketField.CATEGORY, a.categoryId(), b.categoryId());
        add(all, TicketField.TEAM, a.teamId(), b.teamId());
        add(all, TicketField.ASSIGNEE, a.assigneeId(), b.assigneeId());
        add(all, TicketField.REQUESTER, a.requesterId(), b.requesterId());
        add(all, TicketField.PARENT, a.parentId(), b.parentId());
        add(all, TicketField.TAGS, a.tags(), b.tags());
        return all;
    }

    private static void add(List<FieldChange> all, TicketField field, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            all.add(new FieldChange(field, from, to));
        }
    }
}
