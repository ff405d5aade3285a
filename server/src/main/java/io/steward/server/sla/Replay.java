package io.steward.server.sla;

import io.steward.server.platform.TenantId;
import io.steward.server.sla.rules.ClockState;
import io.steward.server.sla.rules.Phase;
import io.steward.server.ticket.TicketPast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Clocks counted anew from what happened to their ticket: a function of its journal and one book. */
@Component
class Replay {
    private final Readings readings;

    Replay(Readings readings) {
        this.readings = readings;
    }

    /**
     * A clock and how it came to be so.
     *
     * @param steps its states, one after the other, each holding from its {@code since} on
     */
    record Replayed(Readings.Of of, Instant begun, List<ClockState> steps) {
        ClockState state() {
            return steps.getLast();
        }
    }

    /** @param begun of clocks that do not count what happened before */
    Map<String, Replayed> of(TenantId tenant, Book book, List<TicketPast.State> past, Map<String, Instant> begun) {
        var all = new LinkedHashMap<String, Replayed>();
        for (TicketPast.State at : past) {
            var read = readings.of(tenant, book, at.ticket(), at.at());
            for (var known : all.entrySet()) {
                if (!read.containsKey(known.getKey())) {
                    add(known.getValue(), known.getValue().state().next(Readings.nothing(at.at())));
                }
            }
            read.forEach((key, of) -> {
                if (at.at().isBefore(begun.getOrDefault(key, Instant.MIN))) {
                    return;
                }
                Replayed known = all.get(key);
                if (known == null) {
                    var steps = new ArrayList<ClockState>();
                    steps.add(ClockState.begin(at.at()).next(of.reading()));
                    all.put(key, new Replayed(of, at.at(), steps));
                } else {
                    add(known, known.state().next(of.reading()));
                }
            });
        }
        return all;
    }

    private static void add(Replayed known, ClockState next) {
        ClockState before = known.state();
        boolean told = next.phase() != before.phase() || !next.isAs(before);
        if (told || next.phase() == Phase.RUNNING) {
            known.steps().add(next);
        } else if (next.phase() == Phase.PAUSED && !next.why().equals(before.why())) {
            known.steps().add(next);
        }
    }
}
