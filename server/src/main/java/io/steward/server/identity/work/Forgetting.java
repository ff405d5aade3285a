package io.steward.server.identity.work;

import io.steward.server.identity.Tenants;
import io.steward.server.identity.store.SessionStore;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.web.Idempotency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes what has had its time: sessions, links, failed attempts to sign in, and answers kept for repeated requests. */
@Component
class Forgetting {
    /** How long a request may be repeated with its key. */
    private static final Duration ANSWERS = Duration.ofDays(1);

    private final Tenants tenants;
    private final Database database;
    private final SessionStore sessions;
    private final Clock clock;

    Forgetting(Tenants tenants, Database database, SessionStore sessions, Clock clock) {
        this.tenants = tenants;
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 300_000, fixedDelay = 3_600_000)
    void run() {
        database.alone("forgetting", this::forget);
    }

    private void forget() {
        Instant now = clock.instant();
        for (TenantId tenant : tenants.tenants()) {
            database.run(tenant, tx -> sessions.expire(tx, now));
            database.run(tenant, tx -> Idempotency.forget(tx, now.minus(ANSWERS)));
        }
    }
}
