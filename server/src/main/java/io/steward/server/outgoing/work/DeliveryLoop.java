package io.steward.server.outgoing.work;

import io.steward.server.outgoing.Call;
import io.steward.server.outgoing.Delivery;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.Endpoints;
import io.steward.server.outgoing.rules.Networks;
import io.steward.server.outgoing.rules.Outcome;
import io.steward.server.outgoing.spi.RequestWriter;
import io.steward.server.outgoing.store.DeliveryStore;
import io.steward.server.outgoing.store.EndpointStore;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends what is due. Requests are taken in batches for the time of a lease, sent on virtual threads, and what came of them is
 * written in batches; who dies in between sends again, with the same ids. Of each lane only so many are taken as it gets rid of:
 * one that answers fast gets many, one that is dead hardly any, so that it cannot hold up the others.
 */
@Component
public class DeliveryLoop extends Loop {
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int MOST_IN_FLIGHT = 1_000;
    private static final int MOST_OF_A_LANE = 250;
    private static final int MOST_KNOWN = 5_000;
    /** What is answered within this time is written together. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final Duration GOODBYE = Duration.ofSeconds(10);

    record Place(TenantId tenant, String lane) {}

    /** How many of a lane are on the way, and may be. Of the loop's thread only. */
    private static final class Lane {
        int inFlight;
        int quota;

        Lane(int quota) {
            this.quota = quota;
        }
    }

    /** @param tried null when there was no attempt after all */
    record Result(
            TenantId tenant,
            Delivery delivery,
            @Nullable Endpoint endpoint,
            Outcome outcome,
            Delivery.@Nullable Try tried) {}

    private final Database database;
    private final io.steward.server.identity.Tenants tenants;
    private final DeliveryStore store;
    private final EndpointStore endpointStore;
    private final Endpoints endpoints;
    private final Settling settling;
    private final PlainCalls plain;
    private final Map<String, RequestWriter> writers;
    private final Clock clock;
    private final Wire wire;
    private final int perHost;
    private final Duration timeout;
    private final Map<Place, Lane> lanes = new HashMap<>();
    private final Map<String, Semaphore> hosts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
    private int inFlight;

    DeliveryLoop(
            Database database,
            io.steward.server.identity.Tenants tenants,
            DeliveryStore store,
            EndpointStore endpointStore,
            Endpoints endpoints,
            Settling settling,
            PlainCalls plain,
            List<RequestWriter> writers,
            StewardSettings settings,
            Clock clock) {
        super("outgoing-deliveries", REST);
        this.database = database;
        this.tenants = tenants;
        this.store = store;
        this.endpointStore = endpointStore;
        this.endpoints = endpoints;
        this.settling = settling;
        this.plain = plain;
        this.writers = writers.stream().collect(Collectors.toMap(w -> w.kind().key(), Function.identity()));
        this.clock = clock;
        this.perHost = settings.outgoing().perHost();
        this.timeout = settings.outgoing().timeout();
        this.wire = new Wire(Networks.allowing(settings.outgoing().privateNetworks()), InetAddress::getAllByName);
    }

