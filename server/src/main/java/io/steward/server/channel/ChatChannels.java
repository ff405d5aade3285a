package io.steward.server.channel;

import io.steward.server.channel.rules.ChatMessage;
import io.steward.server.identity.Desks;
import io.steward.server.outgoing.Connections;
import io.steward.server.outgoing.Deliveries;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.Endpoints;
import io.steward.server.outgoing.NewDelivery;
import io.steward.server.outgoing.rules.Addresses;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Conditions;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Channels of chats that are told what happens: a desk's, tended by its managers, or the whole organisation's. */
@Component
public class ChatChannels extends Connections<ChatChannels.Form> {
    /** The secret of a channel: the address of its incoming webhook. */
    public static final String URL = "url";

    private static final String EVENT = "chat.message";

    /**
     * A channel as somebody writes it.
     *
     * @param url the address of its incoming webhook; null leaves the one known
     * @param events of what it is told, see {@link TicketEvent#TYPES}; none: only what rules say
     * @param query only of tickets for which this holds
     * @param teamId only of this team's tickets
     * @param confidential also of confidential tickets
     * @param directMessages whether it takes messages to single people, which the organisation's of Slack and Mattermost may
     */
    public record Form(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable String flavour,
            @Nullable String url,
            @Nullable List<String> events,
            @Nullable String query,
            @Nullable UUID teamId,
            @Nullable Boolean confidential,
            @Nullable Boolean directMessages,
            @Nullable Boolean active) {}

    /** What an endpoint of this kind keeps. */
    public record Settings(
            String flavour,
            List<String> events,
            String query,
            @Nullable UUID teamId,
            boolean confidential,
            boolean directMessages) {
        public static Settings of(Endpoint e) {
            return Json.read(e.settings().toString(), Settings.class);
        }
    }

    private final Database database;
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Desks desks;
    private final Types types;
    private final Conditions conditions;
    private final StewardSettings settings;

    ChatChannels(
            Database database,
            Endpoints endpoints,
            Deliveries deliveries,
            Desks desks,
            Types types,
            Conditions conditions,
            StewardSettings settings) {
        super(EndpointKind.CHAT, database, endpoints, desks);
        this.database = database;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.desks = desks;
        this.types = types;
        this.conditions = conditions;
        this.settings = settings;
    }

    /** Sends a word to see whether it arrives. @return the delivery */
    public UUID test(Context context, UUID id) {
        return database.write(context.tenant(), tx -> {
            Endpoint e = endpoints.tended(tx, context, id, EndpointKind.CHAT);
            if (!e.active()) {
                throw Problem.conflict("Please switch it on first");
            }
            UUID delivery = Ids.next();
            send(tx, context, e, new ChatMessage("Steward", context.actor().name() + ": test", "", ""), null, delivery);
            return delivery;
        });
    }

    /**
     * Says something about a ticket, with links, where that may be heard.
     *
     * @return the channel's name; empty when it is gone or switched off, or is not told of this ticket
     */
    public Optional<String> tell(
            Tx tx, Context context, UUID channel, Ticket ticket, String text, List<ChatLink> links) {
        var to = usable(tx, ticket.deskId()).stream()
                .filter(e -> e.id().equals(channel) && Tending.reaches(e, ticket))
                .findFirst();
        to.ifPresent(e -> send(tx, context, e, about(ticket, text, links), ticket.id(), Ids.next()));
        return to.map(Endpoint::name);
    }

    /** Says something about a ticket. The same delivery twice is one message in the queue. */
    public void say(Tx tx, Context context, Endpoint channel, Ticket ticket, String text, UUID delivery) {
        if (!channel.active()) {
            throw Problem.conflict("The chat channel “" + channel.name() + "” is switched off");
        }
        send(tx, context, channel, about(ticket, text, List.of()), ticket.id(), delivery);
    }

    private ChatMessage about(Ticket ticket, String text, List<ChatLink> links) {
        return new ChatMessage(
                ticket.number() + " " + ticket.title(),
                text,
                settings.page("/work/t/" + ticket.number()),
                "Steward",
                links,
                "");
    }

    private void send(
            Tx tx, Context context, Endpoint channel, ChatMessage message, @Nullable UUID ticket, UUID delivery) {
        deliveries.queue(tx, NewDelivery.to(channel, delivery, EVENT, ticket, Json.text(message), context.at()));
    }

    @Override
    protected Endpoints.Wanted checked(Context context, Form f, @Nullable Endpoint before) {
        var check = new Check();
        Tending.owner(check, context, desks, f.deskId());
        check.text("name", f.name(), 100);
        String flavour = f.flavour() == null ? "" : f.flavour();
        check.that(ChatMessage.FLAVOURS.contains(flavour), "flavour", "unknown", "One of slack, teams, mattermost");
        String url = f.url() == null ? "" : f.url().strip();
        if (before == null || !url.isEmpty()) {
            Addresses.url(check, "url", url);
        }
        List<String> events = Tending.events(check, f.events());
        String query = check.optional("query", f.query(), 2_000);
        conditions.check(check, "query", context, query, Tending.among(types, context, f.deskId()));
        check.that(
                f.teamId() == null
                        || desks.team(context.tenant(), f.teamId())
                                .filter(t -> f.deskId() == null || t.deskId().equals(f.deskId()))
                                .isPresent(),
                "teamId",
                "unknown",
                "There is no such team");
        boolean confidential = Tending.confidential(check, context, f.deskId(), f.confidential(), before);
        boolean direct = Boolean.TRUE.equals(f.directMessages());
        check.that(
                !direct || (f.deskId() == null && !flavour.equals("teams")),
                "directMessages",
                "unsuitable",
                "Only the whole organisation's connection to Slack or Mattermost takes messages to people");
        check.done();
        return new Endpoints.Wanted(
                f.deskId(),
                f.name(),
                new Settings(flavour, events, query, f.teamId(), confidential, direct),
                url.isEmpty() ? null : Map.of(URL, url),
                f.active());
    }
}
