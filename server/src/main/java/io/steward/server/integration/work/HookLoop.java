package io.steward.server.integration.work;

import io.steward.server.identity.Tenants;
import io.steward.server.integration.ReceivedHook;
import io.steward.server.integration.Signal;
import io.steward.server.integration.Source;
import io.steward.server.integration.rules.Signals;
import io.steward.server.integration.store.AlertStore;
import io.steward.server.integration.store.HookStore;
import io.steward.server.integration.store.SourceStore;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works on what came, each source's in its order. A payload's effects and its state change in one transaction, so that it has
 * them once, whenever the process dies.
 */
@Component
public class HookLoop extends Loop {
    private static final Logger LOG = LoggerFactory.getLogger(HookLoop.class);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration OVER = Duration.ofDays(90);
    private static final Duration TIDY = Duration.ofHours(1);
    private static final int AT_ONCE = 50;
    private static final int KEPT = 100;
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMinutes(1));

    private final Database database;
    private final Tenants tenants;
    private final SourceStore sources;
    private final HookStore hooks;
    private final AlertStore alerts;
    private final Incidents incidents;
    private final Clock clock;
    private Instant tidied = Instant.EPOCH;

    HookLoop(
            Database database,
            Tenants tenants,
            SourceStore sources,
            HookStore hooks,
            AlertStore alerts,
            Incidents incidents,
            Clock clock) {
        super("inbound-hooks", REST);
        this.database = database;
        this.tenants = tenants;
        this.sources = sources;
        this.hooks = hooks;
        this.alerts = alerts;
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    protected boolean turn() {
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            Instant now = clock.instant();
            for (UUID source : database.read(tenant, tx -> hooks.waiting(tx, now))) {
                int done = 0;
                while (done < AT_ONCE && isRunning() && one(tenant, source)) {
                    done++;
                }
                more |= done == AT_ONCE;
                database.run(tenant, tx -> hooks.trim(tx, source, KEPT));
            }
        }
        if (!more) {
            tidy();
        }
        return more;
    }

    private void tidy() {
        Instant now = clock.instant();
        if (tidied.plus(TIDY).isBefore(now)) {
            tidied = now;
            tenants.tenants().forEach(t -> database.run(t, tx -> alerts.forget(tx, now.minus(OVER), 1_000)));
        }
    }

    /** Answers whether one was worked on. */
    private boolean one(TenantId tenant, UUID sourceId) {
        var at = new UUID[1];
        try {
            return database.write(tenant, tx -> {
                Source source = sources.lock(tx, sourceId).orElse(null);
                if (source == null) {
                    return false;
                }
                ReceivedHook hook = hooks.oldest(tx, sourceId).orElse(null);
                Instant next = hook == null ? null : hook.nextAt();
                if (hook == null || next == null || next.isAfter(clock.instant())) {
                    return false;
                }
                at[0] = hook.id();
                work(tx, source, hook);
                return true;
            });
        } catch (RuntimeException e) {
            if (at[0] == null) {
                throw e;
            }
            LOG.warn("A payload of the source {} could not be worked on", sourceId, e);
            database.run(tenant, tx -> failed(tx, at[0]));
            return true;
        }
    }

    private void work(Tx tx, Source source, ReceivedHook hook) {
        List<Signal> signals;
        try {
            signals = Signals.read(source.kind(), source.mapping(), hook.headers(), hook.body());
        } catch (Problem e) {
            hooks.settled(tx, hook.id(), "failed", e.text(), List.of());
            sources.heard(tx, source.id(), hook.at());
            return;
        }
        var outcomes = new ArrayList<ReceivedHook.Outcome>();
        for (Signal signal : signals) {
            outcomes.add(signal(tx, source, signal));
        }
        boolean failed = outcomes.stream().anyMatch(o -> o.did().equals("failed"));
        boolean ignored = outcomes.stream().allMatch(o -> o.did().equals("ignored"));
        String error = outcomes.stream()
                .map(ReceivedHook.Outcome::error)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
        hooks.settled(tx, hook.id(), failed ? "failed" : ignored ? "ignored" : "done", error, outcomes);
        sources.heard(tx, source.id(), hook.at());
    }

    /** One that is refused does not take the others along. */
    private ReceivedHook.Outcome signal(Tx tx, Source source, Signal signal) {
        tx.sql().execute("savepoint hook_signal");
        try {
            var outcome = incidents.take(tx, source, signal, clock.instant());
            tx.sql().execute("release savepoint hook_signal");
            return outcome;
        } catch (Problem refused) {
            tx.sql().execute("rollback to savepoint hook_signal");
            return new ReceivedHook.Outcome(signal.key(), "failed", null, null, refused.text());
        }
    }

    private void failed(Tx tx, UUID id) {
        hooks.find(tx, id).ifPresent(hook -> {
            String why = "Steward could not work on it; its log says why";
            if (hook.attempts() < PAUSES.size()) {
                hooks.postponed(tx, id, why, clock.instant().plus(PAUSES.get(hook.attempts())));
            } else {
                hooks.settled(tx, id, "failed", why, List.of());
            }
        });
    }
}
