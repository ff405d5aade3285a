package io.steward.server.sla;

import io.steward.server.platform.Tx;
import io.steward.server.sla.rules.Phase;
import io.steward.server.sla.store.ClockStore;
import io.steward.server.ticket.spi.TicketColumn;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clocks of a page of tickets, for the bar of the time left. */
@Component
class ClockColumns implements TicketColumn {
    private final ClockStore store;
    private final Books books;

    ClockColumns(ClockStore store, Books books) {
        this.store = store;
        this.books = books;
    }

    /**
     * The clock of a ticket that matters most: the next to run out, else one that stands or was missed.
     *
     * @param begun from when the bar counts
     * @param used the share of the target that was used up when it was last counted
     */
    record Bar(
            String key,
            String kind,
            String name,
            String standing,
            String phase,
            @Nullable Instant due,
            @Nullable Instant started,
            double used) {
        static Bar of(Clock c) {
            var s = c.state();
            var terms = s.terms();
            double used = terms == null
                    ? 0
                    : (double) s.elapsed().toMillis()
                            / Math.max(1, terms.target().toMillis());
            return new Bar(
                    c.key(), c.kind().key(), c.name(), c.standing(), s.phase().key(), s.due(), s.started(), used);
        }
    }

    @Override
    public Set<String> keys() {
        return Set.of(ClockFields.NEXT, ClockFields.STANDING, ClockFields.MISSED);
    }

    @Override
    public Map<UUID, Object> of(Tx tx, String key, Collection<UUID> tickets) {
        var all = new HashMap<UUID, Object>();
        store.of(tx, tickets, books).forEach((id, clocks) -> {
            Object shown = shown(key, clocks);
            if (shown != null) {
                all.put(id, shown);
            }
        });
        return all;
    }

    private static @Nullable Object shown(String key, List<Clock> clocks) {
        return switch (key) {
            case ClockFields.STANDING ->
                clocks.stream().map(Clock::standing).distinct().sorted().toList();
            case ClockFields.MISSED ->
                clocks.stream().anyMatch(c -> c.standing().equals("missed"));
            default -> clocks.stream().min(mattering()).map(Bar::of).orElse(null);
        };
    }

    private static Comparator<Clock> mattering() {
        return Comparator.<Clock, Integer>comparing(c -> switch (c.state().phase()) {
                    case RUNNING -> 0;
                    case PAUSED -> 1;
                    case DONE -> c.state().missedAt() == null ? 3 : 2;
                    case WAITING, CANCELLED -> 4;
                })
                .thenComparing(
                        c -> c.state().due() == null ? Instant.MAX : c.state().due())
                .thenComparing(c -> c.kind() == Promised.RESOLUTION ? 0 : 1);
    }

    @Override
    public Object readable(String key, Object shown) {
        return switch (shown) {
            case Bar bar when bar.due() != null && bar.phase().equals(Phase.RUNNING.key()) -> bar.due();
            case Bar bar -> bar.standing();
            case List<?> list ->
                String.join(", ", list.stream().map(String::valueOf).toList());
            default -> shown;
        };
    }
}
