package io.steward.server.channel;

import io.steward.server.channel.rules.Filled;
import io.steward.server.identity.Phones;
import io.steward.server.outgoing.Deliveries;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.Endpoints;
import io.steward.server.outgoing.NewDelivery;
import io.steward.server.outgoing.rules.Addresses;
import io.steward.server.outgoing.rules.SecretHeaders;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The organisation's way to send text messages: any gateway that takes them by HTTP. */
@Component
public class SmsGateway {
    private static final int LONGEST = 300;
    private static final Map<String, String> SAMPLE = Map.of("to", "+436601234567", "text", "x", "id", "x");

    /**
     * As an administrator writes it. Address and body may hold {@code {{to}}}, {@code {{text}}} and {@code {{id}}}.
     *
     * @param headers secret ones; those without a value keep the one known, for the same address
     */
    public record Form(
            @Nullable String url,
            @Nullable String method,
            @Nullable String contentType,
            @Nullable String body,
            @Nullable Map<String, @Nullable String> headers,
            @Nullable Boolean active) {}

    public record Settings(String url, String method, String contentType, String body, List<String> headers) {
        public static Settings of(Endpoint e) {
            return Json.read(e.settings().toString(), Settings.class);
        }
    }

    /** One message as it waits. */
    public record Message(String to, String text) {}

    private final Database database;
    private final Endpoints endpoints;
    private final Deliveries deliveries;

    SmsGateway(Database database, Endpoints endpoints, Deliveries deliveries) {
        this.database = database;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
    }

    public Optional<Endpoint> get(Context context) {
        context.needAdministrator();
        return database.read(context.tenant(), this::find);
    }

    private Optional<Endpoint> find(Tx tx) {
        return endpoints.all(tx, EndpointKind.SMS).stream().findFirst();
    }

    /** @param version 0 when there is none yet */
    public Endpoint set(Context context, Form form, int version) {
        context.needAdministrator();
        return database.write(context.tenant(), tx -> {
            Endpoint before = find(tx).orElse(null);
            var headers = new LinkedHashMap<String, String>();
            Settings settings = checked(form, before, headers);
            var wanted = new Endpoints.Wanted(null, "SMS", settings, headers, form.active());
            if (before == null) {
                if (version != 0) {
                    throw Problem.notFound("connection");
                }
                return endpoints.create(tx, context, EndpointKind.SMS, wanted);
            }
            return endpoints.change(tx, context, before, version, wanted);
        });
    }

    public void delete(Context context) {
        context.needAdministrator();
        database.run(context.tenant(), tx -> find(tx).ifPresent(e -> endpoints.delete(tx, context, e)));
    }

    /** @return the delivery */
    public UUID test(Context context, @Nullable String to) {
        context.needAdministrator();
        var check = new Check();
        String number = Phones.checked(check, to);
        check.that(number != null || !check.isGood(), "phone", "required", "A phone number");
        check.done();
        return database.write(context.tenant(), tx -> {
            UUID id = Ids.next();
            if (!send(tx, java.util.Objects.requireNonNull(number), "Steward: test", null, id, context.at())) {
                throw Problem.conflict("There is no gateway, or it is switched off");
            }
            return id;
        });
    }

    /** Whether there is one that is switched on. */
    public boolean isThere(Tx tx) {
        return find(tx).filter(Endpoint::active).isPresent();
    }

    /** Queues a message. @return false when there is no gateway */
    public boolean send(Tx tx, String to, String text, @Nullable UUID ticket, UUID id, Instant at) {
        var gateway = find(tx).filter(Endpoint::active);
        gateway.ifPresent(e -> {
            String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
            deliveries.queue(tx, NewDelivery.to(e, id, "sms", ticket, Json.text(new Message(to, cut)), at));
        });
        return gateway.isPresent();
    }

    private Settings checked(Form f, @Nullable Endpoint before, Map<String, String> headers) {
        var check = new Check();
        String url = check.text("url", f.url(), Addresses.LONGEST);
        if (!url.isEmpty()) {
            String why = Addresses.fault(Filled.inAddress(url, SAMPLE));
            check.that(why == null, "url", "format", String.valueOf(why));
            check.that(
                    !url.replaceFirst("(?s)^(\\w+://[^/?#]*).*", "$1").contains("{{"),
                    "url",
                    "format",
                    "The host cannot be filled in");
        }
        String method = f.method() == null ? "POST" : f.method();
        check.that(List.of("POST", "PUT", "GET").contains(method), "method", "unknown", "One of POST, PUT, GET");
        String type = check.optional("contentType", f.contentType(), 100);
        check.that(type.isEmpty() || Addresses.isValue(type), "contentType", "format", "Such as application/json");
        String body = check.optional("body", f.body(), 5_000);
        check.that(
                body.contains("{{to}}") || url.contains("{{to}}"),
                "body",
                "required",
                "{{to}} and {{text}} are needed");
        check.that(
                body.contains("{{text}}") || url.contains("{{text}}"),
                "body",
                "required",
                "{{to}} and {{text}} are needed");
        boolean sameHost =
                before != null && SecretHeaders.sameHost(Settings.of(before).url(), url);
        headers.putAll(SecretHeaders.checked(
                check, f.headers(), before == null ? Map.of() : endpoints.secrets(before), sameHost));
        check.done();
        return new Settings(
                url,
                method,
                type.isEmpty() ? "application/json" : type,
                body,
                headers.keySet().stream().sorted().toList());
    }
}
