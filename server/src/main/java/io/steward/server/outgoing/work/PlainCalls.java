package io.steward.server.outgoing.work;

import io.steward.server.outgoing.Call;
import io.steward.server.outgoing.Delivery;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.spi.RequestWriter;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Requests as somebody wrote them: method, address, headers and body; to an endpoint, or to an address of their own. */
@Component
public class PlainCalls implements RequestWriter {
    /** In an endpoint's secrets and settings: its address; every other secret is a header. */
    public static final String URL = "url";

    /** Of what was queued when rules still held secret headers. */
    private static final String PURPOSE = "outgoing-request";

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Secrets secrets;

    PlainCalls(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public EndpointKind kind() {
        return EndpointKind.HTTP;
    }

    @Override
    public Call write(TenantId tenant, Endpoint endpoint, Map<String, String> secret, Delivery d, Instant now) {
        Delivery.Target target = needed(d);
        var headers = new LinkedHashMap<>(target.headers());
        headers.putAll(secret);
        headers.remove(URL);
        return call(d, joined(endpoint.settings().path(URL).asString(""), target.url()), target, headers);
    }

    /** Without an endpoint. */
    Call write(Delivery d) {
        Delivery.Target target = needed(d);
        return call(d, target.url(), target, target.headers());
    }

    private Call call(Delivery d, String url, Delivery.Target target, Map<String, String> plain) {
        var headers = new LinkedHashMap<>(plain);
        if (d.sealed() != null) {
            headers.putAll(Json.read(secrets.open(PURPOSE, d.sealed()), TEXTS));
        }
        headers.putIfAbsent("Idempotency-Key", d.id().toString());
        byte[] body = d.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > 0 && headers.keySet().stream().noneMatch(h -> h.equalsIgnoreCase("Content-Type"))) {
            headers.put("Content-Type", "application/json");
        }
        return new Call(target.method(), URI.create(url), headers, body);
    }

    /** A path is appended to the endpoint's address; it cannot lead to another host. */
    private static String joined(String base, String path) {
        if (path.isEmpty()) {
            return base;
        }
        String start = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return path.startsWith("/") || path.startsWith("?") ? start + path : start + "/" + path;
    }

    /** One lane for each host. */
    public static String lane(Delivery.@Nullable Target target) {
        if (target == null) {
            throw Problem.conflict("A request without an endpoint needs an address");
        }
        String host = URI.create(target.url()).getHost();
        return "host:" + (host == null ? "" : host.toLowerCase(Locale.ROOT));
    }

    private static Delivery.Target needed(Delivery d) {
        Delivery.Target target = d.target();
        if (target == null) {
            throw new IllegalStateException("A request without an address");
        }
        return target;
    }
}
