package io.steward.server.sla.work;

import io.steward.server.identity.Tenants;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import io.steward.server.sla.Recalculations;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts clocks of whole desks anew, a portion of each tenant's at a time. */
@Component
class RecalculationRunner extends Loop {
    private static final Duration REST = Duration.ofSeconds(2);

    private final Tenants tenants;
    private final Recalculations recalculations;

    RecalculationRunner(Tenants tenants, Recalculations recalculations) {
        super("sla-recalculation", REST);
        this.tenants = tenants;
        this.recalculations = recalculations;
    }

    @Override
    protected boolean turn() {
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            more |= recalculations.step(tenant);
        }
        return more;
    }
}
