package io.steward.server.approval.rules;

import io.steward.server.ticket.Ticket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Whether what was approved is still what there is. */
public final class Watched {
    private static final Map<String, Function<Ticket, Object>> BUILT_IN = Map.of(
            "title", Ticket::title,
            "description", Ticket::description,
            "impact", Ticket::impact,
            "urgency", Ticket::urgency,
            "requester", Ticket::requesterId,
            "category", t -> String.valueOf(t.categoryId()));

    private Watched() {}

    /** Fields of every ticket that can be watched. */
    public static Set<String> builtIn() {
        return BUILT_IN.keySet();
    }

    /** All that differs and could be watched. */
    public static List<String> changed(Ticket before, Ticket after) {
        var all = new LinkedHashSet<>(BUILT_IN.keySet());
        all.addAll(before.fields().keySet());
        all.addAll(after.fields().keySet());
        return changed(all, before, after);
    }

    /** Those of the fields that differ. */
    public static List<String> changed(Collection<String> watched, Ticket before, Ticket after) {
        var changed = new ArrayList<String>();
        for (String key : watched) {
            var builtIn = BUILT_IN.get(key);
            boolean same = builtIn == null
                    ? Objects.equals(before.fields().get(key), after.fields().get(key))
                    : builtIn.apply(before).equals(builtIn.apply(after));
            if (!same) {
                changed.add(key);
            }
        }
        return changed;
    }
}
