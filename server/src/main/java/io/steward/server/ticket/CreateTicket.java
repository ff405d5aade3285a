package io.steward.server.ticket;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A new ticket. Null leaves a thing to its default. {@code externalId} makes an import or mail idempotent. */
public record CreateTicket(
        UUID typeId,
        @Nullable String title,
        @Nullable String description,
        @Nullable String folded,
        UUID requesterId,
        @Nullable Integer impact,
        @Nullable Integer urgency,
        @Nullable UUID categoryId,
        @Nullable UUID teamId,
        @Nullable UUID assigneeId,
        List<String> tags,
        List<UUID> attachments,
        Channel channel,
        @Nullable String externalId,
        Map<String, JsonNode> fields) {

    /** Without custom fields. */
    public CreateTicket(
            UUID typeId,
            @Nullable String title,
            @Nullable String description,
            @Nullable String folded,
            UUID requesterId,
            @Nullable Integer impact,
            @Nullable Integer urgency,
            @Nullable UUID categoryId,
            @Nullable UUID teamId,
            @Nullable UUID assigneeId,
            List<String> tags,
            List<UUID> attachments,
            Channel channel,
            @Nullable String externalId) {
        this(
                typeId,
                title,
                description,
                folded,
                requesterId,
                impact,
                urgency,
                categoryId,
                teamId,
                assigneeId,
                tags,
                attachments,
                channel,
                externalId,
                Map.of());
    }

    public static CreateTicket simple(UUID typeId, String title, String description, UUID requester, Channel channel) {
        return new CreateTicket(
                typeId,
                title,
                description,
                null,
                requester,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                channel,
                null);
    }
}
