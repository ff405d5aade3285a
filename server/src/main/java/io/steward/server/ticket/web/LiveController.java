package io.steward.server.ticket.web;

import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.work.Live;
import io.steward.server.ticket.work.Presence;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What happens elsewhere, as it happens. */
@RestController
@RequestMapping("/api/v1")
class LiveController {
    private final Live live;
    private final Presence presence;
    private final Database database;
    private final TicketReader reader;

    LiveController(Live live, Presence presence, Database database, TicketReader reader) {
        this.live = live;
        this.presence = presence;
        this.database = database;
        this.reader = reader;
    }

    record State(String state) {}

    /** Who works on no desk hears only of their own notices. */
    @Access(Who.SIGNED_IN)
    @GetMapping(value = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(Caller caller, HttpServletResponse response) {
        response.setHeader("X-Accel-Buffering", "no");
        return live.open(caller.context());
    }

    @Access(Who.AGENT)
    @PutMapping("/tickets/{id}/presence")
    ResponseEntity<Void> presence(Caller caller, @PathVariable UUID id, @RequestBody State state) {
        if (!Set.of("viewing", "replying", "gone").contains(state.state())) {
            throw Problem.invalid("state", "unknown", "viewing, replying or gone");
        }
        Ticket ticket = database.read(caller.tenant(), tx -> reader.worked(tx, caller.context(), id.toString()));
        presence.tell(caller.context(), id, ticket.deskId(), state.state());
        return ResponseEntity.noContent().build();
    }
}
