package io.steward.server.oncall.work;

import io.steward.server.identity.Tenants;
import io.steward.server.oncall.CallBell;
import io.steward.server.oncall.Calling;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Takes pages further when they are due: every node looks, a row's lock decides who does. */
@Component
public class CallRunner extends Loop {
    private static final Duration REST = Duration.ofSeconds(2);
    private static final int MOST = 100;

    private final Database database;
    private final Tenants tenants;
    private final Calling calling;
    private final Clock clock;

    CallRunner(Database database, Tenants tenants, Calling calling, Clock clock, CallBell bell) {
        super("on-call-pages", REST, bell);
        this.database = database;
        this.tenants = tenants;
        this.calling = calling;
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

    /** Does what is due by then. @return how many steps that were */
    public int run(TenantId tenant, Instant now) {
        int done = 0;
        while (done < MOST && database.write(tenant, tx -> calling.stepOne(tx, now))) {
            done++;
        }
        return done;
    }
}
