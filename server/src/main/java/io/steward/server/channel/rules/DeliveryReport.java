package io.steward.server.channel.rules;

import org.jspecify.annotations.Nullable;

/**
 * What a delivery status notification (RFC 3464) says about the first recipient that failed, else the first.
 *
 * @param action failed, delayed, delivered, relayed or expanded, in lower case
 * @param recipient the address in lower case
 * @param status the enhanced status code, such as 5.1.1
 * @param originalMessageId the Message-ID of the message it is about, without angle brackets
 */
public record DeliveryReport(
        @Nullable String action,
        @Nullable String recipient,
        @Nullable String status,
        @Nullable String originalMessageId) {

    /** Whether the message did not arrive and will not. */
    public boolean failed() {
        return "failed".equals(action);
    }
}
