package io.steward.server.sla;

import io.steward.server.identity.Tenants;
import io.steward.server.platform.Tx;
import io.steward.server.sla.rules.Shift;
import io.steward.server.sla.rules.WorkCalendar;
import io.steward.server.sla.rules.WorkingTime;
import io.steward.server.sla.store.BookStore;
import io.steward.server.ticket.spi.WorkingHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A desk's first calendar; without one Monday to Friday, 8 to 16 o'clock, where the organisation is. */
@Component
class DeskHours implements WorkingHours {
    private static final Duration FARTHEST = Duration.ofDays(4 * 366);
    private static final Duration EXACT = Duration.ofSeconds(1);

    private final BookStore store;
    private final Tenants tenants;

    DeskHours(BookStore store, Tenants tenants) {
        this.store = store;
        this.tenants = tenants;
    }

    @Override
    public Optional<Instant> after(Tx tx, UUID desk, Instant from, Duration work) {
        return of(tx, desk).add(from, work);
    }

    @Override
    public Optional<Instant> before(Tx tx, UUID desk, Instant until, Duration work) {
        WorkingTime time = of(tx, desk);
        Instant early = until.minus(FARTHEST);
        Instant late = until.minus(work);
        if (time.between(early, until).compareTo(work) < 0) {
            return Optional.empty();
        }
        // What lies between grows as one goes back: halved until the second is found.
        while (Duration.between(early, late).compareTo(EXACT) > 0) {
            Instant middle = early.plus(Duration.between(early, late).dividedBy(2));
            if (time.between(middle, until).compareTo(work) >= 0) {
                early = middle;
            } else {
                late = middle;
            }
        }
        return Optional.of(early);
    }

    private WorkingTime of(Tx tx, UUID desk) {
        return store.calendars(tx, desk).stream()
                .map(DeskCalendar::hours)
                .findFirst()
                .map(hours -> new WorkingTime(List.of(hours)))
                .orElseGet(() -> usual(tenants.get(tx.tenant()).timeZone()));
    }

    private static WorkingTime usual(ZoneId zone) {
        var days = Stream.of(DayOfWeek.values())
                .filter(d -> d.getValue() <= DayOfWeek.FRIDAY.getValue())
                .map(d -> new Shift(d, 8 * 60, 16 * 60))
                .toList();
        return new WorkingTime(List.of(new WorkCalendar(zone, days, List.of())));
    }
}
