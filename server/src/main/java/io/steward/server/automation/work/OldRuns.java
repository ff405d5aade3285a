package io.steward.server.automation.work;

import io.steward.server.automation.RuleSettings;
import io.steward.server.automation.RuleTimes;
import io.steward.server.automation.store.RunStore;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Throws away runs that were over long ago; one node at a time, a little at once. What they wrote stays, with the rule's name. */
@Component
public class OldRuns extends Loop {
    private static final Duration REST = Duration.ofHours(1);
    private static final int AT_ONCE = 1_000;

    private final Database database;
    private final Tenants tenants;
    private final RunStore store;
    private final Clock clock;
    private final Duration keep;

    OldRuns(Database database, Tenants tenants, RunStore store, RuleSettings settings, Clock clock) {
        super("rules-old", REST);
        this.database = database;
        this.tenants = tenants;
        this.store = store;
        this.clock = clock;
        this.keep = settings.keep();
    }

    @Override
    protected boolean turn() {
        database.alone("rules-old", () -> {
            for (TenantId tenant : tenants.tenants()) {
                forget(tenant, clock.instant());
            }
        });
        return false;
    }

    /** What was over for too long at a moment; answers how many runs that were. */
    public int forget(TenantId tenant, Instant now) {
        int all = 0;
        int gone = AT_ONCE;
        while (gone == AT_ONCE && isRunning()) {
            gone = database.write(tenant, tx -> store.forget(tx, now.minus(keep), RuleTimes.AGAIN, AT_ONCE));
            all += gone;
        }
        return all;
    }
}
