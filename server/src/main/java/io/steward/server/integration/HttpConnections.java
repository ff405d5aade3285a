package io.steward.server.integration;

import io.steward.server.channel.Tending;
import io.steward.server.identity.Desks;
import io.steward.server.outgoing.Connections;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.Endpoints;
import io.steward.server.outgoing.rules.Addresses;
import io.steward.server.outgoing.rules.SecretHeaders;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Other systems that rules call: an address and the secret headers that go with it, so that no rule has to hold them. */
@Component
public class HttpConnections extends Connections<HttpConnections.Form> {
    /** @param headers secret ones; those without a value keep the one known, for the same host */
    public record Form(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable String url,
            @Nullable Map<String, @Nullable String> headers,
            @Nullable Boolean active) {}

    public record Settings(String url, List<String> headers) {
        public static Settings of(Endpoint e) {
            return Json.read(e.settings().toString(), Settings.class);
        }
    }

    private final Endpoints endpoints;
    private final Desks desks;

    HttpConnections(Database database, Endpoints endpoints, Desks desks) {
        super(EndpointKind.HTTP, database, endpoints, desks);
        this.endpoints = endpoints;
        this.desks = desks;
    }

    @Override
    protected Endpoints.Wanted checked(Context context, Form f, @Nullable Endpoint before) {
        var check = new Check();
        Tending.owner(check, context, desks, f.deskId());
        check.text("name", f.name(), 100);
        var uri = Addresses.url(check, "url", f.url());
        String url = uri == null ? "" : uri.toString();
        var headers = SecretHeaders.checked(
                check,
                f.headers(),
                before == null ? Map.of() : endpoints.secrets(before),
                before != null && SecretHeaders.sameHost(Settings.of(before).url(), url));
        check.that(!headers.containsKey("url"), "headers.url", "refused", "There is no such header");
        check.done();
        return new Endpoints.Wanted(
                f.deskId(),
                f.name(),
                new Settings(url, headers.keySet().stream().sorted().toList()),
                headers,
                f.active());
    }
}
