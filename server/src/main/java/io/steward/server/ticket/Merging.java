package io.steward.server.ticket;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.Draft;
import io.steward.server.ticket.store.Around;
import io.steward.server.ticket.store.MergeStore;
import io.steward.server.ticket.store.MergeStore.Merge;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Two tickets about the same thing become one: what was said stays where it was said, the merged one is ended by its workflow
 * and linked as a duplicate, and those who followed it follow the other. All of it can be taken back.
 */
@Component
public class Merging {
    private static final List<StatusCategory> ENDS =
            List.of(StatusCategory.CANCELLED, StatusCategory.CLOSED, StatusCategory.RESOLVED);

    private final Database database;
    private final Tickets tickets;
    private final TicketStore store;
    private final Around around;
    private final MergeStore merges;
    private final Types types;
    private final Workflow workflow;
    private final Journal journal;

    Merging(
            Database database,
            Tickets tickets,
            TicketStore store,
            Around around,
            MergeStore merges,
            Types types,
            Workflow workflow,
            Journal journal) {
        this.database = database;
        this.tickets = tickets;
        this.store = store;
        this.around = around;
        this.merges = merges;
        this.types = types;
        this.workflow = workflow;
        this.journal = journal;
    }

    /** The ticket that one became part of. */
    public Optional<Ticket> into(Tx tx, Context context, UUID ticket) {
        return merges.into(tx, ticket).flatMap(id -> store.find(tx, id, Visible.workedBy(context.rights())));
    }

    /** @return the merged ticket as it is then */
    public Ticket merge(Context context, UUID id, @Nullable String number, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            UUID into = target(tx, context, id, number);
            hold(tx, context, id, into);
            return merge(tx, context, tickets.held(tx, context, id), tickets.held(tx, context, into));
        });
    }

    private UUID target(Tx tx, Context context, UUID id, @Nullable String number) {
        tickets.worked(tx, context, id);
        String wanted = number == null ? "" : number.strip().toUpperCase(Locale.ROOT);
        UUID into = store.byNumber(tx, wanted, Visible.workedBy(context.rights()))
                .map(Ticket::id)
                .orElseThrow(() -> Problem.invalid("into", "unknown", "There is no such ticket"));
        if (into.equals(id)) {
            throw Problem.invalid("into", "self", "A ticket cannot be merged into itself");
        }
        return into;
    }

    /** Both at once, always in the same order, so that two who merge crosswise do not wait for each other. */
    private void hold(Tx tx, Context context, UUID one, UUID other) {
        Stream.of(one, other).sorted().forEach(t -> tickets.held(tx, context, t));
    }

    private Ticket merge(Tx tx, Context context, Ticket from, Ticket into) {
        if (merges.into(tx, from.id()).isPresent()) {
            throw Problem.conflict("This was merged already");
        }
        if (merges.into(tx, into.id()).isPresent()) {
            throw Problem.invalid("into", "merged", "This one is part of another ticket itself");
        }
        if (from.confidential() != into.confidential()) {
            throw Problem.invalid("into", "confidential", "Only one of the two is confidential");
        }
        end(tx, context, from);
        UUID linkId = Ids.next();
        boolean linked = around.link(tx, linkId, LinkKind.DUPLICATES, from.id(), into.id());
        if (linked) {
            tickets.linked(tx, context, from, into, LinkKind.DUPLICATES, "linked");
        }
        var followers = new LinkedHashSet<>(around.watchers(tx, from.id()));
        followers.add(from.requesterId());
        followers.remove(into.requesterId());
        List<UUID> added = followers.isEmpty() ? List.of() : around.watchAll(tx, into.id(), followers);
        merges.insert(tx, new Merge(from.id(), into.id(), linked ? linkId : null, from.status(), added), context.at());
        record(tx, context, from, into, "merged", "merged_in");
        return store.find(tx, from.id(), Visible.ALL).orElseThrow();
    }

    /** By the first way that the workflow lets the actor take; what is over already stays as it is. */
    private void end(Tx tx, Context context, Ticket from) {
        if (!from.statusCategory().isOpen()) {
            return;
        }
        var type = types.get(context.tenant(), from.typeId());
        var ways = workflow.open(context, type, from);
        String to = ENDS.stream()
                .flatMap(end -> ways.stream()
                        .map(Transition::to)
                        .filter(key -> type.status(key)
                                .filter(s -> s.category() == end)
                                .isPresent()))
                .findFirst()
                .orElseThrow(() -> Problem.conflict("The workflow has no way to end this ticket from here"));
        tickets.change(tx, context, from, ChangeTicket.of(TicketField.STATUS, to), true);
    }

    /** @return the ticket that was merged, as it is then */
    public Ticket unmerge(Context context, UUID id, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            tickets.worked(tx, context, id);
            UUID into = merges.into(tx, id).orElseThrow(() -> Problem.conflict("This is not merged"));
            hold(tx, context, id, into);
            Merge merge = merges.find(tx, id).orElseThrow(() -> Problem.conflict("This is not merged"));
            unmerge(tx, context, tickets.held(tx, context, id), tickets.held(tx, context, merge.into()), merge);
            return store.find(tx, id, Visible.ALL).orElseThrow();
        });
    }

    private void unmerge(Tx tx, Context context, Ticket from, Ticket into, Merge merge) {
        merges.delete(tx, from.id());
        restore(tx, context, from, merge.status());
        if (merge.link() != null && around.unlink(tx, merge.link())) {
            tickets.linked(tx, context, from, into, LinkKind.DUPLICATES, "unlinked");
        }
        merge.watchers().forEach(person -> around.unwatch(tx, into.id(), person));
        record(tx, context, from, into, "unmerged", "unmerged_in");
    }

    /** Where it was before; a status that the type has no more gives way to the one it begins with. */
    private void restore(Tx tx, Context context, Ticket from, String status) {
        var type = types.get(context.tenant(), from.typeId());
        var to = type.status(status).orElseGet(type::initial);
        if (from.statusCategory().isOpen() || !to.category().isOpen()) {
            return;
        }
        var draft = new Draft(from, type);
        draft.restore(to, context.at());
        draft.changedBy = context.actor().id();
        Ticket after = draft.build(context.at());
        tickets.save(tx, context, from, after);
        journal.appendAll(tx, context, tickets.changeEntries(tx, context, type, from, after));
    }

    private void record(Tx tx, Context context, Ticket from, Ticket into, String here, String there) {
        store.touch(tx, from.id(), context.at());
        store.touch(tx, into.id(), context.at());
        journal.appendAll(tx, context, List.of(entry(from, here, into), entry(into, there, from)));
    }

    private static NewEntry entry(Ticket of, String kind, Ticket other) {
        return NewEntry.of(
                Tickets.SUBJECT,
                of.id(),
                of.deskId(),
                kind,
                Map.of("number", other.number(), "title", other.title(), "ticket", other.id()));
    }
}
