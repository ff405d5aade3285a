package io.steward.server.outgoing.work;

import io.steward.server.outgoing.Delivery;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.Endpoints;
import io.steward.server.outgoing.rules.Backoff;
import io.steward.server.outgoing.rules.Outcome;
import io.steward.server.outgoing.spi.RequestWriter;
import io.steward.server.outgoing.store.DeliveryStore;
import io.steward.server.outgoing.store.EndpointStore;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what came of attempts, and switches off what has failed for long or says that it is gone. */
@Component
class Settling {
    /** So many failures at least, however long it took. */
    private static final int FEWEST_FAILURES = 10;

    private final Database database;
    private final DeliveryStore store;
    private final EndpointStore endpointStore;
    private final Endpoints endpoints;
    private final Clock clock;
    private final Duration offAfter;
    private final Random random = new Random();

    Settling(
            Database database,
            DeliveryStore store,
            EndpointStore endpointStore,
            Endpoints endpoints,
            StewardSettings settings,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.endpointStore = endpointStore;
        this.endpoints = endpoints;
        this.clock = clock;
        this.offAfter = settings.outgoing().offAfter();
    }

    void write(TenantId tenant, List<DeliveryLoop.Result> results, Function<String, @Nullable RequestWriter> writers) {
        Instant now = clock.instant();
        database.run(tenant, tx -> {
            store.settle(tx, results.stream().map(r -> settled(r, now)).toList());
            health(tx, results, now, writers);
        });
    }

    private DeliveryStore.Settled settled(DeliveryLoop.Result r, Instant now) {
        Delivery d = r.delivery();
        Outcome o = r.outcome();
        if (r.tried() == null && !o.hopeless()) {
            return new DeliveryStore.Settled(d.id(), "waiting", now, null, 1, d.status(), d.answer(), d.error(), null);
        }
        Instant next = o.arrived() || o.hopeless()
                ? null
                : Backoff.next(d.attempts(), now, o.retryAfter(), random).orElse(null);
        String state = o.arrived() ? "sent" : next == null ? "dead" : "waiting";
        return new DeliveryStore.Settled(
                d.id(), state, next, next == null ? now : null, 0, o.status(), o.answer(), o.error(), r.tried());
    }

    private void health(
            Tx tx, List<DeliveryLoop.Result> results, Instant now, Function<String, @Nullable RequestWriter> writers) {
        Set<UUID> works = new HashSet<>();
        Map<UUID, Integer> fails = new LinkedHashMap<>();
        Map<UUID, Endpoint> known = new LinkedHashMap<>();
        Set<UUID> gone = new HashSet<>();
        for (var r : results) {
            Endpoint e = r.endpoint();
            if (e == null || r.tried() == null) {
                continue;
            }
            known.put(e.id(), e);
            if (r.outcome().arrived()) {
                works.add(e.id());
            } else {
                fails.merge(e.id(), 1, Integer::sum);
                Integer status = r.outcome().status();
                RequestWriter writer = writers.apply(e.kind().key());
                if (status != null && writer != null && writer.isGone(status)) {
                    gone.add(e.id());
                }
            }
        }
        if (!works.isEmpty()) {
            endpointStore.works(tx, works);
        }
        fails.keySet().removeAll(works);
        var context = Context.system(tx.tenant(), now, new Cause("delivery", "Deliveries"));
        fails.forEach((id, times) -> {
            Instant since = endpointStore.fails(tx, id, times, now);
            Endpoint e = java.util.Objects.requireNonNull(known.get(id));
            if (gone.contains(id)) {
                endpoints.switchOff(tx, context, e, "The other side says that it is gone");
            } else if (since != null && since.plus(offAfter).isBefore(now) && e.failures() + times >= FEWEST_FAILURES) {
                endpoints.switchOff(tx, context, e, "Nothing has arrived since " + since);
            }
        });
    }
}
