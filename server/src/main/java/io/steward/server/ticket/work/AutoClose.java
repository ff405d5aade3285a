package io.steward.server.ticket.work;

import io.steward.server.identity.Tenants;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.store.TicketStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Closes what was resolved a week ago and not reopened. */
@Component
class AutoClose {
    private static final Logger LOG = LoggerFactory.getLogger(AutoClose.class);
    static final Duration WAIT = Duration.ofDays(7);

    private final Database database;
    private final Tenants tenants;
    private final TicketStore store;
    private final Tickets tickets;
    private final Clock clock;

    AutoClose(Database database, Tenants tenants, TicketStore store, Tickets tickets, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.store = store;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** Closes at most a thousand of each tenant; the next run does the rest. */
    @Scheduled(initialDelay = 60_000, fixedDelay = 600_000)
    void run() {
        database.alone("auto-close", this::close);
    }

    private void close() {
        Instant now = clock.instant();
        for (TenantId tenant : tenants.tenants()) {
            var context = Context.system(tenant, now, new Cause("auto-close", "Resolved for a week"));
            for (UUID id : database.read(tenant, tx -> store.resolvedBefore(tx, now.minus(WAIT), 1_000))) {
                try {
                    tickets.closeResolved(context, id, now.minus(WAIT));
                } catch (Problem changedMeanwhile) {
                    LOG.debug("Not closed: {}", changedMeanwhile.text());
                }
            }
        }
    }
}
