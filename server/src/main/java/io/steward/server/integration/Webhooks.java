package io.steward.server.integration;

import io.steward.server.channel.Tending;
import io.steward.server.channel.TicketEvent;
import io.steward.server.identity.Desks;
import io.steward.server.integration.rules.WebhookSignature;
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
import io.steward.server.ticket.Conditions;
import io.steward.server.ticket.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is told by signed requests what happens to tickets: of one desk, tended by its managers, or of the whole organisation. */
@Component
public class Webhooks {
    /** Names of an endpoint's secrets. */
    private static final String SECRET = "secret";

    private static final String PREVIOUS = "previous";
    private static final String UNTIL = "previousUntil";

    /** How long the secret before is good for, after there is a new one. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    /** A webhook as somebody writes it. */
    public record Form(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable String url,
            @Nullable List<String> events,
            @Nullable String query,
            @Nullable Boolean confidential,
            @Nullable Boolean active) {}

    public record Settings(String url, List<String> events, String query, boolean confidential) {
        public static Settings of(Endpoint e) {
            return Json.read(e.settings().toString(), Settings.class);
        }
    }

    /** With the secret that is told this once. */
    public record Made(Endpoint endpoint, String secret) {}

    private final Database database;
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Desks desks;
    private final Types types;
    private final Conditions conditions;

    Webhooks(
            Database database,
            Endpoints endpoints,
            Deliveries deliveries,
            Desks desks,
            Types types,
            Conditions conditions) {
        this.database = database;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.desks = desks;
        this.types = types;
        this.conditions = conditions;
    }

    public List<Endpoint> list(Context context) {
        return database.read(context.tenant(), tx -> endpoints.all(tx, EndpointKind.WEBHOOK)).stream()
                .filter(e -> e.isTendedBy(context))
                .toList();
    }

    public Endpoint get(Context context, UUID id) {
        return database.read(context.tenant(), tx -> endpoints.tended(tx, context, id, EndpointKind.WEBHOOK));
    }

    public Made create(Context context, Form form, Consumer<Tx> also) {
        var settings = checked(context, form, null);
        String secret = WebhookSignature.secret(Secrets.random(32));
        Endpoint made = database.write(context.tenant(), tx -> {
            also.accept(tx);
            var wanted =
                    new Endpoints.Wanted(form.deskId(), form.name(), settings, Map.of(SECRET, secret), form.active());
            return endpoints.create(tx, context, EndpointKind.WEBHOOK, wanted);
        });
        return new Made(made, secret);
    }

    public Endpoint change(Context context, UUID id, Form form, int version) {
        return database.write(context.tenant(), tx -> {
            Endpoint before = endpoints.tended(tx, context, id, EndpointKind.WEBHOOK);
            var settings = checked(context, form, before);
            var wanted = new Endpoints.Wanted(form.deskId(), form.name(), settings, null, form.active());
            return endpoints.change(tx, context, before, version, wanted);
        });
    }

    /** A new secret; for a day requests are signed with the one before as well. */
    public Made rotate(Context context, UUID id) {
        String secret = WebhookSignature.secret(Secrets.random(32));
        Endpoint after = database.write(context.tenant(), tx -> {
            Endpoint e = endpoints.tended(tx, context, id, EndpointKind.WEBHOOK);
            var secrets = new LinkedHashMap<String, String>();
            secrets.put(SECRET, secret);
            secrets.put(PREVIOUS, endpoints.secrets(e).getOrDefault(SECRET, ""));
            secrets.put(UNTIL, context.at().plus(OVERLAP).toString());
            var wanted = new Endpoints.Wanted(e.deskId(), e.name(), e.settings(), secrets, e.active());
            return endpoints.change(tx, context, e, e.version(), wanted);
        });
        return new Made(after, secret);
    }

    /** The secrets that sign now, the newest first. */
    public static List<String> signing(Map<String, String> secrets, Instant now) {
        String current = secrets.getOrDefault(SECRET, "");
        String previous = secrets.getOrDefault(PREVIOUS, "");
        return previous.isEmpty()
                        || Instant.parse(secrets.getOrDefault(UNTIL, "1970-01-01T00:00:00Z"))
                                .isBefore(now)
                ? List.of(current)
                : List.of(current, previous);
    }

    public void delete(Context context, UUID id) {
        database.run(
                context.tenant(),
                tx -> endpoints.delete(tx, context, endpoints.tended(tx, context, id, EndpointKind.WEBHOOK)));
    }

    /** Sends an event of the type {@code test}. @return the delivery */
    public UUID test(Context context, UUID id) {
        return database.write(context.tenant(), tx -> {
            Endpoint e = endpoints.tended(tx, context, id, EndpointKind.WEBHOOK);
            if (!e.active()) {
                throw Problem.conflict("Please switch it on first");
            }
            UUID delivery = Ids.next();
            String body = Json.text(body("test", context.at(), Map.of("message", "It works.", "webhook", e.name())));
            deliveries.queue(tx, NewDelivery.to(e, delivery, "test", null, body, context.at()));
            return delivery;
        });
    }

    /** What every payload has. */
    public static Map<String, Object> body(String type, Instant at, Object data) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type);
        body.put("timestamp", at);
        body.put("data", data);
        return body;
    }

    private Settings checked(Context context, Form f, @Nullable Endpoint before) {
        var check = new Check();
        Tending.owner(check, context, desks, f.deskId());
        check.text("name", f.name(), 100);
        Addresses.url(check, "url", f.url());
        List<String> events = Tending.events(check, f.events());
        check.that(!events.isEmpty(), "events", "required", "Please choose at least one of " + TicketEvent.TYPES);
        String query = check.optional("query", f.query(), 2_000);
        conditions.check(check, "query", context, query, Tending.among(types, context, f.deskId()));
        boolean confidential = Tending.confidential(check, context, f.deskId(), f.confidential(), before);
        check.done();
        return new Settings(String.valueOf(f.url()).strip(), events, query, confidential);
    }
}
