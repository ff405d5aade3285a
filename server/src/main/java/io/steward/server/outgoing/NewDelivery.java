package io.steward.server.outgoing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that is to be queued. The same id twice is one request.
 *
 * @param endpoint where it goes; null: to its target
 * @param body at most 300,000 characters
 */
public record NewDelivery(
        UUID id,
        @Nullable Endpoint endpoint,
        String event,
        @Nullable UUID subjectId,
        Delivery.@Nullable Target target,
        String body,
        Instant at) {
    /** The event of what is told to one person, and not to be read by who looks after the connection. */
    public static final String PERSONAL = "personal";

    public static final int LONGEST_BODY = 300_000;

    public static NewDelivery to(
            Endpoint endpoint, UUID id, String event, @Nullable UUID subject, String body, Instant at) {
        return new NewDelivery(id, endpoint, event, subject, null, body, at);
    }
}
