package io.steward.server.integration.work;

import io.steward.server.automation.spi.RuleAction;
import io.steward.server.channel.ChatChannels;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The rule action {@code chat}: a message to a chat channel, queued in the step's transaction. */
@Component
class ChatAction implements RuleAction {
    private static final int LONGEST = 4_000;

    private final ChatChannels channels;

    ChatAction(ChatChannels channels) {
        this.channels = channels;
    }

    @Override
    public String kind() {
        return "chat";
    }

    @Override
    public void define(Tx tx, UUID deskId, JsonNode action, Check check, String path) {
        String at = path.isEmpty() ? "" : path + ".";
        check.text(at + "text", action.path("text").asString(""), LONGEST);
        try {
            channels.usable(tx, deskId, id(action));
        } catch (Problem e) {
            check.error(at + "channel", "unknown", "There is no such chat channel");
        }
    }

    @Override
    public Done run(Tx tx, Context context, Ticket ticket, JsonNode action, UUID stepId) {
        var channel = channels.usable(tx, ticket.deskId(), id(action));
        channels.say(tx, context, channel, ticket, action.path("text").asString(""), stepId);
        return new Done(channel.name(), Map.of("delivery", stepId));
    }

    @Override
    public JsonNode named(Tx tx, UUID deskId, JsonNode action) {
        return NamedEndpoint.named(action, "channel", channels.usable(tx, deskId));
    }

    @Override
    public JsonNode identified(Tx tx, UUID deskId, JsonNode written) {
        return NamedEndpoint.identified(written, "channel", channels.usable(tx, deskId));
    }

    private static UUID id(JsonNode action) {
        try {
            return UUID.fromString(action.path("channel").asString(""));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("chat channel");
        }
    }
}
