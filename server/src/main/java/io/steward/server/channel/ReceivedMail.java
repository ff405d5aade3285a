package io.steward.server.channel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it came, and what became of it.
 *
 * @param automatic a machine wrote it
 * @param verified a trusted server confirmed its sender
 * @param state {@code waiting}, {@code ticket}, {@code reply}, {@code ignored} or {@code failed}
 * @param reason why it was ignored, failed, or waits longer
 */
public record ReceivedMail(
        UUID id,
        UUID accountId,
        byte[] sha256,
        long size,
        Instant at,
        @Nullable String sender,
        @Nullable String subject,
        @Nullable String messageId,
        @Nullable String returnPath,
        boolean automatic,
        boolean verified,
        String state,
        @Nullable String reason,
        int attempts,
        @Nullable UUID ticketId) {}
