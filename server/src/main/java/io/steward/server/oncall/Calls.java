package io.steward.server.oncall;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.oncall.store.ChainStore;
import io.steward.server.oncall.store.PageStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pages: begun, taken on and ended. What happens to one is in its ticket's journal. */
@Component
public class Calls {
    /** By whom a page was triggered. */
    public static final String PERSON = "person";

    public static final String RULE = "rule";
    public static final String SLA = "sla";

    private static final int MOST_OF_TICKET = 50;
    private static final int TRIES = 3;

    private final Database database;
    private final PageStore store;
    private final ChainStore chains;
    private final TicketReader tickets;
    private final Journal journal;
    private final CallBell bell;

    Calls(Database database, PageStore store, ChainStore chains, TicketReader tickets, Journal journal, CallBell bell) {
        this.database = database;
        this.store = store;
        this.chains = chains;
        this.tickets = tickets;
        this.journal = journal;
        this.bell = bell;
    }

    /** @param fresh false: the chain was called on this ticket already, and still is */
    public record Begun(Call call, boolean fresh) {}

    /** By hand: agents of the desk may. */
    public Begun trigger(
            Context context, String idOrNumber, @Nullable UUID chain, @Nullable String text, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            var check = new Check();
            UUID id = check.needed("chainId", chain, new UUID(0, 0));
            String said = check.optional("text", text, Call.LONGEST_TEXT);
            check.done();
            return trigger(tx, context, tickets.worked(tx, context, idOrNumber).id(), id, said, PERSON);
        });
    }

    /**
     * Calls a chain about a ticket; where it is called already, that call is answered.
     *
     * @param source what triggers it
     * @throws Problem when the ticket is not open, or its desk has no such chain
     */
    public Begun trigger(Tx tx, Context context, UUID ticketId, UUID chainId, String text, String source) {
        // Held, so that it is not closed before this is written.
        Ticket ticket = tickets.locked(tx, ticketId).orElseThrow(() -> Problem.notFound("ticket"));
        if (!ticket.statusCategory().isOpen()) {
            throw Problem.conflict("The ticket is not open any more");
        }
        Chain chain = chains.find(tx, chainId)
                .filter(c -> c.deskId().equals(ticket.deskId()))
                .orElseThrow(() -> Problem.invalid("chainId", "unknown", "The ticket's desk has no such chain"));
        for (int i = 0; i < TRIES; i++) {
            Call made = begun(context, ticket, chain, text, source);
            if (store.insert(tx, made)) {
                record(tx, context, made, "paged", Map.of("text", text));
                tx.afterCommit(bell::ring);
                return new Begun(made, true);
            }
            var standing = store.standing(tx, ticket.id(), chain.id());
            if (standing.isPresent()) {
                return new Begun(standing.get(), false);
            }
            // It ended just now: there is room for another.
        }
        throw Problem.conflict("Somebody else calls just now; try again");
    }

    private static Call begun(Context context, Ticket ticket, Chain chain, String text, String source) {
        return new Call(
                Ids.next(),
                ticket.id(),
                ticket.deskId(),
                chain.id(),
                chain.name(),
                chain.steps(),
                chain.repeats(),
                text,
                source,
                PageState.TRIGGERED,
                0,
                0,
                context.at(),
                context.at(),
                source.equals(PERSON) ? context.actor().id() : null,
                null,
                null,
                null,
                null);
    }

    /** The newest first, of a ticket that the actor works on. */
    public List<Call> ofTicket(Tx tx, Context context, String idOrNumber) {
        return store.ofTicket(tx, tickets.worked(tx, context, idOrNumber).id(), MOST_OF_TICKET);
    }

    /** Of the desks that the actor works on, the newest first. */
    public List<Call> page(
            Tx tx,
            Context context,
            Collection<UUID> desks,
            Collection<PageState> states,
            @Nullable UUID before,
            int limit) {
        return store.page(tx, desks.stream().filter(context.rights()::worksOn).toList(), states, before, limit);
    }

    /** Of a ticket that the actor works on. */
    public Call get(Tx tx, Context context, UUID id) {
        return store.find(tx, id)
                .filter(c -> !tickets.worked(tx, context, List.of(c.ticketId())).isEmpty())
                .orElseThrow(() -> Problem.notFound("page"));
    }

    /** Takes it on: nobody else is called. Who does so again changes nothing. */
    public Call acknowledge(Context context, UUID id) {
        return database.write(context.tenant(), tx -> {
            get(tx, context, id);
            return acknowledge(tx, context, id, "app");
        });
    }

    /** As the actor, who may: by a page of ours or by a link that was sent to them. */
    Call acknowledge(Tx tx, Context context, UUID id, String via) {
        Call call = store.lock(tx, id).orElseThrow(() -> Problem.notFound("page"));
        return switch (call.state()) {
            case ACKNOWLEDGED -> call;
            case TRIGGERED -> {
                Call taken = call.taken(context.at(), context.personId(), via);
                store.move(tx, taken);
                record(tx, context, taken, "page_acknowledged", Map.of("via", via));
                yield taken;
            }
            case RESOLVED, EXHAUSTED -> throw Problem.conflict("This page is over");
        };
    }

    /** Calls the next step at once, also when somebody took it on and cannot go on with it. */
    public Call escalate(Context context, UUID id) {
        return database.write(context.tenant(), tx -> {
            get(tx, context, id);
            Call call = store.lock(tx, id).orElseThrow(() -> Problem.notFound("page"));
            if (!call.state().isStanding()) {
                throw Problem.conflict("This page is over");
            }
            Call on = call.goingOn(call.step(), call.round(), context.at());
            store.move(tx, on);
            record(tx, context, on, "page_escalated", Map.of());
            tx.afterCommit(bell::ring);
            return on;
        });
    }

    /** Ends it by hand. */
    public Call resolve(Context context, UUID id) {
        return database.write(context.tenant(), tx -> {
            get(tx, context, id);
            Call call = store.lock(tx, id).orElseThrow(() -> Problem.notFound("page"));
            if (call.state() == PageState.RESOLVED) {
                return call;
            }
            if (!call.state().isStanding()) {
                throw Problem.conflict("This page is over");
            }
            return resolve(tx, context, call);
        });
    }

    /** All that stand on a ticket, which is not open any more. */
    public void resolveAll(Tx tx, Context context, UUID ticket) {
        store.standing(tx, ticket).forEach(c -> resolve(tx, context, c));
    }

    /** Its row is held. */
    Call resolve(Tx tx, Context context, Call call) {
        Call over = call.over(PageState.RESOLVED, context.at());
        store.move(tx, over);
        record(tx, context, over, "page_resolved", Map.of());
        return over;
    }

    void record(Tx tx, Context context, Call call, String what, Map<String, ?> more) {
        var data = new LinkedHashMap<String, Object>();
        data.put("pageId", call.id());
        data.put("chain", call.chainName());
        data.putAll(more);
        journal.append(tx, context, NewEntry.of(Tickets.SUBJECT, call.ticketId(), call.deskId(), what, data));
    }
}
