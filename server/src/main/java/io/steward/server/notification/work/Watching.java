package io.steward.server.notification.work;

import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.notification.Notice;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.Notifications;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Follows the journal and tells people what happens on their tickets: that they are mentioned or assigned, what is written, and what
 * a service level wants them to know.
 * Nobody is told of what they did themselves, nor of tickets that they muted.
 */
@Component
class Watching implements JournalConsumer {
    private static final String ESCALATED = "sla_escalated";
    private static final Set<String> TOLD = Set.of("created", "assigned", "changed", "reply", "note", ESCALATED);

    private final Notifications notifications;
    private final TicketReader tickets;
    private final People people;

    Watching(Notifications notifications, TicketReader tickets, People people) {
        this.notifications = notifications;
        this.tickets = tickets;
        this.people = people;
    }

    @Override
    public String name() {
        return "notification.inbox";
    }

    @Override
    public boolean fromNow() {
        return true;
    }

    @Override
    public void accept(Tx tx, List<Entry> entries) {
        var telling = entries.stream()
                .filter(e -> e.subjectKind().equals(Tickets.SUBJECT) && !e.isPast() && TOLD.contains(e.kind()))
                .filter(e -> isWritten(e)
                        || e.kind().equals(ESCALATED)
                        || assignee(e).isPresent())
                .toList();
        if (telling.isEmpty()) {
            return;
        }
        var ids = telling.stream().map(Entry::subjectId).collect(Collectors.toSet());
        Map<UUID, Ticket> byId =
                tickets.byIds(tx, ids).stream().collect(Collectors.toMap(Ticket::id, Function.identity()));
        var written = telling.stream()
                .filter(Watching::isWritten)
                .map(Entry::subjectId)
                .collect(Collectors.toSet());
        var around = written.isEmpty()
                ? new Around(Map.of(), Map.of())
                : new Around(tickets.watchers(tx, written), tickets.muted(tx, written));
        var notices = new ArrayList<Notice>();
        for (Entry e : telling) {
            Ticket ticket = byId.get(e.subjectId());
            if (ticket != null) {
                notices.addAll(notices(tx, e, ticket, around));
            }
        }
        notifications.tell(tx, notices);
    }

    /** Who watches the tickets of a batch, and who wants to hear nothing of them. */
    private record Around(Map<UUID, List<UUID>> watchers, Map<UUID, Set<UUID>> muted) {}

    private static boolean isWritten(Entry e) {
        return e.kind().equals("reply") || e.kind().equals("note");
    }

    private List<Notice> notices(Tx tx, Entry e, Ticket ticket, Around around) {
        if (e.kind().equals(ESCALATED)) {
            return List.of(escalated(tx, e, ticket));
        }
        return isWritten(e)
                ? written(tx, e, ticket, around)
                : assignee(e)
                        .filter(id -> !id.equals(e.actor().id()))
                        .map(id -> List.of(notice(
                                NoticeKind.ASSIGNED,
                                Set.of(id),
                                ticket,
                                // A new ticket and who was chosen for it are written down at the same moment.
                                "assigned:" + ticket.id() + ":" + e.at().toEpochMilli(),
                                e,
                                "assignee",
                                Set.of())))
                        .orElse(List.of());
    }

    /** Those whom the policy names, as far as they may see the ticket. */
    private Notice escalated(Tx tx, Entry e, Ticket ticket) {
        var tell = e.data()
                .path("tell")
                .valueStream()
                .map(id -> UUID.fromString(id.stringValue()))
                .toList();
        var may = people.agentsAmong(tx, ticket.deskId(), tell).stream()
                .map(PersonRef::id)
                .toList();
        var values = Map.of(
                "actor", e.data().path("policy").asString(""),
                "percent", e.data().path("percent").asString(""),
                "text", "");
        return new Notice(
                e.at(), NoticeKind.ESCALATED, may, ticket, "escalated:" + e.id(), null, values, "escalation", Set.of());
    }

    /** Who the ticket belongs to from then on, if the entry says so. */
    static Optional<UUID> assignee(Entry e) {
        JsonNode id = switch (e.kind()) {
            case "created" -> e.data().path("assignee");
            case "assigned" -> e.data().path("assigneeId");
            default ->
                e.data()
                        .path("changes")
                        .valueStream()
                        .filter(c -> c.path("field").asString("").equals("assignee"))
                        .map(c -> c.path("to").path("key"))
                        .findFirst()
                        .orElse(e.data().path("none"));
        };
        return id.isString() ? Optional.of(UUID.fromString(id.stringValue())) : Optional.empty();
    }

    private List<Notice> written(Tx tx, Entry e, Ticket ticket, Around around) {
        boolean isPublic = e.kind().equals("reply");
        var notices = new ArrayList<Notice>();
        var done = new HashSet<UUID>();
        done.add(Objects.requireNonNullElse(e.actor().id(), new UUID(0, 0)));
        Set<UUID> mentioned = e.data()
                .path("mentions")
                .valueStream()
                .map(m -> UUID.fromString(m.stringValue()))
                .filter(done::add)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        notices.add(notice(NoticeKind.MENTIONED, mentioned, ticket, "mention:" + e.id(), e, "mentioned", Set.of()));
        done.addAll(around.muted().getOrDefault(ticket.id(), Set.of()));
        List<UUID> watching = around.watchers().getOrDefault(ticket.id(), List.of());
        NoticeKind kind = isPublic ? NoticeKind.REPLY : NoticeKind.NOTE;
        // What is public is mailed to the requester and to those who watch by the room that keeps the conversation.
        Set<UUID> mailed = new HashSet<>();
        if (isPublic) {
            mailed.addAll(watching);
            mailed.add(ticket.requesterId());
        }
        String once = "written:" + e.id();
        UUID assignee = ticket.assigneeId();
        if (assignee != null && done.add(assignee)) {
            notices.add(notice(kind, Set.of(assignee), ticket, once, e, "assignee", mailed));
        }
        if (isPublic && done.add(ticket.requesterId())) {
            notices.add(notice(kind, Set.of(ticket.requesterId()), ticket, once, e, "requester", mailed));
        }
        var others = watching.stream().filter(done::add).toList();
        Collection<UUID> may = isPublic
                ? others
                : people.agentsAmong(tx, ticket.deskId(), others).stream()
                        .map(PersonRef::id)
                        .toList();
        notices.add(notice(kind, may, ticket, once, e, "watching", mailed));
        return notices;
    }

    private static Notice notice(
            NoticeKind kind, Collection<UUID> to, Ticket ticket, String once, Entry e, String why, Set<UUID> mailed) {
        var values =
                Map.of("actor", e.actor().name(), "text", Sanitizer.text(Objects.requireNonNullElse(e.body(), "")));
        return new Notice(e.at(), kind, to, ticket, once, null, values, why, mailed);
    }
}
