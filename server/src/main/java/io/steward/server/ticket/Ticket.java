package io.steward.server.ticket;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Any tracked piece of work. Impact and urgency 1 (high) to 3; priority 1 to 4, derived from them. */
public record Ticket(
        UUID id,
        String number,
        UUID typeId,
        UUID deskId,
        String title,
        String description,
        String status,
        StatusCategory statusCategory,
        int impact,
        int urgency,
        int priority,
        @Nullable UUID categoryId,
        @Nullable UUID teamId,
        @Nullable UUID assigneeId,
        UUID requesterId,
        Channel channel,
        List<String> tags,
        Instant created,
        Instant updated,
        @Nullable Instant firstReplied,
        @Nullable Instant resolved,
        @Nullable Instant closed,
        int reopenCount,
        int reassignCount,
        int agentReplies,
        boolean awaitsAgent,
        @Nullable Integer rating,
        @Nullable String ratingComment,
        @Nullable Instant rated,
        @Nullable String externalId,
        int version) {

    /**
     * Resolved at the first contact: never reopened or passed on, with at most one public answer. The usual
     * service-desk definition of first-contact resolution.
     */
    public boolean resolvedAtFirstContact() {
        return resolved != null && reopenCount == 0 && reassignCount == 0 && agentReplies <= 1;
    }
}
