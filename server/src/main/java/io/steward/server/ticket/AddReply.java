package io.steward.server.ticket;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A public reply or an internal note; {@code status} also moves the ticket. */
public record AddReply(
        @Nullable String body,
        @Nullable String folded,
        List<UUID> attachments,
        @Nullable String status,
        Channel channel,
        @Nullable UUID entryId) {

    public static AddReply of(String body, Channel channel) {
        return new AddReply(body, null, List.of(), null, channel, null);
    }
}
