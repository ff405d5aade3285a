package io.steward.server.outgoing;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.outgoing.spi.EndpointUse;
import io.steward.server.outgoing.store.DeliveryStore;
import io.steward.server.outgoing.store.EndpointStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * The places that requests go to. What an endpoint's settings and secrets mean, and who may tend it, is its kind's room's to say.
 */
@Component
public class Endpoints {
    /** The journal's name for an endpoint. */
    public static final String SUBJECT = "connection";

    public static final String SWITCHED_OFF = "switched_off";
    private static final String PURPOSE = "outgoing-endpoint";
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    /**
     * An endpoint as it is to be; what its kind has to say of it is checked.
     *
     * @param settings what may be shown, as its kind has it
     * @param secret null leaves the secrets as they are
     * @param active null: yes
     */
    public record Wanted(
            @Nullable UUID deskId,
            @Nullable String name,
            Object settings,
            @Nullable Map<String, String> secret,
            @Nullable Boolean active) {
        private String cleanName() {
            return Check.clean(String.valueOf(name));
        }

        private boolean isActive() {
            return !Boolean.FALSE.equals(active);
        }
    }

    private final EndpointStore store;
    private final DeliveryStore deliveries;
    private final Journal journal;
    private final Secrets secrets;
    private final List<EndpointUse> uses;

    Endpoints(EndpointStore store, DeliveryStore deliveries, Journal journal, Secrets secrets, List<EndpointUse> uses) {
        this.store = store;
        this.deliveries = deliveries;
        this.journal = journal;
        this.secrets = secrets;
        this.uses = uses;
    }

    /** By name, at most 1,000. */
    public List<Endpoint> all(Tx tx, EndpointKind kind) {
        return store.all(tx, kind);
    }

    public List<Endpoint> ownedBy(Tx tx, EndpointKind kind, UUID person) {
        return store.ownedBy(tx, kind, person);
    }

    public Optional<Endpoint> find(Tx tx, UUID id) {
        return store.find(tx, id);
    }

    /** @throws Problem not-found unless it is of this kind */
    public Endpoint get(Tx tx, UUID id, EndpointKind kind) {
        return store.find(tx, id).filter(e -> e.kind() == kind).orElseThrow(() -> Problem.notFound("connection"));
    }

    /** @throws Problem not-found unless it is of this kind, and the actor looks after it */
    public Endpoint tended(Tx tx, Context context, UUID id, EndpointKind kind) {
        return Optional.of(get(tx, id, kind))
                .filter(e -> e.isTendedBy(context))
                .orElseThrow(() -> Problem.notFound("connection"));
    }

    public Map<UUID, Endpoint> byIds(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : store.byIds(tx, ids);
    }

    /** What is secret of it, opened; never to be shown or logged. */
    public Map<String, String> secrets(Endpoint endpoint) {
        return Json.read(secrets.open(PURPOSE, endpoint.sealed()), TEXTS);
    }

    public Endpoint create(Tx tx, Context context, EndpointKind kind, Wanted wanted) {
        var endpoint = new Endpoint(
                Ids.next(),
                kind,
                wanted.deskId(),
                wanted.cleanName(),
                context.actor().id(),
                Json.tree(Json.text(wanted.settings())),
                sealed(wanted.secret() == null ? Map.of() : wanted.secret()),
                wanted.isActive(),
                context.at(),
                null,
                0,
                null,
                1);
        store.insert(tx, endpoint);
        record(tx, context, endpoint, "created", Map.of());
        return endpoint;
    }

    /**
     * Writes it anew; what waits for one that is switched off is given up, and can be sent again later.
     *
     * @throws Problem stale when it is no longer at that version
     */
    public Endpoint change(Tx tx, Context context, Endpoint before, int version, Wanted wanted) {
        var secret = wanted.secret();
        var after = new Endpoint(
                before.id(),
                before.kind(),
                wanted.deskId(),
                wanted.cleanName(),
                before.ownerId(),
                Json.tree(Json.text(wanted.settings())),
                secret == null ? before.sealed() : sealed(secret),
                wanted.isActive(),
                before.created(),
                null,
                0,
                null,
                version + 1);
        if (before.version() != version || !store.update(tx, after)) {
            throw Problem.stale(Map.of("id", before.id(), "name", before.name(), "version", before.version()));
        }
        if (!after.active()) {
            deliveries.end(tx, after.id(), "dead", "Switched off", context.at());
        }
        record(tx, context, after, "changed", Map.of("secrets", secret != null));
        return after;
    }

    private String sealed(Map<String, String> secret) {
        return secrets.seal(PURPOSE, Json.text(secret));
    }

    /** @throws Problem saying what names it */
    void needUnused(Tx tx, Endpoint endpoint) {
        uses.stream()
                .flatMap(u -> u.use(tx, endpoint.id()).stream())
                .findFirst()
                .ifPresent(use -> {
                    throw Problem.conflict("“" + endpoint.name() + "” is used by " + use + ": change that first");
                });
    }

    /** What still waits for it is dropped. */
    public void delete(Tx tx, Context context, Endpoint endpoint) {
        deliveries.end(tx, endpoint.id(), "dropped", "Deleted", context.at());
        if (store.delete(tx, endpoint.id())) {
            record(tx, context, endpoint, "deleted", Map.of());
        }
    }

    /** Nothing arrives there any more. */
    public void switchOff(Tx tx, Context context, Endpoint endpoint, String why) {
        if (store.off(tx, endpoint.id(), why)) {
            deliveries.end(tx, endpoint.id(), "dead", why, context.at());
            record(tx, context, endpoint, SWITCHED_OFF, Map.of("why", why));
        }
    }

    private void record(Tx tx, Context context, Endpoint e, String what, Map<String, ?> more) {
        var data = new LinkedHashMap<String, Object>();
        data.put("kind", e.kind().key());
        data.put("name", e.name());
        data.put("active", e.active());
        if (e.ownerId() != null) {
            data.put("owner", e.ownerId());
        }
        data.putAll(more);
        journal.append(tx, context, NewEntry.of(SUBJECT, e.id(), e.deskId(), what, data));
    }
}
