package io.steward.server.channel.web;

import io.steward.server.channel.ChatChannels;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.web.ConnectionController;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Who;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Chat channels. Their addresses are written and never read. */
@RestController
@RequestMapping("/api/v1/chat-channels")
class ChatController extends ConnectionController<ChatChannels.Form, ChatController.View> {
    private final ChatChannels channels;

    ChatController(ChatChannels channels, Idempotency idempotency) {
        super(channels, idempotency, View::of);
        this.channels = channels;
    }

    record View(
            UUID id,
            @Nullable UUID deskId,
            String name,
            String flavour,
            List<String> events,
            String query,
            @Nullable UUID teamId,
            boolean confidential,
            boolean directMessages,
            boolean active,
            @Nullable Instant failing,
            @Nullable String offWhy,
            int version) {
        static View of(Endpoint e) {
            var s = ChatChannels.Settings.of(e);
            return new View(
                    e.id(),
                    e.deskId(),
                    e.name(),
                    s.flavour(),
                    s.events(),
                    s.query(),
                    s.teamId(),
                    s.confidential(),
                    s.directMessages(),
                    e.active(),
                    e.failing(),
                    e.offWhy(),
                    e.version());
        }
    }

    record Tested(UUID delivery) {}

    @Access(Who.MANAGER)
    @PostMapping("/{id}/test")
    Tested test(Caller caller, @PathVariable UUID id) {
        return new Tested(channels.test(caller.context(), id));
    }
}
