package io.steward.server.integration;

import io.steward.server.channel.Tending;
import io.steward.server.identity.Desks;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.Endpoints;
import io.steward.server.outgoing.rules.Addresses;
import io.steward.server.outgoing.rules.SecretHeaders;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Other systems that rules call: an address and the secret headers that go with it, so that no rule has to hold them. */
@Component
public class HttpConnections {
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

    private record Checked(Settings settings, Map<String, String> headers) {}

    private final Database database;
    private final Endpoints endpoints;
    private final Desks desks;

    HttpConnections(Database database, Endpoints endpoints, Desks desks) {
        this.database = database;
        this.endpoints = endpoints;
        this.desks = desks;
    }

    /** Those that the actor may use in rules: of their desks, and the whole organisation's. */
    public List<Endpoint> list(Context context) {
        return database.read(context.tenant(), tx -> endpoints.all(tx, EndpointKind.HTTP)).stream()
                .filter(e -> e.deskId() == null || Webhooks.mayTend(context, e))
                .toList();
    }

    public Endpoint get(Context context, UUID id) {
        return database.read(context.tenant(), tx -> tended(tx, context, id));
    }

    public Endpoint create(Context context, Form form, Consumer<Tx> also) {
        var checked = checked(context, form, null);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            return endpoints.create(
                    tx,
                    context,
                    EndpointKind.HTTP,
                    form.deskId(),
                    Check.clean(String.valueOf(form.name())),
                    checked.settings(),
                    checked.headers(),
                    !Boolean.FALSE.equals(form.active()));
        });
    }

    public Endpoint change(Context context, UUID id, Form form, int version) {
        return database.write(context.tenant(), tx -> {
            Endpoint before = tended(tx, context, id);
            var checked = checked(context, form, before);
            return endpoints.change(
                    tx,
                    context,
                    before,
                    version,
                    form.deskId(),
                    Check.clean(String.valueOf(form.name())),
                    checked.settings(),
                    checked.headers(),
                    !Boolean.FALSE.equals(form.active()));
        });
    }

    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> endpoints.delete(tx, context, tended(tx, context, id)));
    }

    /** Those that rules of a desk may call, for who works there. */
    public List<Endpoint> usable(Context context, UUID desk) {
        if (desks.find(context.tenant(), desk).isEmpty() || !context.rights().worksOn(desk)) {
            throw Problem.notFound("desk");
        }
        return database.read(context.tenant(), tx -> usable(tx, desk));
    }

    /** Those that rules of a desk may call. */
    public List<Endpoint> usable(Tx tx, UUID desk) {
        return endpoints.all(tx, EndpointKind.HTTP).stream()
                .filter(e -> e.deskId() == null || e.deskId().equals(desk))
                .toList();
    }

    /** One that a rule of the desk may call. */
    public Endpoint usable(Tx tx, UUID desk, UUID id) {
        Endpoint e = endpoints.get(tx, id, EndpointKind.HTTP);
        if (e.deskId() != null && !e.deskId().equals(desk)) {
            throw Problem.notFound("connection");
        }
        return e;
    }

    private Endpoint tended(Tx tx, Context context, UUID id) {
        Endpoint e = endpoints.get(tx, id, EndpointKind.HTTP);
        if (!Webhooks.mayTend(context, e)) {
            throw Problem.notFound("connection");
        }
        return e;
    }

    private Checked checked(Context context, Form f, @Nullable Endpoint before) {
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
        return new Checked(new Settings(url, headers.keySet().stream().sorted().toList()), headers);
    }
}
