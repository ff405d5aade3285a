package io.steward.server.oncall.work;

import io.steward.server.identity.Tenants;
import io.steward.server.oncall.HandOvers;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Looks for shifts that begin: on every node, since what was told is marked. */
@Component
public class ShiftRunner extends Loop {
    private static final Duration REST = Duration.ofSeconds(30);

    private final Database database;
    private final Tenants tenants;
    private final HandOvers handOvers;
    private final Clock clock;

    ShiftRunner(Database database, Tenants tenants, HandOvers handOvers, Clock clock) {
        super("on-call-shifts", REST);
        this.database = database;
        this.tenants = tenants;
        this.handOvers = handOvers;
        this.clock = clock;
    }

    @Override
    protected boolean turn() {
        tenants.tenants().forEach(tenant -> run(tenant, clock.instant()));
        return false;
    }

    /** Tells what is to be told by then. */
    public void run(TenantId tenant, Instant now) {
        database.run(tenant, tx -> handOvers.tell(tx, now));
    }
}
