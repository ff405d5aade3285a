package io.steward.server.channel.web;

import io.steward.server.channel.ChatChannels;
import io.steward.server.channel.TicketEvent;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Chat channels. Their addresses are written and never read. */
@RestController
@RequestMapping("/api/v1")
class ChatController {
    private final ChatChannels channels;
    private final Idempotency idempotency;

    ChatController(ChatChannels channels, Idempotency idempotency) {
        this.channels = channels;
        this.idempotency = idempotency;
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

    /** Of what chats and webhooks can be told. */
    @Access(Who.MANAGER)
    @GetMapping("/ticket-events")
    List<String> events() {
        return TicketEvent.TYPES;
    }

    @Access(Who.MANAGER)
    @GetMapping("/chat-channels")
    List<View> list(Caller caller) {
        return channels.list(caller.context()).stream().map(View::of).toList();
    }

    @Access(Who.MANAGER)
    @PostMapping("/chat-channels")
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ChatChannels.Form form) {
        return idempotency.once(caller, key, form, also -> {
            Endpoint e = channels.create(caller.context(), form, also);
            return Versions.created(View.of(e), e.version());
        });
    }

    @Access(Who.MANAGER)
    @GetMapping("/chat-channels/{id}")
    ResponseEntity<View> get(Caller caller, @PathVariable UUID id) {
        Endpoint e = channels.get(caller.context(), id);
        return Versions.ok(View.of(e), e.version());
    }

    @Access(Who.MANAGER)
    @PutMapping("/chat-channels/{id}")
    ResponseEntity<View> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ChatChannels.Form form) {
        Endpoint e = channels.change(caller.context(), id, form, Versions.expected(ifMatch));
        return Versions.ok(View.of(e), e.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/chat-channels/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
        channels.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.MANAGER)
    @PostMapping("/chat-channels/{id}/test")
    Tested test(Caller caller, @PathVariable UUID id) {
        return new Tested(channels.test(caller.context(), id));
    }
}