    @Override
    protected boolean turn() throws InterruptedException {
        if (!results.isEmpty()) {
            Thread.sleep(PAUSE);
            settle();
        }
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            more |= inFlight < MOST_IN_FLIGHT && take(tenant);
        }
        if (!more && inFlight == 0) {
            tidy();
        }
        return more;
    }

    private void tidy() {
        wire.tidy();
        if (lanes.size() > MOST_KNOWN) {
            lanes.clear();
        }
        if (hosts.size() > MOST_KNOWN) {
            hosts.clear();
        }
    }

    /** Answers whether there may be more at once. */
    private boolean take(TenantId tenant) {
        Instant now = clock.instant();
        List<String> due = new ArrayList<>(database.read(tenant, tx -> store.lanes(tx, now)));
        Collections.shuffle(due);
        var most = new LinkedHashMap<String, Integer>();
        int room = MOST_IN_FLIGHT - inFlight;
        for (String name : due) {
            Lane lane = lanes.computeIfAbsent(new Place(tenant, name), p -> new Lane(perHost));
            int wanted = Math.min(lane.quota - lane.inFlight, room);
            if (wanted > 0) {
                most.put(name, wanted);
                room -= wanted;
            }
        }
        if (most.isEmpty()) {
            return false;
        }
        Instant lease = now.plus(LEASE);
        Map<UUID, Endpoint> known = new HashMap<>();
        List<Delivery> taken = database.write(tenant, tx -> {
            var claimed = store.claim(tx, most, now, lease);
            var ids = claimed.stream()
                    .map(Delivery::endpointId)
                    .filter(java.util.Objects::nonNull)
                    .distinct()
                    .toList();
            known.clear();
            known.putAll(ids.isEmpty() ? Map.of() : endpointStore.byIds(tx, ids));
            return claimed;
        });
        var opened = new HashMap<UUID, Map<String, String>>();
        for (Delivery d : taken) {
            lane(tenant, d).inFlight++;
            inFlight++;
            start(tenant, d, known, opened, lease);
        }
        return taken.size() == most.values().stream().mapToInt(i -> i).sum();
    }

    private Lane lane(TenantId tenant, Delivery d) {
        return lanes.computeIfAbsent(new Place(tenant, d.lane()), p -> new Lane(perHost));
    }

    private void start(
            TenantId tenant,
            Delivery d,
            Map<UUID, Endpoint> known,
            Map<UUID, Map<String, String>> opened,
            Instant lease) {
        UUID id = d.endpointId();
        Endpoint endpoint = id == null ? null : known.get(id);
        if (id != null && (endpoint == null || !endpoint.active())) {
            results.add(new Result(tenant, d, endpoint, Outcome.hopeless("The connection is switched off"), null));
            ring();
            return;
        }
        Map<String, String> secret;
        try {
            secret = endpoint == null
                    ? Map.of()
                    : opened.computeIfAbsent(endpoint.id(), e -> endpoints.secrets(endpoint));
        } catch (RuntimeException e) {
            results.add(new Result(tenant, d, endpoint, Outcome.failed("Its secrets cannot be opened"), null));
            ring();
            return;
        }
        Thread.ofVirtual().name("outgoing").start(() -> {
            results.add(attempt(tenant, d, endpoint, secret, lease));
            ring();
        });
    }

    private Result attempt(
            TenantId tenant, Delivery d, @Nullable Endpoint endpoint, Map<String, String> secret, Instant lease) {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        Outcome outcome;
        try {
            Call call = endpoint == null ? plain.write(d) : writer(endpoint).write(tenant, endpoint, secret, d, at);
            Semaphore host = hosts.computeIfAbsent(
                    String.valueOf(call.url().getHost()).toLowerCase(Locale.ROOT), h -> new Semaphore(perHost));
            host.acquire();
            try {
                at = clock.instant();
                if (at.plus(timeout).isAfter(lease)) {
                    // Somebody else may take it soon.
                    return new Result(tenant, d, endpoint, Outcome.failed(""), null);
                }
                begun = System.nanoTime();
                var answer = wire.send(call, timeout);
                outcome = Outcome.of(answer.status(), answer.body(), answer.retryAfter());
            } finally {
                host.release();
            }
        } catch (Wire.Guarded e) {
            outcome = Outcome.hopeless(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            outcome = Outcome.failed(said(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(tenant, d, endpoint, Outcome.failed(""), null);
        } catch (RuntimeException e) {
            outcome = Outcome.failed("The request cannot be written");
        }
        int ms = (int) Math.min(Integer.MAX_VALUE, (System.nanoTime() - begun) / 1_000_000);
        return new Result(tenant, d, endpoint, outcome, new Delivery.Try(at, ms, outcome.status(), outcome.error()));
    }

    private RequestWriter writer(Endpoint endpoint) {
        RequestWriter writer = writers.get(endpoint.kind().key());
        if (writer == null) {
            throw new IllegalStateException("Nobody writes requests of this kind");
        }
        return writer;
    }

    private static String said(IOException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return message.length() <= 400 ? message : message.substring(0, 400);
    }

    /** Writes what came of attempts. When the database cannot be reached, it is tried again in the next turn. */
    private void settle() {
        var byTenant = new LinkedHashMap<TenantId, List<Result>>();
        int count = 0;
        for (Result r = results.poll(); r != null && count < MOST_IN_FLIGHT; r = results.poll()) {
            byTenant.computeIfAbsent(r.tenant(), t -> new ArrayList<>()).add(r);
            count++;
            if (count == MOST_IN_FLIGHT) {
                break;
            }
        }
        var open = new ArrayList<>(byTenant.values());
        try {
            while (!open.isEmpty()) {
                List<Result> some = open.getFirst();
                settling.write(some.getFirst().tenant(), some, id -> writers.get(id));
                some.forEach(this::done);
                open.removeFirst();
            }
        } finally {
            open.forEach(results::addAll);
        }
    }

    private void done(Result r) {
        Lane lane = lane(r.tenant(), r.delivery());
        lane.inFlight = Math.max(0, lane.inFlight - 1);
        inFlight = Math.max(0, inFlight - 1);
        lane.quota = r.outcome().arrived() ? Math.min(MOST_OF_A_LANE, lane.quota * 2) : Math.max(1, lane.quota / 2);
    }

    /** What is on the way may still arrive, and is written down. */
    @Override
    public void stop() {
        super.stop();
        Instant until = clock.instant().plus(GOODBYE);
        try {
            while (inFlight > 0 && clock.instant().isBefore(until)) {
                Thread.sleep(PAUSE);
                settle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            wire.close();
        }
    }
}
