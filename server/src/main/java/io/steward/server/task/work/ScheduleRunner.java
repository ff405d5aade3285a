package io.steward.server.task.work;

import io.steward.server.identity.Tenants;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import io.steward.server.task.ScheduledTickets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks at the calendar: every node does, and a row's lock decides who creates a ticket. */
@Component
class ScheduleRunner extends Loop {
    private static final Duration REST = Duration.ofSeconds(20);
    /** So that one tenant's many do not keep the others waiting. */
    private static final int MOST = 100;

    private final Tenants tenants;
    private final ScheduledTickets scheduled;
    private final Clock clock;

    ScheduleRunner(Tenants tenants, ScheduledTickets scheduled, Clock clock) {
        super("scheduled-tickets", REST);
        this.tenants = tenants;
        this.scheduled = scheduled;
        this.clock = clock;
    }

    @Override
    protected boolean turn() {
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            int made = 0;
            while (made < MOST && scheduled.runOne(tenant, clock.instant())) {
                made++;
            }
            more |= made == MOST;
        }
        return more;
    }
}
