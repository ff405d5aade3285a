package io.steward.server.ticket.rules;

import io.steward.server.platform.Problem;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A ticket being worked on: every decision reads and writes this, and the changes are what differs in the end. */
public final class Draft {
    private final Ticket before;
    public final TicketType type;
    public String title;
    public String description;
    public String status;
    public StatusCategory statusCategory;
    public int impact;
    public int urgency;
    public @Nullable UUID categoryId;
    public @Nullable UUID teamId;
    public @Nullable UUID assigneeId;
    public UUID requesterId;
    public List<String> tags;
    public @Nullable Instant firstReplied;
    public @Nullable Instant resolved;
    public @Nullable Instant closed;
    public int reopenCount;
    public int reassignCount;
    public int agentReplies;
    public boolean awaitsAgent;
    public @Nullable UUID parentId;
    public @Nullable UUID changedBy;
    public final Map<String, JsonNode> fields;
    private Instant statusSince;
    private final Map<String, Integer> statusMinutes;
    private final List<Transition> taken = new ArrayList<>();

    public Draft(Ticket t, TicketType type) {
        this.before = t;
        this.type = type;
        title = t.title();
        description = t.description();
        status = t.status();
        statusCategory = t.statusCategory();
        impact = t.impact();
        urgency = t.urgency();
        categoryId = t.categoryId();
        teamId = t.teamId();
        assigneeId = t.assigneeId();
        requesterId = t.requesterId();
        tags = t.tags();
        firstReplied = t.firstReplied();
        resolved = t.resolved();
        closed = t.closed();
        reopenCount = t.reopenCount();
        reassignCount = t.reassignCount();
        agentReplies = t.agentReplies();
        awaitsAgent = t.awaitsAgent();
        parentId = t.parentId();
        changedBy = t.changedBy();
        fields = new LinkedHashMap<>(t.fields());
        statusSince = t.statusSince();
        statusMinutes = new LinkedHashMap<>(t.statusMinutes());
    }

    /** The transitions that were taken, which may ask for things or have effects. */
    public List<Transition> taken() {
        return taken;
    }

    public Ticket before() {
        return before;
    }

    /** Moves to a status that the workflow allows. @throws Problem naming {@code status} otherwise */
    public void move(String to, Instant at) {
        if (to.equals(status)) {
            return;
        }
        var transition = type.transition(status, to)
                .orElseThrow(() -> Problem.invalid(
                        "status",
                        "transition",
                        "This cannot be set from " + name(status) + "; possible: " + possible()));
        var next = type.status(to).orElseThrow();
        taken.add(transition);
        leave(at);
        boolean wasOpen = statusCategory.isOpen();
        status = next.key();
        statusCategory = next.category();
        if (!wasOpen && statusCategory.isOpen()) {
            reopenCount++;
            resolved = null;
            closed = null;
            awaitsAgent = true;
        } else if (!statusCategory.isOpen()) {
            awaitsAgent = false;
            if (statusCategory == StatusCategory.RESOLVED && resolved == null) {
                resolved = at;
            }
            if (statusCategory != StatusCategory.RESOLVED) {
                closed = at;
                if (statusCategory == StatusCategory.CLOSED && resolved == null) {
                    resolved = at;
                }
            }
        }
    }

    /** Another status without a transition: a step is taken back, or the workflow is another one. */
    public void restore(TicketType.Status to, Instant at) {
        if (to.key().equals(status) && to.category() == statusCategory) {
            return;
        }
        leave(at);
        status = to.key();
        statusCategory = to.category();
        awaitsAgent = statusCategory.isOpen();
        if (awaitsAgent) {
            resolved = null;
            closed = null;
        } else if (statusCategory == StatusCategory.RESOLVED) {
            resolved = resolved == null ? at : resolved;
        } else {
            closed = closed == null ? at : closed;
        }
    }

    /** Counts the whole minutes in the status that is left. */
    private void leave(Instant at) {
        int minutes = (int) Math.max(0, Duration.between(statusSince, at).toMinutes());
        if (minutes > 0) {
            statusMinutes.merge(status, minutes, Integer::sum);
        }
        statusSince = at;
    }

    /** A public answer by an agent. */
    public void answered(Instant at) {
        agentReplies++;
        awaitsAgent = false;
        if (firstReplied == null) {
            firstReplied = at;
        }
        if (statusCategory == StatusCategory.NEW) {
            type.next(status, StatusCategory.OPEN).ifPresent(s -> move(s.key(), at));
        }
    }

    /** The requester wrote: what waited for them goes on, what was resolved is open again. */
    public void requesterWrote(Instant at) {
        if (statusCategory == StatusCategory.PENDING || statusCategory == StatusCategory.RESOLVED) {
            type.next(status, StatusCategory.OPEN).ifPresent(s -> move(s.key(), at));
        }
        if (statusCategory.isOpen()) {
            awaitsAgent = true;
        }
    }

    /** Assigning to somebody else, once somebody had it, is passing it on. */
    public void assign(@Nullable UUID person, @Nullable UUID team) {
        boolean passedOn = (assigneeId != null && person != null && !assigneeId.equals(person))
                || (teamId != null && team != null && !teamId.equals(team));
        if (passedOn) {
            reassignCount++;
        }
        assigneeId = person;
        teamId = team;
    }

    public Ticket build(Instant at) {
        Ticket t = before;
        return new Ticket(
                t.id(),
                t.number(),
                type.id(),
                t.deskId(),
                title,
                description,
                status,
                statusCategory,
                impact,
                urgency,
                type.priority(impact, urgency),
                categoryId,
                teamId,
                assigneeId,
                requesterId,
                t.channel(),
                tags,
                t.created(),
                at,
                firstReplied,
                resolved,
                closed,
                reopenCount,
                reassignCount,
                agentReplies,
                awaitsAgent,
                t.rating(),
                t.ratingComment(),
                t.rated(),
                t.externalId(),
                t.version() + 1,
                Map.copyOf(fields),
                parentId,
                t.createdBy(),
                changedBy,
                statusSince,
                Map.copyOf(statusMinutes),
                type.id().equals(t.typeId())
                        ? t.confidential()
                        : type.definition().confidential());
    }

    private String name(String key) {
        return type.status(key).map(TicketType.Status::name).orElse(key);
    }

    private String possible() {
        return String.join(
                ", ", type.transitions(status).stream().map(t -> name(t.to())).toList());
    }
}
