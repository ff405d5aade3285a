package io.steward.server.approval;

import io.steward.server.approval.rules.Ballot;
import io.steward.server.identity.Directory;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.notification.Notice;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.Notifications;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.Tickets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Says what happens with an approval: to the journal, to those who are to decide, to who asked. */
@Component
class Voices {
    private final Journal journal;
    private final Notifications notifications;
    private final Delegations delegations;
    private final Directory directory;

    Voices(Journal journal, Notifications notifications, Delegations delegations, Directory directory) {
        this.journal = journal;
        this.notifications = notifications;
        this.delegations = delegations;
        this.directory = directory;
    }

    void record(Tx tx, Context context, Approval a, String kind, Map<String, ?> more) {
        var data = new LinkedHashMap<String, Object>();
        data.put("approval", a.id());
        data.put("title", a.plan().title());
        data.putAll(more);
        journal.append(tx, context, NewEntry.of(Tickets.SUBJECT, a.ticketId(), a.deskId(), kind, data));
    }

    /** Asks those who have not decided at this step, and who decides for those of them who are away. */
    void ask(Tx tx, Context context, Approval a, Ticket ticket, NoticeKind kind, String once) {
        if (a.outcomes().get(a.step()) != Ballot.Outcome.OPEN) {
            return;
        }
        Set<UUID> open = new LinkedHashSet<>();
        a.current().stream()
                .filter(s -> s.approved() == null)
                .map(Seat::personId)
                .forEach(open::add);
        tell(tx, context, a, ticket, kind, open, once, "approver", Map.of());
        Set<UUID> instead = new HashSet<>(delegations.delegates(tx, open, context.at()));
        instead.removeAll(open);
        a.current().stream()
                .map(Seat::decidedBy)
                .filter(java.util.Objects::nonNull)
                .forEach(instead::remove);
        instead.remove(ticket.requesterId());
        if (a.requestedBy() != null) {
            instead.remove(a.requestedBy());
        }
        tell(tx, context, a, ticket, kind, instead, once, "delegate", Map.of());
    }

    /** Tells who asked, and who works on the ticket, what came of it. */
    void outcome(Tx tx, Context context, Approval a, Ticket ticket, ApprovalState outcome) {
        String once = "approval-ended:" + a.id();
        var values = Map.of("outcome", outcome.key());
        UUID asker = a.requestedBy();
        if (asker != null && !context.isActor(asker)) {
            tell(tx, context, a, ticket, NoticeKind.APPROVAL_DECIDED, List.of(asker), once, "asked", values);
        }
        UUID assignee = ticket.assigneeId();
        if (assignee != null && !context.isActor(assignee)) {
            tell(tx, context, a, ticket, NoticeKind.APPROVAL_DECIDED, List.of(assignee), once, "assignee", values);
        }
    }

    String name(Tx tx, UUID person) {
        var ref = directory.ref(tx, person);
        return ref == null ? "?" : ref.name();
    }

    private void tell(
            Tx tx,
            Context context,
            Approval a,
            Ticket ticket,
            NoticeKind kind,
            Collection<UUID> people,
            String once,
            String why,
            Map<String, String> more) {
        var values = new LinkedHashMap<String, String>();
        UUID asker = a.requestedBy();
        values.put("actor", asker == null ? "Steward" : name(tx, asker));
        values.put("approval", a.plan().title());
        values.put("text", kind == NoticeKind.APPROVAL_DECIDED ? "" : a.plan().reason());
        values.put("approvalId", a.id().toString());
        values.put("step", String.valueOf(a.step()));
        values.putAll(more);
        notifications.tell(
                tx,
                new Notice(context.at(), kind, people, ticket, once, "/approvals/" + a.id(), values, why, Set.of()));
    }
}
