package io.steward.server.sla;

import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalTail;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.sla.rules.Terms;
import io.steward.server.sla.store.BookStore;
import io.steward.server.sla.store.ClockStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What desks promise now and promised before; remembered, since every change of a ticket asks. */
@Component
public class Books implements JournalTail, ClockStore.Promises {
    static final String POLICY = "sla_policy";
    static final String CALENDAR = "sla_calendar";
    private static final Set<String> FOLLOWED = Set.of(POLICY, CALENDAR);
    /** Old books are asked for by old tickets only; what is remembered of them is bounded. */
    private static final int MOST_OLD = 500;

    private record Number(TenantId tenant, UUID desk, int number) {}

    private final Database database;
    private final BookStore store;
    private final Map<TenantId, Map<UUID, Book>> current = new ConcurrentHashMap<>();
    private final Map<Number, Book> old = new ConcurrentHashMap<>();

    Books(Database database, BookStore store) {
        this.database = database;
        this.store = store;
    }

    /** What the desk promises now; none if it never promised anything. */
    public Optional<Book> current(TenantId tenant, UUID desk) {
        return Optional.ofNullable(current.computeIfAbsent(
                        tenant,
                        t -> database.read(t, store::current).stream().collect(Collectors.toMap(Book::deskId, b -> b)))
                .get(desk));
    }

    /** A book by its number; no longer there only if the database is not the one that the clock is from. */
    public Book get(Tx tx, UUID desk, int number) {
        Map<UUID, Book> now = current.get(tx.tenant());
        Book newest = now == null ? null : now.get(desk);
        if (newest != null && newest.number() == number) {
            return newest;
        }
        if (old.size() > MOST_OLD) {
            old.clear();
        }
        return old.computeIfAbsent(
                new Number(tx.tenant(), desk, number),
                n -> store.book(tx, desk, number).orElseThrow());
    }

    @Override
    public @Nullable Terms terms(Tx tx, UUID desk, int book, UUID policy, String key, Duration target) {
        Book b = get(tx, desk, book);
        return b.policy(policy)
                .map(p -> new Terms(policy, target, b.time(policy), percents(p, key)))
                .orElse(null);
    }

    private static List<Integer> percents(Policy policy, String key) {
        return policy.promises().stream()
                .filter(p -> policy.clock(p).equals(key))
                .findFirst()
                .map(Books::percents)
                .orElse(List.of(Terms.MISSED));
    }

    static List<Integer> percents(Promise promise) {
        var all = new TreeSet<Integer>();
        all.add(Terms.MISSED);
        promise.thresholds().forEach(t -> all.add(t.percent()));
        return List.copyOf(all);
    }

    /** The book as it would be, with these policies and calendars of the desk. */
    static Book.Pages pages(List<Policy> policies, List<DeskCalendar> calendars) {
        var active = policies.stream().filter(Policy::active).toList();
        var used = active.stream().flatMap(p -> p.calendars().stream()).collect(Collectors.toSet());
        return new Book.Pages(
                active, calendars.stream().filter(c -> used.contains(c.id())).toList());
    }

    /** A policy or a calendar was changed in this transaction: from its end on the next book holds. */
    Book renew(Tx tx, Context context, UUID desk) {
        Book next = store.next(tx, desk, pages(store.policies(tx, desk), store.calendars(tx, desk)), context.at());
        tx.afterCommit(() -> current.remove(tx.tenant()));
        return next;
    }

    @Override
    public void accept(TenantId tenant, List<Entry> entries) {
        if (entries.stream().anyMatch(e -> FOLLOWED.contains(e.subjectKind()))) {
            current.remove(tenant);
        }
    }
}
