package io.steward.server.integration.web;

import io.steward.server.channel.ChatChannels;
import io.steward.server.integration.HttpConnections;
import io.steward.server.integration.Sources;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a desk's rules may name, for who works on the desk. */
@RestController
@RequestMapping("/api/v1/desks/{desk}")
class RulePartsController {
    private final ChatChannels channels;
    private final HttpConnections connections;
    private final Sources sources;

    RulePartsController(ChatChannels channels, HttpConnections connections, Sources sources) {
        this.channels = channels;
        this.connections = connections;
        this.sources = sources;
    }

    record Named(UUID id, String name, boolean active) {}

    @Access(Who.AGENT)
    @GetMapping("/chat-channels")
    List<Named> chats(Caller caller, @PathVariable UUID desk) {
        return channels.usable(caller.context(), desk).stream()
                .map(e -> new Named(e.id(), e.name(), e.active()))
                .toList();
    }

    @Access(Who.AGENT)
    @GetMapping("/http-connections")
    List<Named> connections(Caller caller, @PathVariable UUID desk) {
        return connections.usable(caller.context(), desk).stream()
                .map(e -> new Named(e.id(), e.name(), e.active()))
                .toList();
    }

    @Access(Who.AGENT)
    @GetMapping("/inbound-sources")
    List<Named> sources(Caller caller, @PathVariable UUID desk) {
        return sources.of(caller.context(), desk).stream()
                .map(s -> new Named(s.id(), s.name(), s.active()))
                .toList();
    }
}
