package io.steward.server.sla;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Team;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Tx;
import io.steward.server.sla.store.BookStore;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketPast;
import io.steward.server.ticket.TicketReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a changed policy or calendar would have meant: the clocks of the last days counted by today's book and by the next. */
@Component
public class Preview {
    public static final int DAYS = 90;
    /** Of a very large desk so many of the newest tickets are counted. */
    private static final int MOST = 10_000;

    private static final int AT_ONCE = 200;
    private static final int MOST_EXAMPLES = 20;

    private final Database database;
    private final BookStore store;
    private final Books books;
    private final Policies policies;
    private final TicketClocks clocks;
    private final TicketReader reader;
    private final TicketPast pasts;
    private final Desks desks;

    Preview(
            Database database,
            BookStore store,
            Books books,
            Policies policies,
            TicketClocks clocks,
            TicketReader reader,
            TicketPast pasts,
            Desks desks) {
        this.database = database;
        this.store = store;
        this.books = books;
        this.policies = policies;
        this.clocks = clocks;
        this.reader = reader;
        this.pasts = pasts;
        this.desks = desks;
    }

    /** Tickets with a missed target, before and after. */
    public record Row(@Nullable UUID id, String name, int tickets, int before, int after) {}

    /** A ticket that would stand otherwise. */
    public record Example(UUID id, String number, String title, boolean missedBefore, boolean missedAfter) {}

    /** @param complete false: some of the tickets of the time, since there are very many */
    public record Outcome(
            int days, int tickets, boolean complete, int before, int after, List<Row> teams, List<Example> examples) {}

    /**
     * What would be with this policy instead of the one it has the id of, or beside the others, and with this calendar.
     *
     * @param policy null: they stay
     */
    public Outcome of(Context context, UUID desk, @Nullable Policy policy, @Nullable DeskCalendar calendar) {
        policies.needDesk(context, desk);
        return database.read(context.tenant(), tx -> {
            var there = new ArrayList<>(store.policies(tx, desk));
            var calendars = new ArrayList<>(store.calendars(tx, desk));
            Book now = new Book(desk, 0, Books.pages(there, calendars));
            if (policy != null) {
                replace(tx, context, there, policy, desk);
            }
            if (calendar != null) {
                var checked = Calendars.checked(calendar, calendar.id(), desk, 1);
                calendars.removeIf(c -> c.id().equals(calendar.id()));
                calendars.add(checked);
            }
            return compare(tx, context, desk, now, new Book(desk, 0, Books.pages(there, calendars)));
        });
    }

    private void replace(Tx tx, Context context, List<Policy> there, Policy policy, UUID desk) {
        int place = 0;
        while (place < there.size() && !there.get(place).id().equals(policy.id())) {
            place++;
        }
        var checked = policies.checked(tx, context, policy.placed(policy.id(), desk, place + 1, 1));
        if (place < there.size()) {
            there.set(place, checked);
        } else {
            there.add(checked);
        }
    }

    private static final class Count {
        int tickets;
        int before;
        int after;
    }

    private Outcome compare(Tx tx, Context context, UUID desk, Book now, Book next) {
        var byTeam = new HashMap<@Nullable UUID, Count>();
        var examples = new ArrayList<Example>();
        var all = new Count();
        Instant since = context.at().minus(Duration.ofDays(DAYS));
        var which = new TicketReader.OfDesk(desk, false, since);
        UUID cursor = Recalculation.placeBefore(since);
        boolean more = true;
        while (more && all.tickets < MOST) {
            var tickets = reader.ofDesk(tx, which, cursor, AT_ONCE);
            more = tickets.size() == AT_ONCE;
            cursor = tickets.isEmpty() ? cursor : tickets.getLast().id();
            for (TicketPast.Past past : pasts.of(tx, tickets)) {
                Ticket t = past.ticket();
                boolean before = missed(tx, now, past.states(), context.at());
                boolean after = missed(tx, next, past.states(), context.at());
                add(all, before, after);
                add(byTeam.computeIfAbsent(t.teamId(), k -> new Count()), before, after);
                if (before != after && examples.size() < MOST_EXAMPLES) {
                    examples.add(new Example(t.id(), t.number(), t.title(), before, after));
                }
            }
        }
        return new Outcome(DAYS, all.tickets, !more, all.before, all.after, rows(context, byTeam), examples);
    }

    private boolean missed(Tx tx, Book book, List<TicketPast.State> past, Instant now) {
        return !book.isEmpty()
                && clocks.replay(tx, book, past, List.of()).values().stream()
                        .anyMatch(r -> r.state().passed(now).missedAt() != null);
    }

    private static void add(Count c, boolean before, boolean after) {
        c.tickets++;
        c.before += before ? 1 : 0;
        c.after += after ? 1 : 0;
    }

    private List<Row> rows(Context context, Map<@Nullable UUID, Count> byTeam) {
        var rows = new ArrayList<Row>();
        byTeam.forEach((id, c) -> {
            String name = id == null
                    ? ""
                    : desks.team(context.tenant(), id).map(Team::name).orElse("?");
            rows.add(new Row(id, name, c.tickets, c.before, c.after));
        });
        rows.sort(Comparator.comparingInt((Row r) -> r.after() + r.before())
                .reversed()
                .thenComparing(Row::name));
        return rows;
    }
}
