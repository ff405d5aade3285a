package io.steward.server.ticket;

import io.steward.server.journal.Audience;
import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.store.Around;
import io.steward.server.ticket.store.AttentionStore;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads single tickets with what hangs on them, for those who may. */
@Component
public class TicketReader {
    private final Database database;
    private final TicketStore store;
    private final Around around;
    private final Journal journal;
    private final AttentionStore attention;

    TicketReader(Database database, TicketStore store, Around around, Journal journal, AttentionStore attention) {
        this.database = database;
        this.store = store;
        this.around = around;
        this.journal = journal;
        this.attention = attention;
    }

    /** By id or number, on the desks the actor works on. */
    public Ticket worked(Tx tx, Context context, String idOrNumber) {
        return find(tx, idOrNumber, Visible.workedBy(context.rights()));
    }

    /** By id or number, among those the person follows. */
    public Ticket followed(Tx tx, Context context, String idOrNumber) {
        return find(tx, idOrNumber, Visible.followedBy(context.personId()));
    }

    /** By id or number, if the actor may write there. */
    public Optional<Ticket> writable(Tx tx, Context context, String idOrNumber) {
        return search(tx, idOrNumber, Visible.writableBy(context));
    }

    private Ticket find(Tx tx, String idOrNumber, Visible visible) {
        return search(tx, idOrNumber, visible).orElseThrow(() -> Problem.notFound("ticket"));
    }

    private Optional<Ticket> search(Tx tx, String idOrNumber, Visible visible) {
        if (idOrNumber.length() == 36) {
            UUID id;
            try {
                id = UUID.fromString(idOrNumber);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
            return store.find(tx, id, visible);
        }
        return store.byNumber(tx, idOrNumber.toUpperCase(Locale.ROOT), visible);
    }

    public List<Entry> entries(Tx tx, UUID ticket, long after, int limit, boolean publicOnly) {
        return journal.of(tx, ticket, after, limit, publicOnly);
    }

    public List<Attachment> attachments(Tx tx, UUID ticket, boolean publicOnly) {
        return around.attachments(tx, ticket, publicOnly);
    }

    /** Who watches each of several tickets; those that nobody watches are left out. */
    public Map<UUID, List<UUID>> watchers(Tx tx, Collection<UUID> tickets) {
        return around.watchers(tx, tickets);
    }

    /** Who wants no mail about each of several tickets. */
    public Map<UUID, Set<UUID>> muted(Tx tx, Collection<UUID> tickets) {
        return attention.muted(tx, tickets);
    }

    /** The files of several tickets that requesters may see. */
    public List<Attachment> attachments(Tx tx, Collection<UUID> tickets) {
        return around.attachments(tx, tickets);
    }

    /** The tickets right below one that the actor works on, the oldest first. */
    public List<Ticket> children(Tx tx, Context context, UUID id) {
        return store.childrenOf(tx, List.of(id), Visible.workedBy(context.rights()), 200).stream()
                .sorted(Comparator.comparing(Ticket::created).thenComparing(Ticket::id))
                .toList();
    }

    /** What a person follows, newest change first. */
    public List<Ticket> following(
            Tx tx, UUID person, boolean open, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return store.following(tx, person, open, before, beforeId, limit);
    }

    /** The next ids in their order, after one or from the beginning. */
    public List<UUID> ids(Tx tx, @Nullable UUID after, int limit) {
        return store.ids(tx, after, limit);
    }

    /** Full tickets by ids, without regard to who asks: for the rooms above, which decide themselves. */
    public List<Ticket> byIds(Tx tx, Collection<UUID> ids) {
        return store.byIds(tx, ids, Visible.ALL);
    }

    /** A ticket held until the transaction ends. */
    public Optional<Ticket> locked(Tx tx, UUID id) {
        return store.lock(tx, id, Visible.ALL);
    }

    /** Several, held until the transaction ends. */
    public List<Ticket> held(Tx tx, Collection<UUID> ids) {
        return store.held(tx, ids);
    }

    /** Which of a desk's tickets. @param since from when they are */
    public record OfDesk(UUID desk, boolean openOnly, Instant since) {}

    /** The next tickets of a desk after a place, in the order of their ids, which is that of their creation. */
    public List<Ticket> ofDesk(Tx tx, OfDesk which, @Nullable UUID after, int limit) {
        return store.ofDesk(tx, which, after, limit);
    }

    /** As {@link #ofDesk}, held until the transaction ends, so that what is worked out of them and their journals fits together. */
    public List<Ticket> heldOfDesk(Tx tx, OfDesk which, @Nullable UUID after, int limit) {
        return store.heldOfDesk(tx, which, after, limit);
    }

    /** The relations of a ticket, as it sees them. */
    public List<Link> links(Tx tx, UUID ticket) {
        return around.links(tx, ticket);
    }

    /** A moment in a ticket's life. */
    public enum Moment {
        CREATED,
        UPDATED,
        STATUS
    }

    /** A desk's tickets whose moment lies after one instant and not after another, the earliest moment first. */
    public List<Ticket> between(Tx tx, UUID desk, Moment moment, Instant after, Instant until, int limit) {
        return store.between(tx, desk, moment, after, until, limit);
    }

    /** How many open tickets each of these people has; who has none is left out. */
    public Map<UUID, Integer> openByAssignee(Tx tx, Collection<UUID> people) {
        return people.isEmpty() ? Map.of() : store.openByAssignee(tx, people);
    }

    /** A person's open tickets that the actor works on, the last changed first. */
    public List<Ticket> openOf(Tx tx, Context context, UUID assignee, int limit) {
        return store.openOf(tx, assignee, Visible.workedBy(context.rights()), limit);
    }

    /** Those of the ids that the actor works on. */
    public List<Ticket> worked(Tx tx, Context context, Collection<UUID> ids) {
        return store.byIds(tx, ids, Visible.workedBy(context.rights()));
    }

    /** The texts of replies and notes of several tickets, for the search index. */
    public Map<UUID, List<String>> posts(Tx tx, Collection<UUID> ids) {
        return journal.bodies(tx, ids);
    }

    /** True when the person asked for the ticket or watches it. */
    public boolean follows(Tx tx, UUID person, UUID ticket) {
        return store.find(tx, ticket, Visible.followedBy(person)).isPresent();
    }

    /** The attachment, if the actor may read its ticket and the part of it. */
    public Attachment attachment(Context context, UUID id) {
        return database.read(context.tenant(), tx -> {
            Attachment a = around.attachment(tx, id).orElseThrow(() -> Problem.notFound("attachment"));
            if (store.find(tx, a.ticketId(), Visible.workedBy(context.rights())).isPresent()) {
                return a;
            }
            boolean follower = a.audience() == Audience.PUBLIC && follows(tx, context.personId(), a.ticketId());
            if (!follower) {
                throw Problem.notFound("attachment");
            }
            return a;
        });
    }
}
