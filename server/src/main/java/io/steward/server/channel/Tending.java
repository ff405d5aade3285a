package io.steward.server.channel;

import io.steward.server.identity.Desks;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What holds for all that tells others of tickets: whose it is, of what, and of what not. */
public final class Tending {
    private Tending() {}

    /** A desk's managers tend its own; what is the whole organisation's is for administrators. */
    public static void owner(Check check, Context context, Desks desks, @Nullable UUID desk) {
        if (desk == null) {
            context.needAdministrator();
        } else if (desks.find(context.tenant(), desk).isEmpty()) {
            check.error("deskId", "unknown", "There is no such desk");
        } else if (!context.rights().manages(desk)) {
            throw Problem.forbidden("Only the desk's manager may do this");
        }
    }

    public static List<String> events(Check check, @Nullable List<String> events) {
        List<String> wanted =
                events == null ? List.of() : events.stream().distinct().toList();
        check.that(
                wanted.size() <= 50 && wanted.stream().allMatch(TicketEvent.TYPES::contains),
                "events",
                "unknown",
                "Events such as ticket.created");
        return wanted;
    }

    /** The types whose fields a condition may name. */
    public static List<TicketType> among(Types types, Context context, @Nullable UUID desk) {
        return types.all(context.tenant()).stream()
                .filter(t -> desk == null || t.deskId().equals(desk))
                .toList();
    }

    /** Only who has a role on the desk may let its confidential tickets out. */
    public static boolean confidential(
            Check check, Context context, @Nullable UUID desk, @Nullable Boolean wanted, @Nullable Endpoint before) {
        boolean is = Boolean.TRUE.equals(wanted);
        boolean was = before != null
                && before.settings().path("confidential").asBoolean(false)
                && java.util.Objects.equals(before.deskId(), desk);
        boolean may = desk != null && context.rights().desks().containsKey(desk);
        check.that(
                !is || was || may,
                "confidential",
                "forbidden",
                "Only who has a role on the desk may send its confidential tickets");
        return is;
    }

    /** Whether an endpoint may be told of this ticket. */
    public static boolean reaches(Endpoint e, Ticket ticket) {
        return e.active()
                && (e.deskId() == null || e.deskId().equals(ticket.deskId()))
                && (!ticket.confidential() || e.settings().path("confidential").asBoolean(false));
    }
}
