package io.steward.server.sla;

import io.steward.server.platform.Context;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Tx;
import io.steward.server.sla.Promise.Action;
import io.steward.server.sla.Promise.Threshold;
import io.steward.server.sla.rules.Holiday;
import io.steward.server.sla.rules.Shift;
import io.steward.server.sla.rules.Terms;
import io.steward.server.sla.store.BookStore;
import io.steward.server.sla.store.RecalculationStore;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What most desks promise, to begin with: office hours, targets by priority, a word before they run out. */
@Component
public class UsualPromises {
    private static final String PENDING = "state = pending";

    private final BookStore store;
    private final RecalculationStore recalculations;
    private final Books books;

    UsualPromises(BookStore store, RecalculationStore recalculations, Books books) {
        this.store = store;
        this.recalculations = recalculations;
        this.books = books;
    }

    /** Makes a calendar and a policy for a desk that has none, and has the clocks of its last days counted. */
    public void make(Tx tx, Context context, UUID desk, String zone, int days) {
        var calendar = new DeskCalendar(
                Ids.next(),
                desk,
                "Office hours",
                zone,
                Arrays.stream(DayOfWeek.values())
                        .filter(d -> d.getValue() <= 5)
                        .map(d -> new Shift(d, 8 * 60, 17 * 60))
                        .toList(),
                List.of(holiday(1, 1, 1, "New Year"), holiday(5, 1, 1, "Labour Day"), holiday(12, 25, 2, "Christmas")),
                1);
        store.insert(tx, calendar, context.at());
        var policy = new Policy(
                Ids.next(),
                desk,
                1,
                "Standard",
                true,
                Agreement.SLA,
                null,
                "",
                "",
                List.of(calendar.id()),
                List.of(
                        promise(Promised.FIRST_RESPONSE, Map.of(1, 30, 2, 60, 3, 240, 4, 540)),
                        promise(Promised.NEXT_RESPONSE, Map.of(1, 60, 2, 120, 3, 540, 4, 1_080)),
                        promise(Promised.RESOLUTION, Map.of(1, 240, 2, 540, 3, 1_620, 4, 2_700))),
                1);
        store.insert(tx, policy, context.at());
        Book book = books.renew(tx, context, desk);
        var since = context.at().minus(Duration.ofDays(days));
        recalculations.insert(
                tx,
                new Recalculation(
                        Ids.next(),
                        desk,
                        Recalculation.APPLY,
                        since,
                        book.number(),
                        "running",
                        Recalculation.placeBefore(since),
                        0,
                        0,
                        0,
                        0,
                        List.of(),
                        null,
                        context.at(),
                        null));
    }

    private static Holiday holiday(int month, int day, int days, String name) {
        LocalDate first = LocalDate.of(2020, month, day);
        return new Holiday(first, first.plusDays(days - 1L), name, true);
    }

    private static Promise promise(Promised kind, Map<Integer, Integer> targets) {
        var tell = new Action("notify", null, null, List.of(), true, false, null, null, null);
        return new Promise(
                kind.key(),
                kind,
                "",
                targets,
                "",
                PENDING,
                "",
                List.of(new Threshold(75, List.of(tell)), new Threshold(Terms.MISSED, List.of(tell))));
    }
}
