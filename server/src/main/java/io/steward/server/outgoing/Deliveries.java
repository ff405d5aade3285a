package io.steward.server.outgoing;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.outgoing.store.DeliveryStore;
import io.steward.server.outgoing.work.DeliveryLoop;
import io.steward.server.outgoing.work.PlainCalls;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.platform.web.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Requests that leave the house: queued in the transaction of what they tell of, delivered at least once, and looked after by who
 * may tend their endpoint.
 */
@Component
public class Deliveries {
    private static final List<String> STATES = List.of("waiting", "sent", "dead", "dropped");

    private final Database database;
    private final DeliveryStore store;
    private final Endpoints endpoints;
    private final DeliveryLoop loop;
    private final Journal journal;

    Deliveries(Database database, DeliveryStore store, Endpoints endpoints, DeliveryLoop loop, Journal journal) {
        this.database = database;
        this.store = store;
        this.endpoints = endpoints;
        this.loop = loop;
        this.journal = journal;
    }

    public void queue(Tx tx, NewDelivery delivery) {
        queue(tx, List.of(delivery));
    }

    /** All at once. One whose id is there already is left as it is. */
    public void queue(Tx tx, List<NewDelivery> all) {
        if (!all.isEmpty()) {
            store.insert(tx, all.stream().map(this::fresh).toList());
            tx.afterCommit(loop::ring);
        }
    }

    private Delivery fresh(NewDelivery n) {
        if (n.body().length() > NewDelivery.LONGEST_BODY) {
            throw Problem.of(Problem.Kind.TOO_LARGE, "What is to be sent is too long");
        }
        Endpoint to = n.endpoint();
        return new Delivery(
                n.id(),
                to == null ? null : to.id(),
                to == null ? EndpointKind.HTTP.key() : to.kind().key(),
                to == null ? PlainCalls.lane(n.target()) : to.id().toString(),
                n.event(),
                n.subjectId(),
                n.target(),
                null,
                // PostgreSQL keeps no such character.
                n.body().replace("\0", ""),
                "waiting",
                n.at(),
                0,
                n.at(),
                null,
                null,
                null,
                null,
                List.of());
    }

    /** The newest first, one more than the limit. @param endpoint of which; null: all, for administrators */
    public List<Delivery> page(
            Context context, @Nullable UUID endpoint, @Nullable String state, Place after, int limit) {
        if (state != null && !STATES.contains(state)) {
            throw Problem.invalid("state", "unknown", "One of waiting, sent, dead, dropped");
        }
        return database.read(context.tenant(), tx -> {
            if (endpoint == null) {
                context.needAdministrator();
            } else {
                tended(tx, context, endpoint);
            }
            return store.page(tx, endpoint, state, after.at(), after.id(), limit + 1);
        });
    }

    /** Of each of these deliveries, where it goes; an endpoint that was deleted is left out. */
    public Map<UUID, Endpoint> endpoints(Context context, List<Delivery> of) {
        var ids = of.stream()
                .map(Delivery::endpointId)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
        return database.read(context.tenant(), tx -> endpoints.byIds(tx, ids));
    }

    public Delivery get(Context context, UUID id) {
        return database.read(context.tenant(), tx -> found(tx, context, id));
    }

    /** Sends it again, with the same id, whatever became of it. */
    public Delivery replay(Context context, UUID id) {
        return database.write(context.tenant(), tx -> {
            Delivery before = found(tx, context, id);
            if (!store.again(tx, id, context.at())) {
                throw Problem.conflict("It still waits to be sent");
            }
            record(
                    tx,
                    context,
                    before.endpointId() == null ? id : before.endpointId(),
                    "replayed",
                    Map.of("delivery", id));
            tx.afterCommit(loop::ring);
            return store.find(tx, id).orElse(before);
        });
    }

    /**
     * Sends again what an endpoint was to get since a moment.
     *
     * @param deadOnly only what never arrived
     * @return how many
     */
    public int replaySince(Context context, UUID endpoint, Instant since, boolean deadOnly) {
        return database.write(context.tenant(), tx -> {
            if (!tended(tx, context, endpoint).active()) {
                throw Problem.conflict("Please switch the connection on first");
            }
            int count = store.againSince(tx, endpoint, since, deadOnly, context.at());
            record(tx, context, endpoint, "replayed", Map.of("since", since, "count", count));
            tx.afterCommit(loop::ring);
            return count;
        });
    }

    /** Nobody needs it any more. */
    public void drop(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Delivery before = found(tx, context, id);
            if (!store.drop(tx, id, context.at())) {
                throw Problem.conflict("It was sent already, or dropped");
            }
            record(
                    tx,
                    context,
                    before.endpointId() == null ? id : before.endpointId(),
                    "dropped",
                    Map.of("delivery", id));
        });
    }

    private Delivery found(Tx tx, Context context, UUID id) {
        Delivery d = store.find(tx, id).orElseThrow(() -> Problem.notFound("delivery"));
        UUID endpoint = d.endpointId();
        if (endpoint == null || endpoints.find(tx, endpoint).isEmpty()) {
            if (!context.rights().all()) {
                throw Problem.notFound("delivery");
            }
        } else {
            tended(tx, context, endpoint);
        }
        return d;
    }

    /** @throws Problem not-found unless the actor looks after it */
    private Endpoint tended(Tx tx, Context context, UUID endpoint) {
        return endpoints
                .find(tx, endpoint)
                .filter(e -> e.isTendedBy(context))
                .orElseThrow(() -> Problem.notFound("connection"));
    }

    private void record(Tx tx, Context context, UUID id, String what, Map<String, ?> data) {
        journal.append(tx, context, NewEntry.of(Endpoints.SUBJECT, id, null, what, data));
    }
}
