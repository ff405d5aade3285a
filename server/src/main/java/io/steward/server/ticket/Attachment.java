package io.steward.server.ticket;

import io.steward.server.journal.Audience;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file on a ticket. */
public record Attachment(
        UUID id,
        UUID ticketId,
        @Nullable UUID entryId,
        String name,
        String type,
        long size,
        boolean inline,
        Audience audience,
        Instant created) {}
