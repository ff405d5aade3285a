package io.steward.server.sla;

import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.platform.Context;
import io.steward.server.query.FieldSource;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryScope;
import io.steward.server.query.QueryType;
import io.steward.server.query.Values;
import io.steward.server.sla.store.ClockStore;
import io.steward.server.ticket.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The clocks of tickets in queries: {@code sla} is when the next target is used up, to sort by and to compare. */
@Component
class ClockFields implements FieldSource<Ticket> {
    static final String NEXT = "sla";
    static final String STANDING = "sla.state";
    static final String MISSED = "sla.missed";
    private static final List<String> STANDINGS =
            List.of("running", "paused", "waiting", "met", "missed", "excused", "cancelled");

    private static final ClockStore.Asked SQL = new ClockStore.Asked(TICKET_.TENANT_ID, TICKET_.ID);

    private final ClockStore store;
    private final Books books;

    ClockFields(ClockStore store, Books books) {
        this.store = store;
        this.books = books;
    }

    @Override
    public Contribution<Ticket> fields(Context context) {
        var options = STANDINGS.stream().map(s -> new Values.Option(s, s)).toList();
        return new Contribution<>(
                List.of(
                        QueryField.<Ticket>of(
                                        NEXT,
                                        QueryType.TIME,
                                        SQL.next(),
                                        (scope, t) -> clocks(scope, t).stream()
                                                .map(c -> c.state().due())
                                                .filter(Objects::nonNull)
                                                .min(Instant::compareTo)
                                                .orElse(null))
                                .sorted(),
                        QueryField.<Ticket>of(
                                        STANDING,
                                        QueryType.SET,
                                        SQL.standings(),
                                        (scope, t) -> clocks(scope, t).stream()
                                                .map(Clock::standing)
                                                .distinct()
                                                .toList())
                                .valued(Values.of(s -> options)),
                        QueryField.<Ticket>of(
                                        MISSED,
                                        QueryType.BOOLEAN,
                                        SQL.missed(),
                                        (scope, t) -> clocks(scope, t).stream()
                                                .anyMatch(c -> c.standing().equals("missed")))
                                .always()),
                Map.of());
    }

    private List<Clock> clocks(QueryScope scope, Ticket ticket) {
        return scope.reads().read(tx -> store.of(tx, ticket.id(), books));
    }
}
