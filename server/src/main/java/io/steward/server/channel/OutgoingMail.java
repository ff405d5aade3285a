package io.steward.server.channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be sent, or sent.
 *
 * @param kind {@code acknowledgement}, {@code reply}, {@code resolution}, {@code reset}, {@code notice} or {@code decision}
 * @param headers further headers by name
 * @param messageId with angle brackets; the same at every attempt, so that a mail sent twice is known to be one
 * @param state {@code waiting}, {@code sent}, {@code failed} or {@code dropped}
 */
public record OutgoingMail(
        UUID id,
        @Nullable UUID accountId,
        @Nullable UUID ticketId,
        String kind,
        String recipient,
        String subject,
        Map<String, String> headers,
        String text,
        String html,
        List<SentFile> attachments,
        String messageId,
        String state,
        int attempts,
        Instant created,
        @Nullable Instant nextAt,
        @Nullable String lastError) {

    /** A file sent along; an inline one is shown where the HTML names its content id. */
    public record SentFile(UUID id, String name, String type, boolean inline) {
        public String contentId() {
            return id + "@steward";
        }
    }
}
