package io.steward.server.ticket.rules;

import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A ticket on its way back through its journal and forward again: what the journal keeps of it, to be set. */
public final class Rewound {
    private final Ticket now;
    public UUID typeId;
    public String title;
    public String status;
    public StatusCategory category;
    public int impact;
    public int urgency;
    public int priority;
    public @Nullable UUID categoryId;
    public @Nullable UUID teamId;
    public @Nullable UUID assigneeId;
    public UUID requesterId;
    public @Nullable UUID parentId;
    public List<String> tags;
    public Map<String, JsonNode> fields;
    public @Nullable Instant firstReplied;
    public @Nullable Instant resolved;
    public @Nullable Instant closed;
    public int reopenCount;
    public int agentReplies;
    public boolean awaitsAgent;
    public Instant statusSince;

    public Rewound(Ticket t) {
        now = t;
        typeId = t.typeId();
        title = t.title();
        status = t.status();
        category = t.statusCategory();
        impact = t.impact();
        urgency = t.urgency();
        priority = t.priority();
        categoryId = t.categoryId();
        teamId = t.teamId();
        assigneeId = t.assigneeId();
        requesterId = t.requesterId();
        parentId = t.parentId();
        tags = t.tags();
        fields = new HashMap<>(t.fields());
        statusSince = t.created();
        awaitsAgent = true;
    }

    /** The ticket as it was then. */
    public Ticket at(Instant at) {
        return new Ticket(
                now.id(),
                now.number(),
                typeId,
                now.deskId(),
                title,
                now.description(),
                status,
                category,
                impact,
                urgency,
                priority,
                categoryId,
                teamId,
                assigneeId,
                requesterId,
                now.channel(),
                tags,
                now.created(),
                at,
                firstReplied,
                resolved,
                closed,
                reopenCount,
                now.reassignCount(),
                agentReplies,
                awaitsAgent,
                null,
                null,
                null,
                now.externalId(),
                now.version(),
                Map.copyOf(fields),
                parentId,
                now.createdBy(),
                now.changedBy(),
                statusSince,
                Map.of(),
                now.confidential());
    }

    /** What follows from an answer, a status and a word of the requester, in this order. */
    public void happened(Instant at, boolean answered, @Nullable StatusCategory to, boolean converted, boolean asked) {
        if (answered) {
            agentReplies++;
            awaitsAgent = false;
            firstReplied = firstReplied == null ? at : firstReplied;
        }
        if (to != null) {
            moved(at, to, converted);
        }
        if (asked && category.isOpen()) {
            awaitsAgent = true;
        }
    }

    private void moved(Instant at, StatusCategory to, boolean converted) {
        boolean wasOpen = category.isOpen();
        category = to;
        statusSince = at;
        if (to.isOpen()) {
            reopenCount += wasOpen ? 0 : 1;
            awaitsAgent = !wasOpen || converted || awaitsAgent;
            resolved = null;
            closed = null;
            return;
        }
        awaitsAgent = false;
        if (to != StatusCategory.CANCELLED && resolved == null) {
            resolved = at;
        }
        if (to != StatusCategory.RESOLVED) {
            closed = at;
        }
    }
}
