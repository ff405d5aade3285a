package io.steward.server.ticket;

import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The same change on many tickets, each by itself: what one refuses does not hold up the others. */
@Component
public class BulkChanges {
    /** How many at once. */
    public static final int MOST = 100;

    /**
     * @param version after the change; in a preview as it is now
     * @param before the changed fields as they were, in the form a change takes
     * @param changes in a preview: what would change, as the journal would say it
     */
    public record Changed(
            UUID id,
            int version,
            Map<String, @Nullable Object> before,
            @Nullable List<Object> changes) {}

    public record Refused(UUID id, String problem) {}

    public record Done(List<Changed> changed, List<Refused> refused) {}

    private final Tickets tickets;

    BulkChanges(Tickets tickets) {
        this.tickets = tickets;
    }

    /** @param preview says who would change and who not and why; nothing is written */
    public Done run(Context context, @Nullable List<UUID> ids, boolean preview, Tickets.Decision decision) {
        var check = new Check();
        check.that(
                ids != null
                        && !ids.isEmpty()
                        && ids.size() <= MOST
                        && ids.stream().noneMatch(Objects::isNull),
                "ids",
                "range",
                "1 to " + MOST + " tickets");
        check.done();
        var changed = new ArrayList<Changed>();
        var refused = new ArrayList<Refused>();
        for (UUID id : new LinkedHashSet<>(ids == null ? List.of() : (Collection<UUID>) ids)) {
            try {
                changed.add(preview ? tried(context, id, decision) : changed(context, id, decision));
            } catch (Problem problem) {
                refused.add(new Refused(id, problem.text()));
            }
        }
        return new Done(changed, refused);
    }

    private Changed tried(Context context, UUID id, Tickets.Decision decision) {
        var trial = tickets.trial(context, id, decision);
        return new Changed(
                id, trial.before().version(), TicketPatch.values(trial.before(), trial.command()), trial.changes());
    }

    private Changed changed(Context context, UUID id, Tickets.Decision decision) {
        var before = new ArrayList<Map<String, @Nullable Object>>();
        Ticket after = tickets.change(context, id, (tx, ticket) -> {
            ChangeTicket command = decision.of(tx, ticket);
            before.clear();
            before.add(TicketPatch.values(ticket, command));
            return command;
        });
        return new Changed(id, after.version(), before.getFirst(), null);
    }
}
