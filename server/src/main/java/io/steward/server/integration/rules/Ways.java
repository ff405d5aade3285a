package io.steward.server.integration.rules;

import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ways through a workflow, for those who cannot be asked which one. */
public final class Ways {
    private Ways() {}

    /** The statuses on the shortest way to one of a category, over open ones only; empty when there is none. */
    public static List<String> to(TicketType type, String from, StatusCategory wanted) {
        Map<String, String> before = new HashMap<>();
        var next = new ArrayDeque<String>();
        before.put(from, from);
        next.add(from);
        while (!next.isEmpty()) {
            String at = next.remove();
            for (Transition t : type.transitions(at)) {
                StatusCategory category =
                        type.status(t.to()).map(TicketType.Status::category).orElse(StatusCategory.CANCELLED);
                if (!before.containsKey(t.to()) && (category == wanted || category.isOpen())) {
                    before.put(t.to(), at);
                    if (category == wanted) {
                        return way(before, from, t.to());
                    }
                    next.add(t.to());
                }
            }
        }
        return List.of();
    }

    private static List<String> way(Map<String, String> before, String from, String to) {
        var way = new ArrayList<String>();
        for (String at = to; !at.equals(from); at = before.getOrDefault(at, from)) {
            way.addFirst(at);
        }
        return way;
    }
}
