package io.steward.server.sla;

import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.sla.rules.ClockState;
import io.steward.server.sla.store.ClockStore;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketPast;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clocks of one ticket: how they stand, how that came about, and why a missed target may be excused. */
@Component
public class TicketClocks {
    private final Database database;
    private final ClockStore store;
    private final Books books;
    private final Replay replay;
    private final TicketPast pasts;
    private final TicketReader reader;
    private final Directory directory;
    private final Journal journal;

    TicketClocks(
            Database database,
            ClockStore store,
            Books books,
            Replay replay,
            TicketPast pasts,
            TicketReader reader,
            Directory directory,
            Journal journal) {
        this.database = database;
        this.store = store;
        this.books = books;
        this.replay = replay;
        this.pasts = pasts;
        this.reader = reader;
        this.directory = directory;
        this.journal = journal;
    }

    /**
     * A clock with its story.
     *
     * @param story told by replaying the ticket's journal, by the minute
     */
    public record Told(
            Clock clock, @Nullable Policy policy, @Nullable PersonRef excusedBy, List<Story.Part> story) {}

    public List<Told> of(Context context, UUID id) {
        return database.read(context.tenant(), tx -> {
            Ticket ticket = reader.worked(tx, context, id.toString());
            var clocks = store.of(tx, id, books);
            if (clocks.isEmpty()) {
                return List.of();
            }
            Book book = books.get(tx, ticket.deskId(), Clock.bookOf(clocks));
            var replayed = replay(tx, book, ticket, clocks);
            var people = new HashSet<UUID>();
            clocks.forEach(c -> {
                if (c.excuse() != null && c.excuse().by() != null) {
                    people.add(c.excuse().by());
                }
            });
            Map<UUID, PersonRef> names = people.isEmpty() ? Map.of() : directory.refs(tx, people);
            return clocks.stream()
                    .map(c -> told(
                            context,
                            books.get(tx, c.deskId(), c.book()),
                            c,
                            c.book() == book.number() ? replayed.get(c.key()) : null,
                            names))
                    .toList();
        });
    }

    Map<String, Replay.Replayed> replay(Tx tx, Book book, Ticket ticket, List<Clock> clocks) {
        return replay(tx, book, pasts.of(tx, List.of(ticket)).getFirst().states(), clocks);
    }

    /** @param past of the ticket whose clocks they are */
    Map<String, Replay.Replayed> replay(Tx tx, Book book, List<TicketPast.State> past, List<Clock> clocks) {
        var begun = clocks.stream().collect(Collectors.toMap(Clock::key, Clock::begun));
        return replay.of(tx.tenant(), book, past, begun);
    }

    private static Told told(
            Context context, Book book, Clock clock, Replay.@Nullable Replayed replayed, Map<UUID, PersonRef> names) {
        List<ClockState> steps = replayed == null ? List.of(clock.state()) : replayed.steps();
        var terms = clock.state().terms();
        UUID by = clock.excuse() == null ? null : clock.excuse().by();
        return new Told(
                clock,
                terms == null ? null : book.policy(terms.policy()).orElse(null),
                by == null ? null : names.get(by),
                Story.of(steps, context.at()));
    }

    /** Says why it does not matter that the target was missed. Only the desk's manager may. */
    public void excuse(Context context, UUID id, String key, @Nullable String reason, Consumer<Tx> also) {
        var check = new Check();
        String why = check.text("reason", reason, 1_000);
        database.run(context.tenant(), tx -> {
            also.accept(tx);
            Clock clock = found(tx, context, id, key);
            check.done();
            if (clock.state().missedAt() == null) {
                throw Problem.conflict("This target was not missed");
            }
            store.excuse(
                    tx, id, key, new Clock.Excuse(context.at(), context.actor().id(), why));
            record(tx, context, clock, "sla_excused", why);
        });
    }

    /** Takes the excuse back. */
    public void accuse(Context context, UUID id, String key) {
        database.run(context.tenant(), tx -> {
            Clock clock = found(tx, context, id, key);
            if (clock.excuse() == null) {
                throw Problem.conflict("This is not excused");
            }
            store.excuse(tx, id, key, null);
            record(tx, context, clock, "sla_unexcused", clock.excuse().reason());
        });
    }

    private Clock found(Tx tx, Context context, UUID id, String key) {
        Ticket ticket = reader.worked(tx, context, id.toString());
        context.needManager(ticket.deskId());
        return store.lock(tx, id, books).stream()
                .filter(c -> c.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("clock"));
    }

    private void record(Tx tx, Context context, Clock clock, String kind, String reason) {
        var data = Map.of("clock", clock.key(), "kind", clock.kind().key(), "name", clock.name(), "reason", reason);
        journal.append(tx, context, NewEntry.of(Tickets.SUBJECT, clock.ticketId(), clock.deskId(), kind, data));
    }
}
