package io.steward.server.sla;

import io.steward.server.identity.Desks;
import io.steward.server.identity.PersonRef;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.sla.Promise.Action;
import io.steward.server.sla.store.EscalationStore;
import io.steward.server.ticket.ChangeTicket;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketField;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does what policies want done before and after a target is missed: once, and says so in the ticket's journal. */
@Component
public class Escalations {
    static final String ESCALATED = "sla_escalated";

    /** What changes nothing on the ticket by itself. */
    private static final Set<String> TOLD_ONLY = Set.of("notify", "rule", "page");

    private final Database database;
    private final EscalationStore store;
    private final Tickets tickets;
    private final TicketReader reader;
    private final Desks desks;
    private final Types types;
    private final Journal journal;

    Escalations(
            Database database,
            EscalationStore store,
            Tickets tickets,
            TicketReader reader,
            Desks desks,
            Types types,
            Journal journal) {
        this.database = database;
        this.store = store;
        this.tickets = tickets;
        this.reader = reader;
        this.desks = desks;
        this.types = types;
        this.journal = journal;
    }

    /** Does the oldest that is to be done; answers whether there was one. */
    public boolean runOne(TenantId tenant, Instant now) {
        try {
            return database.write(tenant, tx -> take(tx, now, null));
        } catch (Problem refused) {
            // A workflow's condition perhaps: said, and not tried again.
            return database.write(tenant, tx -> take(tx, now, refused.text()));
        }
    }

    private boolean take(Tx tx, Instant now, @Nullable String refused) {
        var next = store.take(tx);
        next.ifPresent(e -> carryOut(tx, now, e, refused));
        return next.isPresent();
    }

    private void carryOut(Tx tx, Instant now, EscalationStore.Escalation e, @Nullable String refused) {
        Ticket ticket =
                reader.byIds(tx, Set.of(e.ticketId())).stream().findFirst().orElse(null);
        if (ticket == null) {
            return;
        }
        var context = Context.system(tx.tenant(), now, new Cause("sla", e.policy()));
        var tell = new LinkedHashSet<UUID>();
        e.actions().stream()
                .filter(a -> a.kind().equals("notify"))
                .forEach(a -> tell.addAll(told(tx.tenant(), ticket, a)));
        ChangeTicket change =
                refused == null ? change(types.get(tx.tenant(), ticket.typeId()), ticket, e.actions()) : null;
        if (change != null) {
            tickets.change(tx, context, ticket.id(), change);
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("clock", e.key());
        data.put("policy", e.policy());
        data.put("percent", e.percent());
        data.put(
                "did",
                change == null
                        ? List.of()
                        : e.actions().stream()
                                .map(Action::kind)
                                .filter(k -> !TOLD_ONLY.contains(k))
                                .distinct()
                                .toList());
        data.put("tell", List.copyOf(tell));
        followed(e.actions(), data);
        if (refused != null) {
            data.put("refused", refused);
        }
        journal.append(tx, context, NewEntry.of(Tickets.SUBJECT, ticket.id(), ticket.deskId(), ESCALATED, data));
    }

    /** What other rooms do because of this entry. */
    private static void followed(List<Action> actions, Map<String, Object> data) {
        var rules = actions.stream()
                .map(Action::ruleId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!rules.isEmpty()) {
            data.put("rules", rules);
        }
        var pages = actions.stream()
                .filter(a -> a.chain() != null)
                .map(a -> Map.of(
                        "chain", Objects.requireNonNull(a.chain()), "text", Objects.requireNonNullElse(a.text(), "")))
                .toList();
        if (!pages.isEmpty()) {
            data.put("pages", pages);
        }
    }

    private Set<UUID> told(TenantId tenant, Ticket ticket, Action a) {
        var all = new LinkedHashSet<UUID>();
        if (a.people() != null) {
            all.addAll(a.people());
        }
        if (a.assignee() && ticket.assigneeId() != null) {
            all.add(ticket.assigneeId());
        }
        if (a.team()) {
            all.addAll(members(tenant, ticket.teamId()));
        }
        all.addAll(members(tenant, a.teamId()));
        return all;
    }

    private List<UUID> members(TenantId tenant, @Nullable UUID team) {
        return team == null
                ? List.of()
                : desks.team(tenant, team)
                        .map(t -> t.members().stream().map(PersonRef::id).toList())
                        .orElse(List.of());
    }

    /** All that changes the ticket, as one change; null if nothing does. What is over is left as it is. */
    private static @Nullable ChangeTicket change(TicketType type, Ticket ticket, List<Action> actions) {
        Map<TicketField, @Nullable Object> values = new EnumMap<>(TicketField.class);
        var notes = new ArrayList<String>();
        boolean open = ticket.statusCategory().isOpen();
        for (Action a : actions) {
            switch (a.kind()) {
                case "reassign" -> {
                    if (open && a.teamId() != null) {
                        values.put(TicketField.TEAM, a.teamId());
                        // Who had it is of another team; the new one finds it in its queue.
                        values.put(TicketField.ASSIGNEE, a.personId());
                    } else if (open && a.personId() != null) {
                        values.put(TicketField.ASSIGNEE, a.personId());
                    }
                }
                case "raise_priority" -> {
                    if (open) {
                        raise(type, ticket, values);
                    }
                }
                case "note" -> notes.add(Sanitizer.fromText(a.text() == null ? "" : a.text()));
                default -> {
                    // Telling people changes nothing.
                }
            }
        }
        String note = notes.isEmpty() ? null : String.join("", notes);
        return values.isEmpty() && note == null ? null : new ChangeTicket(values, Map.of(), note, null);
    }

    /** More urgent, then of more impact, until the type gives it a higher priority. */
    private static void raise(TicketType type, Ticket ticket, Map<TicketField, @Nullable Object> values) {
        int impact = ticket.impact();
        int urgency = ticket.urgency();
        while (type.priority(impact, urgency) >= ticket.priority() && (urgency > 1 || impact > 1)) {
            if (urgency > 1) {
                urgency--;
            } else {
                impact--;
            }
        }
        if (type.priority(impact, urgency) < ticket.priority()) {
            values.put(TicketField.URGENCY, urgency);
            values.put(TicketField.IMPACT, impact);
        }
    }
}
