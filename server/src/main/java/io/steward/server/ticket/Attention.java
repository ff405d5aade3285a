package io.steward.server.ticket;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Team;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.store.AttentionStore;
import io.steward.server.ticket.store.AttentionStore.Snooze;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What one person looks at: tickets put off, tickets they want no mail about, and which one comes next. */
@Component
public class Attention {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Database database;
    private final Tickets tickets;
    private final TicketStore store;
    private final AttentionStore attention;
    private final Desks desks;
    private final Labels labels;
    private final Journal journal;

    Attention(
            Database database,
            Tickets tickets,
            TicketStore store,
            AttentionStore attention,
            Desks desks,
            Labels labels,
            Journal journal) {
        this.database = database;
        this.tickets = tickets;
        this.store = store;
        this.attention = attention;
        this.desks = desks;
        this.labels = labels;
        this.journal = journal;
    }

    /**
     * Hides a ticket from the lists of who asks. An answer of the requester always brings it back.
     *
     * @param until null: only by that
     */
    public void snooze(Context context, UUID id, @Nullable Instant until) {
        var check = new Check();
        check.that(
                until == null
                        || (until.isAfter(context.at())
                                && until.isBefore(context.at().plus(LONGEST))),
                "until",
                "range",
                "Within the next year");
        check.done();
        database.run(context.tenant(), tx -> {
            Ticket ticket = tickets.worked(tx, context, id);
            var snooze = new Snooze(context.personId(), id, until);
            attention.snooze(tx, snooze);
            journal.append(tx, context, entry(tx, ticket, snooze, "snoozed"));
        });
    }

    public void wake(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Ticket ticket = tickets.worked(tx, context, id);
            if (attention.wake(tx, context.personId(), id)) {
                journal.append(tx, context, entry(tx, ticket, new Snooze(context.personId(), id, null), "woken"));
            }
        });
    }

    /** Wakes what the time has come for. @return how many */
    public int wakeDue(Tx tx, Context context, int limit) {
        return woken(tx, context, attention.wakeDue(tx, context.at(), limit));
    }

    /** Wakes these tickets for everybody. */
    public int wakeAll(Tx tx, Context context, Collection<UUID> ids) {
        return woken(tx, context, attention.wakeAll(tx, ids));
    }

    private int woken(Tx tx, Context context, List<Snooze> all) {
        for (Snooze snooze : all) {
            store.find(tx, snooze.ticket(), Visible.ALL)
                    .ifPresent(ticket -> journal.append(tx, context, entry(tx, ticket, snooze, "woken")));
        }
        return all.size();
    }

    private NewEntry entry(Tx tx, Ticket ticket, Snooze snooze, String kind) {
        var data = new LinkedHashMap<String, Object>();
        data.put("person", labels.person(tx, snooze.person()));
        if (snooze.until() != null) {
            data.put("until", snooze.until().toString());
        }
        return NewEntry.of(Tickets.SUBJECT, ticket.id(), ticket.deskId(), kind, data);
    }

    public Optional<Snooze> snooze(Tx tx, Context context, UUID ticket) {
        return attention.find(tx, context.personId(), ticket);
    }

    /** Whether who asks wants mail about a ticket. */
    public void mute(Context context, UUID id, boolean mute) {
        database.run(context.tenant(), tx -> {
            tickets.worked(tx, context, id);
            if (mute) {
                attention.mute(tx, id, context.personId());
            } else {
                attention.unmute(tx, id, context.personId());
            }
        });
    }

    public boolean isMuted(Tx tx, Context context, UUID ticket) {
        return attention
                .muted(tx, List.of(ticket))
                .getOrDefault(ticket, Set.of())
                .contains(context.personId());
    }

    /**
     * The most urgent open ticket that is theirs, or nobody's in their teams: by priority, then the oldest.
     *
     * @param skip tickets that are not meant, such as the one they look at
     * @param take whether it is assigned to them; two who take at once get different ones
     */
    public Optional<Ticket> next(Context context, Collection<UUID> skip, boolean take) {
        if (skip.size() > 100) {
            throw Problem.invalid("skip", "too-many", "At most 100 tickets");
        }
        UUID person = context.personId();
        var teams = desks.teams(context.tenant()).stream()
                .filter(t -> t.members().stream().anyMatch(m -> m.id().equals(person)))
                .map(Team::id)
                .toList();
        return database.write(
                context.tenant(),
                tx -> store.mostUrgent(tx, person, teams, skip, Visible.workedBy(context.rights()))
                        .map(id -> {
                            Ticket ticket = tickets.held(tx, context, id);
                            boolean theirs = person.equals(ticket.assigneeId());
                            return take && !theirs
                                    ? tickets.change(tx, context, ticket, ChangeTicket.of(TicketField.ASSIGNEE, person))
                                    : ticket;
                        }));
    }
}
