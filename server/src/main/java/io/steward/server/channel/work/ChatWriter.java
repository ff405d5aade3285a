package io.steward.server.channel.work;

import io.steward.server.channel.ChatChannels;
import io.steward.server.channel.rules.ChatMessage;
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
import java.util.Map;
import org.springframework.stereotype.Component;

/** Messages to chats, as each takes them. */
@Component
class ChatWriter implements RequestWriter {
    @Override
    public EndpointKind kind() {
        return EndpointKind.CHAT;
    }

    @Override
    public Call write(TenantId tenant, Endpoint endpoint, Map<String, String> secret, Delivery d, Instant now) {
        String flavour = endpoint.settings().path("flavour").asString("");
        String body = Json.read(d.body(), ChatMessage.class).as(flavour);
        return new Call(
                "POST",
                URI.create(secret.getOrDefault(ChatChannels.URL, "")),
                Map.of("Content-Type", "application/json; charset=utf-8"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
