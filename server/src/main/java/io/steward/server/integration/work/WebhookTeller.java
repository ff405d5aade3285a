package io.steward.server.integration.work;

import io.steward.server.channel.Tending;
import io.steward.server.channel.TicketEvent;
import io.steward.server.channel.TicketEvents;
import io.steward.server.integration.Webhooks;
import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.outgoing.Deliveries;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.Endpoints;
import io.steward.server.outgoing.NewDelivery;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Tx;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Follows the journal and queues for each webhook what it wants to be told of, once. */
@Component
class WebhookTeller implements JournalConsumer {
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final TicketEvents events;
    private final WebhookPayload payload;

    WebhookTeller(Endpoints endpoints, Deliveries deliveries, TicketEvents events, WebhookPayload payload) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.events = events;
        this.payload = payload;
    }

    @Override
    public String name() {
        return "integration.webhooks";
    }

    @Override
    public boolean fromNow() {
        return true;
    }

    @Override
    public void accept(Tx tx, List<Entry> entries) {
        var hooks = endpoints.all(tx, EndpointKind.WEBHOOK).stream()
                .filter(Endpoint::active)
                .toList();
        if (hooks.isEmpty()) {
            return;
        }
        var queued = new ArrayList<NewDelivery>();
        for (TicketEvent event : events.of(tx, entries)) {
            var wanting = hooks.stream().filter(e -> wants(tx, e, event)).toList();
            if (!wanting.isEmpty()) {
                String body = payload.of(tx, event);
                wanting.forEach(e -> queued.add(NewDelivery.to(
                        e,
                        Ids.next(),
                        event.type(),
                        event.ticket().id(),
                        body,
                        event.entry().at())));
            }
        }
        deliveries.queue(tx, queued);
    }

    private boolean wants(Tx tx, Endpoint e, TicketEvent event) {
        var wish = Webhooks.Settings.of(e);
        return Tending.reaches(e, event.ticket())
                && event.isAmong(wish.events())
                && events.holds(tx, event, wish.query());
    }
}
