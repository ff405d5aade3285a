package io.steward.server.sla;

import io.steward.server.platform.Bell;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** Tells who fires clocks when the next one is due on this node, so that it need not look all the time. */
@Component
public final class ClockBell extends Bell {
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MAX);

    /** Something is to happen then. */
    public void at(Instant when) {
        Instant before = next.getAndAccumulate(when, (a, b) -> a.isBefore(b) ? a : b);
        if (when.isBefore(before)) {
            ring();
        }
    }

    /** As {@link #at}, told by who looks itself. */
    public void note(Instant when) {
        next.accumulateAndGet(when, (a, b) -> a.isBefore(b) ? a : b);
    }

    /** When the next look is to be; from now on only what is told afterwards counts. */
    public Instant take() {
        return next.getAndSet(Instant.MAX);
    }
}
