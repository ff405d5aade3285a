package io.steward.server.oncall.web;

import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.oncall.Call;
import io.steward.server.oncall.Told;
import io.steward.server.oncall.store.PageStore;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pages as answers have them; however many they are, in the same few statements. */
@Component
class PageViews {
    private final PageStore store;
    private final TicketReader tickets;
    private final Directory directory;

    PageViews(PageStore store, TicketReader tickets, Directory directory) {
        this.store = store;
        this.tickets = tickets;
        this.directory = directory;
    }

    record TicketRef(UUID id, String number, String title) {}

    record ChainRef(UUID id, String name) {}

    /** @param step from 1; {@code round} too */
    record ToldView(@Nullable PersonRef person, int step, int round, Instant at) {}

    /**
     * @param step how many steps of this round were taken, of {@code steps}
     * @param round which time round the chain it is, from 1, of {@code rounds}
     * @param nextAt when the next step is taken; null when none is
     */
    record PageView(
            UUID id,
            TicketRef ticket,
            UUID deskId,
            ChainRef chain,
            String text,
            String source,
            String state,
            int step,
            int steps,
            int round,
            int rounds,
            @Nullable Instant nextAt,
            Instant triggered,
            @Nullable PersonRef triggeredBy,
            @Nullable Instant acknowledged,
            @Nullable PersonRef acknowledgedBy,
            @Nullable String acknowledgedVia,
            @Nullable Instant ended,
            List<ToldView> told) {}

    PageView one(Tx tx, Call call) {
        return all(tx, List.of(call)).getFirst();
    }

    /** For whoever has a link to it: people by their names alone. */
    PageView byLink(Tx tx, Call call) {
        return all(tx, List.of(call), p -> new PersonRef(p.id(), p.name(), "")).getFirst();
    }

    List<PageView> all(Tx tx, List<Call> all) {
        return all(tx, all, UnaryOperator.identity());
    }

    private List<PageView> all(Tx tx, List<Call> all, UnaryOperator<PersonRef> shown) {
        if (all.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<Told>> told = store.told(tx, all.stream().map(Call::id).toList()).stream()
                .collect(Collectors.groupingBy(Told::pageId));
        Map<UUID, Ticket> known =
                tickets.byIds(tx, all.stream().map(Call::ticketId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Ticket::id, Function.identity()));
        var people = new HashMap<>(directory.refs(tx, people(all, told.values())));
        people.replaceAll((id, person) -> shown.apply(person));
        var views = new ArrayList<PageView>();
        for (Call c : all) {
            Ticket ticket = known.get(c.ticketId());
            if (ticket != null) {
                views.add(view(c, ticket, told.getOrDefault(c.id(), List.of()), people));
            }
        }
        return views;
    }

    private static Collection<UUID> people(List<Call> all, Collection<List<Told>> told) {
        var ids = new HashSet<UUID>();
        told.forEach(list -> list.forEach(t -> ids.add(t.personId())));
        for (Call c : all) {
            if (c.triggeredBy() != null) {
                ids.add(c.triggeredBy());
            }
            if (c.acknowledgedBy() != null) {
                ids.add(c.acknowledgedBy());
            }
        }
        return ids;
    }

    private static PageView view(Call c, Ticket t, List<Told> told, Map<UUID, PersonRef> people) {
        return new PageView(
                c.id(),
                new TicketRef(t.id(), t.number(), t.title()),
                c.deskId(),
                new ChainRef(c.chainId(), c.chainName()),
                c.text(),
                c.source(),
                c.state().key(),
                c.step(),
                c.steps().size(),
                c.round() + 1,
                c.repeats() + 1,
                c.nextAt(),
                c.triggered(),
                ref(people, c.triggeredBy()),
                c.acknowledged(),
                ref(people, c.acknowledgedBy()),
                c.acknowledgedVia(),
                c.ended(),
                told.stream()
                        .map(x -> new ToldView(ref(people, x.personId()), x.step() + 1, x.round() + 1, x.at()))
                        .toList());
    }

    private static @Nullable PersonRef ref(Map<UUID, PersonRef> people, @Nullable UUID id) {
        return id == null ? null : people.get(id);
    }
}
