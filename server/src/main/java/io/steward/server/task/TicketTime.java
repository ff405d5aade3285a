package io.steward.server.task;

import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.task.store.TimeStore;
import io.steward.server.ticket.TicketReader;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what was spent on a ticket, for those who work on it. */
@Component
public class TicketTime {
    private final TimeStore store;
    private final TicketReader tickets;

    TicketTime(TimeStore store, TicketReader tickets) {
        this.store = store;
        this.tickets = tickets;
    }

    public record Person(UUID personId, long minutes, long billable) {}

    /** Sums, and a page of entries, the newest first. */
    public record Time(long minutes, long billable, List<Person> people, List<TimeEntry> entries) {}

    public Time of(Tx tx, Context context, String idOrNumber, @Nullable UUID before, int limit) {
        UUID ticket = tickets.worked(tx, context, idOrNumber).id();
        List<Person> people = store.peopleOf(tx, ticket).stream()
                .map(s -> new Person(s.key(), s.minutes(), s.billable()))
                .toList();
        return new Time(
                people.stream().mapToLong(Person::minutes).sum(),
                people.stream().mapToLong(Person::billable).sum(),
                people,
                store.of(tx, ticket, before, limit));
    }
}
