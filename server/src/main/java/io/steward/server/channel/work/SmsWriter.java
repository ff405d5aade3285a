package io.steward.server.channel.work;

import io.steward.server.channel.SmsGateway;
import io.steward.server.channel.rules.Filled;
import io.steward.server.outgoing.Call;
import io.steward.server.outgoing.Delivery;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.spi.RequestWriter;
import io.steward.server.platform.Json;
import io.steward.server.platform.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Text messages, as the gateway takes them. */
@Component
class SmsWriter implements RequestWriter {
    @Override
    public EndpointKind kind() {
        return EndpointKind.SMS;
    }

    @Override
    public Call write(TenantId tenant, Endpoint endpoint, Map<String, String> secret, Delivery d, Instant now) {
        var settings = SmsGateway.Settings.of(endpoint);
        var message = Json.read(d.body(), SmsGateway.Message.class);
        var values = Map.of("to", message.to(), "text", message.text(), "id", d.id().toString());
        var headers = new LinkedHashMap<>(secret);
        boolean get = settings.method().equals("GET");
        if (!get) {
            headers.put("Content-Type", settings.contentType());
        }
        byte[] body = get
                ? new byte[0]
                : Filled.in(settings.contentType(), settings.body(), values).getBytes(StandardCharsets.UTF_8);
        return new Call(settings.method(), URI.create(Filled.inAddress(settings.url(), values)), headers, body);
    }
}
