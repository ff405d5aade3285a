package io.steward.server.channel.web;

import io.steward.server.channel.TicketEvent;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Who;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Of what chats and webhooks can be told. */
@RestController
@RequestMapping("/api/v1/ticket-events")
class TicketEventController {
    @Access(Who.MANAGER)
    @GetMapping
    List<String> events() {
        return TicketEvent.TYPES;
    }
}
