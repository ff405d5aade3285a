package io.steward.server.outgoing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that is to leave the house, or left it.
 *
 * @param id the same at every attempt
 * @param kind the endpoint's kind; {@code http} without an endpoint
 * @param lane what is delivered one beside the other
 * @param subjectId the ticket it is about, if any
 * @param target where it goes, for requests without an endpoint of their own
 * @param sealed secret headers, sealed; only of what was queued when rules still held them
 * @param state {@code waiting}, {@code sent}, {@code dead} (given up) or {@code dropped} (nobody wants it any more)
 * @param status what the last attempt was answered
 * @param answer the beginning of that answer
 * @param tries each attempt, the last thirty
 */
public record Delivery(
        UUID id,
        @Nullable UUID endpointId,
        String kind,
        String lane,
        String event,
        @Nullable UUID subjectId,
        @Nullable Target target,
        @Nullable String sealed,
        String body,
        String state,
        Instant created,
        int attempts,
        @Nullable Instant nextAt,
        @Nullable Instant settled,
        @Nullable Integer status,
        @Nullable String answer,
        @Nullable String error,
        List<Try> tries) {

    /** Method, address and plain headers. The address may be a path on the endpoint's. */
    public record Target(String method, String url, Map<String, String> headers) {}

    /** One attempt. @param ms how long it took, milliseconds */
    public record Try(
            Instant at,
            int ms,
            @Nullable Integer status,
            @Nullable String error) {}
}
