package io.steward.server.channel;

import io.steward.server.channel.rules.PushCipher;
import io.steward.server.channel.work.PushKeys;
import io.steward.server.outgoing.Deliveries;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.Endpoints;
import io.steward.server.outgoing.NewDelivery;
import io.steward.server.outgoing.rules.Addresses;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The browsers in which people want to be told; everybody has their own. */
@Component
public class Browsers {
    private static final int MOST = 10;

    /** A subscription as a browser gives it. */
    public record Subscription(
            @Nullable String endpoint,
            @Nullable Keys keys,
            @Nullable String device) {}

    public record Keys(@Nullable String p256dh, @Nullable String auth) {}

    /** What a browser is told. @param tag what replaces what was told before of the same */
    public record Message(String title, String body, String url, String tag) {}

    private final Database database;
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final PushKeys keys;

    Browsers(Database database, Endpoints endpoints, Deliveries deliveries, PushKeys keys) {
        this.database = database;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.keys = keys;
    }

    /** The key that browsers need to subscribe. */
    public String publicKey(Context context) {
        return keys.publicKey(context.tenant(), context.at());
    }

    public List<Endpoint> mine(Context context) {
        UUID me = context.personId();
        return database.read(context.tenant(), tx -> endpoints.ownedBy(tx, EndpointKind.PUSH, me)).stream()
                .filter(Endpoint::active)
                .toList();
    }

    /** Adds one; the same browser again replaces what was known of it. */
    public Endpoint subscribe(Context context, Subscription s) {
        var check = new Check();
        var url = Addresses.url(check, "endpoint", s.endpoint());
        check.that(
                url == null || "https".equals(url.getScheme()),
                "endpoint",
                "format",
                "An address beginning with https://");
        String device = check.optional("device", s.device(), 100);
        Keys given = s.keys() == null ? new Keys(null, null) : s.keys();
        String p256dh = key(check, "keys.p256dh", given.p256dh(), 65);
        String auth = key(check, "keys.auth", given.auth(), 16);
        if (check.isGood()) {
            try {
                PushCipher.publicKey(Base64.getUrlDecoder().decode(p256dh));
            } catch (IllegalArgumentException e) {
                check.error("keys.p256dh", "unreadable", "Not a key of a browser");
            }
        }
        check.done();
        String address = String.valueOf(url);
        String mark = Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.sha256(address));
        UUID me = context.personId();
        return database.write(context.tenant(), tx -> {
            var known = endpoints.ownedBy(tx, EndpointKind.PUSH, me);
            known.stream()
                    .filter(e -> !e.active()
                            || e.settings().path("mark").asString("").equals(mark))
                    .forEach(e -> endpoints.delete(tx, context, e));
            if (known.stream().filter(Endpoint::active).count() >= MOST) {
                throw Problem.conflict("At most " + MOST + " browsers; please remove one");
            }
            return endpoints.create(
                    tx,
                    context,
                    EndpointKind.PUSH,
                    new Endpoints.Wanted(
                            null,
                            device.isEmpty() ? "?" : device,
                            Map.of("mark", mark),
                            Map.of("url", address, "p256dh", p256dh, "auth", auth),
                            true));
        });
    }

    private static String key(Check check, String field, @Nullable String text, int length) {
        String clean = check.text(field, text, 200).replace("=", "");
        try {
            check.that(
                    clean.isEmpty() || Base64.getUrlDecoder().decode(clean).length == length,
                    field,
                    "unreadable",
                    "Not a key of a browser");
        } catch (IllegalArgumentException e) {
            check.error(field, "unreadable", "Not a key of a browser");
        }
        return clean;
    }

    public void remove(Context context, UUID id) {
        database.run(
                context.tenant(),
                tx -> endpoints.ownedBy(tx, EndpointKind.PUSH, context.personId()).stream()
                        .filter(e -> e.id().equals(id))
                        .findFirst()
                        .ifPresentOrElse(e -> endpoints.delete(tx, context, e), () -> {
                            throw Problem.notFound("browser");
                        }));
    }

    /** Tells all of the actor's browsers something, to see whether it arrives. @return how many there are */
    public int test(Context context) {
        var message = new Message("Steward", "It works.", "/account", "test");
        return database.write(context.tenant(), tx -> tell(tx, context.personId(), message, null, context.at()));
    }

    /** Whether a person wants to be told in some browser. */
    public boolean areThere(Tx tx, UUID person) {
        return endpoints.ownedBy(tx, EndpointKind.PUSH, person).stream().anyMatch(Endpoint::active);
    }

    /** Queues a message to all browsers of a person. @return to how many */
    public int tell(Tx tx, UUID person, Message message, @Nullable UUID ticket, Instant at) {
        var to = endpoints.ownedBy(tx, EndpointKind.PUSH, person).stream()
                .filter(Endpoint::active)
                .toList();
        String body = Json.text(message);
        deliveries.queue(
                tx,
                to.stream()
                        .map(e -> NewDelivery.to(e, Ids.next(), "push", ticket, body, at))
                        .toList());
        return to.size();
    }
}
