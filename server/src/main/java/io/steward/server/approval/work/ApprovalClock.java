package io.steward.server.approval.work;

import io.steward.server.approval.Deciding;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Ends approvals that nobody decided in time and reminds those who have not: every node looks, a row's lock decides who does. */
@Component
public class ApprovalClock extends Loop {
    private static final Duration REST = Duration.ofSeconds(20);
    private static final int MOST = 100;

    private final Database database;
    private final Tenants tenants;
    private final Deciding deciding;
    private final Clock clock;

    ApprovalClock(Database database, Tenants tenants, Deciding deciding, Clock clock) {
        super("approval-clock", REST);
        this.database = database;
        this.tenants = tenants;
        this.deciding = deciding;
        this.clock = clock;
    }

    @Override
    protected boolean turn() {
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            more |= run(tenant, clock.instant()) >= MOST;
        }
        return more;
    }

    /** Does what is due by then; expiry first, so that nobody is reminded of what is over. @return how much that was */
    public int run(TenantId tenant, Instant now) {
        int done = 0;
        while (done < MOST && database.write(tenant, tx -> deciding.expireOne(tx, now))) {
            done++;
        }
        while (done < MOST && database.write(tenant, tx -> deciding.remindOne(tx, now))) {
            done++;
        }
        return done;
    }
}
