package io.steward.server.task;

import io.steward.server.identity.Desk;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.task.store.TimeStore;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Types;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Time spent on the desks that the caller manages, as sums and as rows. */
@Component
public class TimeReports {
    private static final int LONGEST = 3_660;
    private static final int BATCH = 1_000;

    private final Database database;
    private final TimeStore store;
    private final TicketReader tickets;
    private final Desks desks;
    private final Types types;
    private final Directory directory;

    TimeReports(
            Database database, TimeStore store, TicketReader tickets, Desks desks, Types types, Directory directory) {
        this.database = database;
        this.store = store;
        this.tickets = tickets;
        this.desks = desks;
        this.types = types;
        this.directory = directory;
    }

    /** Which entries: from a day until before another. */
    public record Asked(
            @Nullable UUID desk,
            @Nullable UUID person,
            @Nullable UUID type,
            LocalDate from,
            LocalDate to) {}

    /** An entry with the words for its ids. */
    public record Row(TimeEntry entry, String desk, String type, String person, String number, String title) {}

    public TimeReport read(Context context, Asked asked) {
        Condition which = which(context, asked);
        return database.read(context.tenant(), tx -> {
            var byDesk = store.byDesk(tx, which);
            var byPerson = store.byPerson(tx, which);
            Map<UUID, PersonRef> people = directory.refs(
                    tx, byPerson.stream().map(TimeStore.SumOf::key).toList());
            TenantId tenant = tx.tenant();
            return new TimeReport(
                    asked.from(),
                    asked.to(),
                    byDesk.stream().mapToLong(TimeStore.SumOf::minutes).sum(),
                    byDesk.stream().mapToLong(TimeStore.SumOf::billable).sum(),
                    sums(byDesk, id -> desk(tenant, id)),
                    sums(byPerson, id -> name(people, id)),
                    sums(store.byType(tx, which), id -> type(tenant, id)),
                    sums(store.byDay(tx, which), LocalDate::toString).stream()
                            .sorted(Comparator.comparing(TimeReport.Sum::key))
                            .toList());
        });
    }

    /** Checked before the first row is sent, since what is sent cannot be taken back. */
    public void rows(Context context, Asked asked, Consumer<List<Row>> each) {
        Condition which = which(context, asked);
        TimeEntry last = null;
        while (true) {
            TimeEntry after = last;
            List<Row> rows = database.read(context.tenant(), tx -> rows(tx, store.list(tx, which, after, BATCH)));
            each.accept(rows);
            if (rows.size() < BATCH) {
                return;
            }
            last = rows.getLast().entry();
        }
    }

    private List<Row> rows(Tx tx, List<TimeEntry> entries) {
        var ids = entries.stream().map(TimeEntry::ticketId).collect(Collectors.toSet());
        Map<UUID, Ticket> byId = ids.isEmpty()
                ? Map.of()
                : tickets.byIds(tx, ids).stream().collect(Collectors.toMap(Ticket::id, Function.identity()));
        var people = directory.refs(
                tx, new HashSet<>(entries.stream().map(TimeEntry::personId).toList()));
        return entries.stream()
                .map(e -> {
                    Ticket ticket = byId.get(e.ticketId());
                    return new Row(
                            e,
                            desk(tx.tenant(), e.deskId()),
                            type(tx.tenant(), e.typeId()),
                            name(people, e.personId()),
                            ticket == null ? "" : ticket.number(),
                            ticket == null ? "" : ticket.title());
                })
                .toList();
    }

    private Condition which(Context context, Asked asked) {
        if (!asked.to().isAfter(asked.from()) || asked.from().plusDays(LONGEST).isBefore(asked.to())) {
            throw Problem.invalid("to", "range", "At least a day and at most ten years after from");
        }
        List<UUID> managed = desks.all(context.tenant()).stream()
                .map(Desk::id)
                .filter(id -> context.rights().manages(id)
                        && (asked.desk() == null || asked.desk().equals(id)))
                .toList();
        if (managed.isEmpty()) {
            throw Problem.notFound("desk");
        }
        return TimeStore.range(managed, asked.from(), asked.to(), asked.person(), asked.type());
    }

    private static <T> List<TimeReport.Sum> sums(List<TimeStore.SumOf<T>> all, Function<T, String> label) {
        return all.stream()
                .map(s -> new TimeReport.Sum(String.valueOf(s.key()), label.apply(s.key()), s.minutes(), s.billable()))
                .toList();
    }

    private String desk(TenantId tenant, UUID id) {
        return desks.find(tenant, id).map(Desk::name).orElse("?");
    }

    private String type(TenantId tenant, UUID id) {
        return types.find(tenant, id).map(TicketType::name).orElse("?");
    }

    private static String name(Map<UUID, PersonRef> people, UUID id) {
        PersonRef ref = people.get(id);
        return ref == null ? "?" : ref.name();
    }
}
