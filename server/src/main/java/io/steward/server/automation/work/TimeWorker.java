package io.steward.server.automation.work;

import io.steward.server.automation.RuleTimes;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks whether it is time for rules that wait for it. Every node does; a rule's lock decides who. */
@Component
class TimeWorker extends Loop {
    private static final Duration REST = Duration.ofSeconds(5);

    private final Tenants tenants;
    private final RuleTimes moments;
    private final Clock clock;

    TimeWorker(Tenants tenants, RuleTimes moments, Clock clock) {
        super("rules-time", REST);
        this.tenants = tenants;
        this.moments = moments;
        this.clock = clock;
    }

    @Override
    protected boolean turn() {
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            more |= moments.scheduleOne(tenant, clock.instant());
            moments.scan(tenant, clock.instant());
        }
        return more;
    }
}
