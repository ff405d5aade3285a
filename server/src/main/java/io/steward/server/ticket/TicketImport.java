package io.steward.server.ticket;

import io.steward.server.journal.Journal;
import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.store.Numbers;
import io.steward.server.ticket.store.TicketStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes tickets from elsewhere in, with their history and dates, by COPY. Those known by external id are left alone. */
@Component
public class TicketImport {
    /** A ticket as it ended, without number, and what happened to it, each with its own date and actor. */
    public record Imported(Ticket ticket, List<Journal.Past> history) {}

    private final TicketStore store;
    private final Numbers numbers;
    private final Journal journal;
    private final Types types;

    TicketImport(TicketStore store, Numbers numbers, Journal journal, Types types) {
        this.store = store;
        this.numbers = numbers;
        this.journal = journal;
        this.types = types;
    }

    /** Which of these external ids a desk has already. */
    public Set<String> known(Tx tx, UUID desk, Collection<String> externalIds) {
        return store.knownExternal(tx, desk, externalIds);
    }

    /** Writes new tickets of one type and their journal; answers how many entries. */
    public long write(Tx tx, Context context, UUID typeId, List<Imported> all) {
        if (!context.rights().all()) {
            throw Problem.forbidden("Only an administrator may import");
        }
        if (all.isEmpty()) {
            return 0;
        }
        TicketType type = types.get(context.tenant(), typeId);
        long number = numbers.reserve(tx, type.prefix(), all.size());
        var tickets = new ArrayList<Ticket>(all.size());
        var history = new ArrayList<Journal.Past>();
        for (Imported one : all) {
            tickets.add(numbered(one.ticket(), type.prefix() + "-" + number++));
            history.addAll(one.history());
        }
        store.insertAll(tx, tickets);
        return journal.appendHistory(tx, history);
    }

    private static Ticket numbered(Ticket t, String number) {
        return new Ticket(
                t.id(),
                number,
                t.typeId(),
                t.deskId(),
                t.title(),
                t.description(),
                t.status(),
                t.statusCategory(),
                t.impact(),
                t.urgency(),
                t.priority(),
                t.categoryId(),
                t.teamId(),
                t.assigneeId(),
                t.requesterId(),
                t.channel(),
                t.tags(),
                t.created(),
                t.updated(),
                t.firstReplied(),
                t.resolved(),
                t.closed(),
                t.reopenCount(),
                t.reassignCount(),
                t.agentReplies(),
                t.awaitsAgent(),
                t.rating(),
                t.ratingComment(),
                t.rated(),
                t.externalId(),
                t.version(),
                t.fields(),
                t.parentId(),
                t.createdBy(),
                t.changedBy(),
                t.statusSince(),
                t.statusMinutes(),
                t.confidential());
    }
}
