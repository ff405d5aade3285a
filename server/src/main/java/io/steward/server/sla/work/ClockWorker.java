package io.steward.server.sla.work;

import io.steward.server.identity.Tenants;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import io.steward.server.sla.ClockBell;
import io.steward.server.sla.Escalations;
import io.steward.server.sla.Firing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Fires clocks when they are due: sleeps until the next one, and looks every second for what other nodes have put down. Every
 * node does; a row's lock decides who fires it.
 */
@Component
class ClockWorker extends Loop {
    private static final Duration REST = Duration.ofSeconds(1);
    private static final int AT_ONCE = 1_000;
    /** So that one tenant's many do not keep the others waiting. */
    private static final int MOST_ESCALATIONS = 100;

    private final Tenants tenants;
    private final Firing firing;
    private final Escalations escalations;
    private final Clock clock;
    private final ClockBell bell;

    ClockWorker(Tenants tenants, Firing firing, Escalations escalations, Clock clock, ClockBell bell) {
        super("sla-clocks", REST, bell);
        this.tenants = tenants;
        this.firing = firing;
        this.escalations = escalations;
        this.clock = clock;
        this.bell = bell;
    }

    @Override
    protected boolean turn() {
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            Instant now = clock.instant();
            Instant next = firing.next(tenant);
            if (next != null && !next.isAfter(now)) {
                more |= firing.fire(tenant, now, AT_ONCE) > 0;
                next = firing.next(tenant);
            }
            int done = 0;
            while (done < MOST_ESCALATIONS && escalations.runOne(tenant, clock.instant())) {
                done++;
            }
            more |= done == MOST_ESCALATIONS;
            if (next != null) {
                bell.note(next);
            }
        }
        return more;
    }

    @Override
    protected Duration rest() {
        Duration left = Duration.between(clock.instant(), earliest());
        return left.isNegative() ? Duration.ofMillis(1) : left.compareTo(REST) < 0 ? left.plusMillis(1) : REST;
    }

    private Instant earliest() {
        Instant next = bell.take();
        Instant farthest = clock.instant().plus(REST);
        return next.isBefore(farthest) ? next : farthest;
    }
}
