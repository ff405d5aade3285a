package io.steward.server.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Any tracked piece of work. Impact and urgency 1 (high) to 3; priority 1 to 4, derived from them.
 *
 * @param fields the values of custom fields by key; lists leave them out unless they are asked for
 * @param statusSince since when it has its status
 * @param confidential only who has a role on the desk sees it, not every administrator
 * @param statusMinutes whole minutes spent in statuses that it has left, by status
 */
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
        int version,
        Map<String, JsonNode> fields,
        @Nullable UUID parentId,
        @Nullable UUID createdBy,
        @Nullable UUID changedBy,
        Instant statusSince,
        Map<String, Integer> statusMinutes,
        boolean confidential) {

    public Ticket withFields(Map<String, JsonNode> values) {
        return new Ticket(
                id,
                number,
                typeId,
                deskId,
                title,
                description,
                status,
                statusCategory,
                impact,
                urgency,
                priority,
                categoryId,
                teamId,
                assigneeId,
                requesterId,
                channel,
                tags,
                created,
                updated,
                firstReplied,
                resolved,
                closed,
                reopenCount,
                reassignCount,
                agentReplies,
                awaitsAgent,
                rating,
                ratingComment,
                rated,
                externalId,
                version,
                Map.copyOf(values),
                parentId,
                createdBy,
                changedBy,
                statusSince,
                statusMinutes,
                confidential);
    }

    public Ticket withNumber(String drawn) {
        return new Ticket(
                id,
                drawn,
                typeId,
                deskId,
                title,
                description,
                status,
                statusCategory,
                impact,
                urgency,
                priority,
                categoryId,
                teamId,
                assigneeId,
                requesterId,
                channel,
                tags,
                created,
                updated,
                firstReplied,
                resolved,
                closed,
                reopenCount,
                reassignCount,
                agentReplies,
                awaitsAgent,
                rating,
                ratingComment,
                rated,
                externalId,
                version,
                fields,
                parentId,
                createdBy,
                changedBy,
                statusSince,
                statusMinutes,
                confidential);
    }

    /** Given to a team and to somebody when it is created. */
    public Ticket given(@Nullable UUID team, @Nullable UUID person) {
        return new Ticket(
                id,
                number,
                typeId,
                deskId,
                title,
                description,
                status,
                statusCategory,
                impact,
                urgency,
                priority,
                categoryId,
                team,
                person,
                requesterId,
                channel,
                tags,
                created,
                updated,
                firstReplied,
                resolved,
                closed,
                reopenCount,
                reassignCount,
                agentReplies,
                awaitsAgent,
                rating,
                ratingComment,
                rated,
                externalId,
                version,
                fields,
                parentId,
                createdBy,
                changedBy,
                statusSince,
                statusMinutes,
                confidential);
    }

    /**
     * Resolved at the first contact: never reopened or passed on, with at most one public answer. The usual
     * service-desk definition of first-contact resolution.
     */
    public boolean resolvedAtFirstContact() {
        return resolved != null && reopenCount == 0 && reassignCount == 0 && agentReplies <= 1;
    }
}
