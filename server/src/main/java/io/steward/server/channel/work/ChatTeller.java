package io.steward.server.channel.work;

import io.steward.server.channel.ChatChannels;
import io.steward.server.channel.Tending;
import io.steward.server.channel.TicketEvent;
import io.steward.server.channel.TicketEvents;
import io.steward.server.channel.rules.ChatMessage;
import io.steward.server.identity.Tenants;
import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.outgoing.Deliveries;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.Endpoints;
import io.steward.server.outgoing.NewDelivery;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Json;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.Tx;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import org.springframework.stereotype.Component;

/** Follows the journal and tells chats what happens to tickets, each what it wants to hear of. */
@Component
class ChatTeller implements JournalConsumer {
    private static final int LONGEST_QUOTE = 500;

    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final TicketEvents events;
    private final Tenants tenants;
    private final StewardSettings settings;

    ChatTeller(
            Endpoints endpoints,
            Deliveries deliveries,
            TicketEvents events,
            Tenants tenants,
            StewardSettings settings) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.events = events;
        this.tenants = tenants;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "channel.chat";
    }

    @Override
    public boolean fromNow() {
        return true;
    }

    @Override
    public void accept(Tx tx, List<Entry> entries) {
        var channels = endpoints.all(tx, EndpointKind.CHAT).stream()
                .filter(e -> e.active() && !e.settings().path("events").isEmpty())
                .toList();
        if (channels.isEmpty()) {
            return;
        }
        var texts = texts(tenants.get(tx.tenant()).locale());
        var messages = new ArrayList<NewDelivery>();
        for (TicketEvent event : events.of(tx, entries)) {
            for (Endpoint channel : channels) {
                if (wants(tx, channel, event)) {
                    messages.add(NewDelivery.to(
                            channel,
                            Ids.next(),
                            event.type(),
                            event.ticket().id(),
                            Json.text(message(texts, event)),
                            event.entry().at()));
                }
            }
        }
        deliveries.queue(tx, messages);
    }

    private boolean wants(Tx tx, Endpoint channel, TicketEvent event) {
        var wish = ChatChannels.Settings.of(channel);
        return Tending.reaches(channel, event.ticket())
                && event.isAmong(wish.events())
                && (wish.teamId() == null || wish.teamId().equals(event.ticket().teamId()))
                && events.holds(tx, event, wish.query());
    }

    private ChatMessage message(ResourceBundle texts, TicketEvent event) {
        var t = event.ticket();
        String actor = event.entry().actor().name();
        String key = event.type().startsWith("page.") ? "page" : event.type();
        String said = MessageFormat.format(texts.getString(key), actor, Objects.toString(t.status(), ""));
        String quote = Sanitizer.text(Objects.requireNonNullElse(event.entry().body(), ""));
        if (quote.length() > LONGEST_QUOTE) {
            quote = quote.substring(0, LONGEST_QUOTE) + "…";
        }
        return new ChatMessage(
                t.number() + " " + t.title(),
                quote.isBlank() ? said : said + "\n" + quote,
                settings.page("/work/t/" + t.number()),
                texts.getString("open"));
    }

    private static ResourceBundle texts(String language) {
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle("channel.chat", Locale.forLanguageTag(language), control);
    }
}
