package io.steward.server.notification.work;

import io.steward.server.identity.Tenants;
import io.steward.server.notification.store.NoticeStore;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import io.steward.server.ticket.LivePages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tells open pages that their person was told something. Each node looks at the database for its own pages: what another node
 * wrote is found as well.
 */
@Component
public class Doorbell extends Loop {
    private static final Duration REST = Duration.ofSeconds(2);
    /** A transaction may commit a little later than the ids it drew. */
    private static final Duration BACK = Duration.ofSeconds(15);

    private final Database database;
    private final Tenants tenants;
    private final NoticeStore store;
    private final LivePages pages;
    private final Clock clock;
    private final Map<UUID, Instant> told = new LinkedHashMap<>();

    Doorbell(Database database, Tenants tenants, NoticeStore store, LivePages pages, Clock clock) {
        super("notification-doorbell", REST);
        this.database = database;
        this.tenants = tenants;
        this.store = store;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    protected boolean turn() {
        Instant now = clock.instant();
        Instant since = now.minus(BACK);
        told.values().removeIf(at -> at.isBefore(since.minus(BACK)));
        for (TenantId tenant : tenants.tenants()) {
            Set<UUID> open = pages.people(tenant);
            if (!open.isEmpty()) {
                var fresh = database.read(tenant, tx -> store.toldSince(tx, open, since)).entrySet().stream()
                        .filter(e -> told.put(e.getKey(), now) == null)
                        .map(Map.Entry::getValue)
                        .collect(Collectors.toSet());
                pages.tell(tenant, fresh, "notices", Map.of());
            }
        }
        return false;
    }
}
