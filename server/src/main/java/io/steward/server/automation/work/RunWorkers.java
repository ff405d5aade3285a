package io.steward.server.automation.work;

import io.steward.server.automation.RuleEngine;
import io.steward.server.automation.RuleSettings;
import io.steward.server.automation.RunBell;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Goes on with runs: all workers at once when new ones were written down here. One of them looks every second for what is due,
 * and calls the others when that is much. Every node does.
 */
@Component
class RunWorkers implements SmartLifecycle {
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration LONG_REST = Duration.ofSeconds(30);
    /** So that one tenant's many do not keep the others waiting. */
    private static final int AT_ONCE = 100;

    private final List<Worker> workers;

    RunWorkers(Tenants tenants, RuleEngine engine, Clock clock, RunBell bell, RuleSettings settings) {
        this.workers = IntStream.range(0, settings.workers())
                .mapToObj(i -> new Worker(i, tenants, engine, clock, bell))
                .toList();
    }

    private static final class Worker extends Loop {
        private final Tenants tenants;
        private final RuleEngine engine;
        private final Clock clock;
        private final RunBell others;

        Worker(int number, Tenants tenants, RuleEngine engine, Clock clock, RunBell bell) {
            super("rules-" + number, number == 0 ? REST : LONG_REST, bell);
            this.others = bell;
            this.tenants = tenants;
            this.engine = engine;
            this.clock = clock;
        }

        @Override
        protected boolean turn() {
            boolean more = false;
            for (TenantId tenant : tenants.tenants()) {
                int done = 0;
                while (done < AT_ONCE && engine.workOne(tenant, clock.instant())) {
                    done++;
                }
                more |= done == AT_ONCE;
            }
            if (more) {
                others.ring();
            }
            return more;
        }
    }

    @Override
    public void start() {
        workers.forEach(Loop::start);
    }

    @Override
    public void stop() {
        workers.forEach(Loop::stop);
    }

    @Override
    public boolean isRunning() {
        return workers.stream().anyMatch(Loop::isRunning);
    }
}
