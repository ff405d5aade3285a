package io.steward.server.channel;

import io.steward.server.channel.rules.ChatMessage;
import io.steward.server.outgoing.Deliveries;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.Endpoints;
import io.steward.server.outgoing.NewDelivery;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Messages to single people, by the organisation's chat connection that takes them: of several the first by name. */
@Component
public class DirectMessages {
    private final Endpoints endpoints;
    private final Deliveries deliveries;

    DirectMessages(Endpoints endpoints, Deliveries deliveries) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
    }

    /** Whether the organisation has a connection for them that is switched on. */
    public boolean areTaken(Tx tx) {
        return connection(tx).isPresent();
    }

    /** Queues one. @param to the person's name in the chat @return false when there is no connection */
    public boolean tell(Tx tx, String to, ChatMessage message, @Nullable UUID ticket, Instant at) {
        var connection = connection(tx);
        connection.ifPresent(c -> deliveries.queue(
                tx, NewDelivery.to(c, Ids.next(), NewDelivery.PERSONAL, ticket, Json.text(message.to(to)), at)));
        return connection.isPresent();
    }

    private Optional<Endpoint> connection(Tx tx) {
        return endpoints.all(tx, EndpointKind.CHAT).stream()
                .filter(e -> e.active()
                        && e.deskId() == null
                        && ChatChannels.Settings.of(e).directMessages())
                .findFirst();
    }
}
