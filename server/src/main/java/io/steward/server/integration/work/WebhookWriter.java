package io.steward.server.integration.work;

import io.steward.server.integration.Webhooks;
import io.steward.server.integration.rules.WebhookSignature;
import io.steward.server.outgoing.Call;
import io.steward.server.outgoing.Delivery;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.spi.RequestWriter;
import io.steward.server.platform.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Signs events as the Standard Webhooks specification says. */
@Component
class WebhookWriter implements RequestWriter {
    @Override
    public EndpointKind kind() {
        return EndpointKind.WEBHOOK;
    }

    @Override
    public Call write(TenantId tenant, Endpoint endpoint, Map<String, String> secret, Delivery d, Instant now) {
        String id = d.id().toString();
        long timestamp = now.getEpochSecond();
        return new Call(
                "POST",
                URI.create(Webhooks.Settings.of(endpoint).url()),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        Long.toString(timestamp),
                        "webhook-signature",
                        WebhookSignature.header(Webhooks.signing(secret, now), id, timestamp, d.body())),
                d.body().getBytes(StandardCharsets.UTF_8));
    }
}
