package io.steward.server.analytics.store;

import io.steward.server.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is counted of one ticket. {@code minutes} from creation to resolution. */
public record Fact(
        UUID ticketId,
        UUID deskId,
        UUID typeId,
        LocalDate created,
        @Nullable LocalDate resolved,
        @Nullable Long minutes,
        boolean firstContact,
        boolean reopened,
        @Nullable LocalDate rated,
        @Nullable Integer rating) {

    public static Fact of(Ticket t, ZoneId zone) {
        Instant resolved = t.resolved();
        Instant rated = t.rated();
        return new Fact(
                t.id(),
                t.deskId(),
                t.typeId(),
                LocalDate.ofInstant(t.created(), zone),
                resolved == null ? null : LocalDate.ofInstant(resolved, zone),
                resolved == null
                        ? null
                        : Math.max(0, Duration.between(t.created(), resolved).toMinutes()),
                t.resolvedAtFirstContact(),
                t.reopenCount() > 0,
                rated == null ? null : LocalDate.ofInstant(rated, zone),
                t.rating());
    }
}
