package io.steward.server.sla;

import io.steward.server.sla.rules.WorkingTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All that a desk promises at one time: its active policies in their order, and their calendars. Every change of one makes a new
 * book; none is ever changed. A ticket's clocks follow from its journal and one book.
 */
public final class Book {
    private final UUID deskId;
    private final int number;
    private final List<Policy> policies;
    private final Map<UUID, DeskCalendar> calendars = new HashMap<>();
    private final Map<UUID, WorkingTime> times = new HashMap<>();

    /** As it is kept. */
    public record Pages(List<Policy> policies, List<DeskCalendar> calendars) {}

    public Book(UUID deskId, int number, Pages pages) {
        this.deskId = deskId;
        this.number = number;
        this.policies = List.copyOf(pages.policies());
        pages.calendars().forEach(c -> calendars.put(c.id(), c));
        for (Policy p : policies) {
            var hours = p.calendars().stream()
                    .map(calendars::get)
                    .filter(java.util.Objects::nonNull)
                    .map(DeskCalendar::hours)
                    .toList();
            times.put(p.id(), hours.isEmpty() ? WorkingTime.ALWAYS : new WorkingTime(hours));
        }
    }

    public UUID deskId() {
        return deskId;
    }

    public int number() {
        return number;
    }

    public List<Policy> policies() {
        return policies;
    }

    public boolean isEmpty() {
        return policies.isEmpty();
    }

    public Optional<Policy> policy(UUID id) {
        return policies.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** The hours that count for a policy. */
    public WorkingTime time(UUID policy) {
        return times.getOrDefault(policy, WorkingTime.ALWAYS);
    }
}
