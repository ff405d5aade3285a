package io.steward.server.integration.work;

import io.steward.server.automation.spi.RuleAction;
import io.steward.server.integration.HttpConnections;
import io.steward.server.outgoing.Deliveries;
import io.steward.server.outgoing.Delivery;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.NewDelivery;
import io.steward.server.outgoing.rules.Addresses;
import io.steward.server.outgoing.rules.SecretHeaders;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The rule action {@code http}: a request to a connection, or to an address of its own. It is queued in the step's transaction. */
@Component
class HttpAction implements RuleAction {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final int LONGEST_BODY = 100_000;
    private static final String INTO_CONNECTION =
            "A rule can be read by everybody of the desk: please keep secrets in an HTTP connection and name it as endpoint";

    private final HttpConnections connections;
    private final Deliveries deliveries;

    HttpAction(HttpConnections connections, Deliveries deliveries) {
        this.connections = connections;
        this.deliveries = deliveries;
    }

    @Override
    public String kind() {
        return "http";
    }

    @Override
    public void define(Tx tx, UUID deskId, JsonNode action, Check check, String path) {
        String at = path.isEmpty() ? "" : path + ".";
        String method = action.path("method").asString("POST");
        check.that(METHODS.contains(method), at + "method", "unknown", "One of " + String.join(", ", METHODS));
        check.that(
                action.path("body").asString("").length() <= LONGEST_BODY,
                at + "body",
                "too-long",
                "At most " + LONGEST_BODY + " characters");
        String url = action.path("url").asString("");
        check.that(
                url.length() <= Addresses.LONGEST,
                at + "url",
                "too-long",
                "At most " + Addresses.LONGEST + " characters");
        if (endpointId(action) == null && action.path("endpoint").asString("").isEmpty()) {
            // A variable may stand for a part of the path, never of the host.
            boolean fixed = !url.replaceFirst("(?s)^(\\w+://[^/?#]*).*", "$1").contains("{{");
            String fault = fixed ? Addresses.fault(plain(url)) : "The host cannot be a variable";
            check.that(fault == null, at + "url", "format", String.valueOf(fault));
        } else {
            check.that(
                    !url.contains("://"), at + "url", "format", "With a connection: a path on its address, or nothing");
            try {
                connections.usable(tx, deskId, needed(action));
            } catch (Problem e) {
                check.error(at + "endpoint", "unknown", "There is no such connection");
            }
        }
        var headers = texts(action.path("headers"));
        Addresses.headers(check, at + "headers", plain(headers));
        noSecrets(check, action, headers, at);
    }

    /** Everybody of the desk can read a rule, its versions and its file. */
    private static void noSecrets(Check check, JsonNode action, Map<String, String> headers, String at) {
        check.that(!action.has("secretHeaders"), at + "secretHeaders", "refused", INTO_CONNECTION);
        headers.keySet()
                .forEach(name ->
                        check.that(!SecretHeaders.isSecret(name), at + "headers." + name, "refused", INTO_CONNECTION));
        check.that(
                parameters(action.path("url").asString("")).noneMatch(SecretHeaders::isSecret),
                at + "url",
                "refused",
                INTO_CONNECTION);
    }

    /** The names after the question mark. */
    private static Stream<String> parameters(String url) {
        int query = url.indexOf('?');
        return query < 0
                ? Stream.empty()
                : Stream.of(url.substring(query + 1).split("[&#;]")).map(p -> p.replaceFirst("=.*", ""));
    }

    @Override
    public Done run(Tx tx, Context context, Ticket ticket, JsonNode action, UUID stepId) {
        boolean direct = action.path("endpoint").asString("").isEmpty();
        Endpoint endpoint = direct ? null : connections.usable(tx, ticket.deskId(), needed(action));
        if (endpoint != null && !endpoint.active()) {
            throw Problem.conflict("The connection “" + endpoint.name() + "” is switched off");
        }
        String url = encoded(action.path("url").asString(""));
        if (direct) {
            String fault = Addresses.fault(url);
            if (fault != null) {
                throw Problem.invalid("url", "format", fault);
            }
        }
        var headers = texts(action.path("headers"));
        var check = new Check();
        Addresses.headers(check, "headers", headers);
        check.done();
        String method = action.path("method").asString("POST");
        deliveries.queue(
                tx,
                new NewDelivery(
                        stepId,
                        endpoint,
                        "rule.http",
                        ticket.id(),
                        new Delivery.Target(method, url, headers),
                        action.path("body").asString(""),
                        context.at()));
        String to = endpoint == null ? String.valueOf(URI.create(url).getHost()) : endpoint.name();
        return new Done(method + " " + to, Map.of("delivery", stepId));
    }

    @Override
    public JsonNode named(Tx tx, UUID deskId, JsonNode action) {
        return NamedEndpoint.named(action, "endpoint", connections.usable(tx, deskId));
    }

    @Override
    public JsonNode identified(Tx tx, UUID deskId, JsonNode written) {
        return NamedEndpoint.identified(written, "endpoint", connections.usable(tx, deskId));
    }

    private static @Nullable UUID endpointId(JsonNode action) {
        try {
            return UUID.fromString(action.path("endpoint").asString(""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static UUID needed(JsonNode action) {
        UUID id = endpointId(action);
        if (id == null) {
            throw Problem.notFound("connection");
        }
        return id;
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new LinkedHashMap<String, String>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asString("")));
        return texts;
    }

    /** With something harmless for each variable. */
    private static String plain(String text) {
        return text.replaceAll("\\{\\{[^}]*}}", "x");
    }

    private static Map<String, String> plain(Map<String, String> texts) {
        var plain = new LinkedHashMap<String, String>();
        texts.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    /** What variables brought into an address and may not stand there, such as blanks. */
    private static String encoded(String url) {
        var out = new StringBuilder(url.length());
        url.strip().codePoints().forEach(c -> {
            if (c <= ' ' || c > '~' || "<>\"{}|\\^`".indexOf(c) >= 0) {
                out.append(URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8)
                        .replace("+", "%20"));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
