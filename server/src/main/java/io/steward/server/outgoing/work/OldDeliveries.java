package io.steward.server.outgoing.work;

import io.steward.server.identity.Tenants;
import io.steward.server.outgoing.store.DeliveryStore;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Forgets deliveries that were settled long ago; one node at a time, a little at once. */
@Component
class OldDeliveries extends Loop {
    private static final Duration REST = Duration.ofHours(1);
    private static final int AT_ONCE = 5_000;

    private final Database database;
    private final Tenants tenants;
    private final DeliveryStore store;
    private final Clock clock;
    private final Duration keep;

    OldDeliveries(Database database, Tenants tenants, DeliveryStore store, StewardSettings settings, Clock clock) {
        super("outgoing-old", REST);
        this.database = database;
        this.tenants = tenants;
        this.store = store;
        this.clock = clock;
        this.keep = settings.outgoing().keep();
    }

    @Override
    protected boolean turn() {
        Instant before = clock.instant().minus(keep);
        database.alone("outgoing-old", () -> {
            for (TenantId tenant : tenants.tenants()) {
                int gone = AT_ONCE;
                while (gone == AT_ONCE && isRunning()) {
                    gone = database.write(tenant, tx -> store.forget(tx, before, AT_ONCE));
                }
            }
        });
        return false;
    }
}
