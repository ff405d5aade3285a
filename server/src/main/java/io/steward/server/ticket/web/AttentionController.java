package io.steward.server.ticket.web;

import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.Attention;
import io.steward.server.ticket.Merging;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What one agent looks at, and what stands around a ticket. */
@RestController
@RequestMapping("/api/v1/tickets")
class AttentionController {
    private final Database database;
    private final Attention attention;
    private final Merging merging;
    private final TicketReader reader;
    private final Views views;

    AttentionController(Database database, Attention attention, Merging merging, TicketReader reader, Views views) {
        this.database = database;
        this.attention = attention;
        this.merging = merging;
        this.reader = reader;
        this.views = views;
    }

    record Until(@Nullable String until) {}

    record Skip(@Nullable List<UUID> skip, @Nullable Boolean take) {}

    record Next(Answers.@Nullable Row ticket) {}

    /** @param until null: until the requester answers */
    record Snoozed(@Nullable Instant until) {}

    record Other(UUID id, String number, String title) {}

    record Standing(
            @Nullable Snoozed snooze,
            boolean muted,
            @Nullable Other mergedInto) {}

    @Access(Who.AGENT)
    @PostMapping("/next")
    Next nextTicket(Caller caller, @RequestBody Skip body) {
        List<UUID> skip = Views.or(body.skip());
        if (skip.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid("skip", "unreadable", "Ids of tickets");
        }
        return attention
                .next(caller.context(), skip, Boolean.TRUE.equals(body.take()))
                .map(t -> new Next(views.rows(caller.tenant(), List.of(t)).getFirst()))
                .orElseGet(() -> new Next(null));
    }

    @Access(Who.AGENT)
    @GetMapping("/{id}/standing")
    Standing standing(Caller caller, @PathVariable UUID id) {
        var context = caller.context();
        return database.read(caller.tenant(), tx -> {
            Ticket ticket = reader.worked(tx, context, id.toString());
            return new Standing(
                    attention
                            .snooze(tx, context, ticket.id())
                            .map(s -> new Snoozed(s.until()))
                            .orElse(null),
                    attention.isMuted(tx, context, ticket.id()),
                    merging.into(tx, context, ticket.id())
                            .map(t -> new Other(t.id(), t.number(), t.title()))
                            .orElse(null));
        });
    }

    @Access(Who.AGENT)
    @GetMapping("/{id}/children")
    List<Answers.Row> children(Caller caller, @PathVariable UUID id) {
        return database.read(caller.tenant(), tx -> {
            Ticket ticket = reader.worked(tx, caller.context(), id.toString());
            return views.rows(caller.tenant(), reader.children(tx, caller.context(), ticket.id()));
        });
    }

    @Access(Who.AGENT)
    @PutMapping("/{id}/snooze")
    ResponseEntity<Void> snooze(Caller caller, @PathVariable UUID id, @RequestBody Until body) {
        attention.snooze(caller.context(), id, instant(body.until()));
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @DeleteMapping("/{id}/snooze")
    ResponseEntity<Void> wake(Caller caller, @PathVariable UUID id) {
        attention.wake(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @PutMapping("/{id}/mute")
    ResponseEntity<Void> mute(Caller caller, @PathVariable UUID id) {
        attention.mute(caller.context(), id, true);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @DeleteMapping("/{id}/mute")
    ResponseEntity<Void> unmute(Caller caller, @PathVariable UUID id) {
        attention.mute(caller.context(), id, false);
        return ResponseEntity.noContent().build();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("until", "unreadable", "An instant such as 2026-12-01T08:00:00Z");
        }
    }
}
