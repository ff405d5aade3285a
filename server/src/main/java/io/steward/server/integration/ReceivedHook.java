package io.steward.server.integration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payload as it came, and what came of it.
 *
 * @param state {@code waiting}, {@code done}, {@code ignored} or {@code failed}
 */
public record ReceivedHook(
        UUID id,
        UUID sourceId,
        Instant at,
        @Nullable String once,
        Map<String, String> headers,
        byte[] body,
        String state,
        int attempts,
        @Nullable Instant nextAt,
        @Nullable String error,
        List<Outcome> outcome) {

    /**
     * What came of one signal.
     *
     * @param did {@code opened}, {@code repeated}, {@code updated}, {@code resolved}, {@code reopened}, {@code ignored} or
     *     {@code failed}
     */
    public record Outcome(
            String key,
            String did,
            @Nullable UUID ticket,
            @Nullable String number,
            @Nullable String error) {}
}
