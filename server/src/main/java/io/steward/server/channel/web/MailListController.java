package io.steward.server.channel.web;

import io.steward.server.channel.ReceivedMail;
import io.steward.server.channel.store.OutgoingStore;
import io.steward.server.channel.store.ReceivedStore;
import io.steward.server.channel.work.Courier;
import io.steward.server.channel.work.Intake;
import io.steward.server.platform.Check;
import io.steward.server.platform.Database;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Place;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Every mail that came and went, for administrators. */
@RestController
@RequestMapping("/api/v1/mail")
class MailListController {
    private static final Set<String> RECEIVED = Set.of("waiting", "ticket", "reply", "ignored", "failed");
    private static final Set<String> OUTGOING = Set.of("waiting", "sent", "failed", "dropped");

    private final Database database;
    private final ReceivedStore received;
    private final OutgoingStore outgoing;
    private final TicketReader tickets;
    private final FileStore files;
    private final Intake intake;
    private final Courier courier;
    private final Clock clock;

    MailListController(
            Database database,
            ReceivedStore received,
            OutgoingStore outgoing,
            TicketReader tickets,
            FileStore files,
            Intake intake,
            Courier courier,
            Clock clock) {
        this.database = database;
        this.received = received;
        this.outgoing = outgoing;
        this.tickets = tickets;
        this.files = files;
        this.intake = intake;
        this.courier = courier;
        this.clock = clock;
    }

    record TicketRef(UUID id, String number) {}

    record ReceivedView(
            UUID id,
            Instant at,
            String from,
            String subject,
            String state,
            @Nullable String reason,
            @Nullable TicketRef ticket,
            int attempts) {}

    record OutgoingView(
            UUID id,
            Instant at,
            String to,
            String subject,
            String kind,
            String state,
            int attempts,
            @Nullable Instant nextAt,
            @Nullable String lastError,
            @Nullable TicketRef ticket) {}

    @Access(Who.ADMIN)
    @GetMapping("/received")
    Page<ReceivedView> received(
            Caller caller,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        String wanted = state(state, RECEIVED);
        int most = Page.limit(limit);
        var place = Place.of(cursor);
        return database.read(caller.tenant(), tx -> {
            var page = Page.of(
                    received.page(tx, wanted, place.at(), place.id(), most + 1),
                    most,
                    m -> Place.after(m.at(), m.id()));
            var numbers = numbers(tx, page.items().stream().flatMap(m -> Stream.ofNullable(m.ticketId())));
            return page.map(m -> new ReceivedView(
                    m.id(),
                    m.at(),
                    Objects.requireNonNullElse(m.sender(), ""),
                    Objects.requireNonNullElse(m.subject(), ""),
                    m.state(),
                    m.reason(),
                    numbers.get(m.ticketId()),
                    m.attempts()));
        });
    }

    @Access(Who.ADMIN)
    @PostMapping("/received/{id}/retry")
    ResponseEntity<Void> takeInAgain(Caller caller, @PathVariable UUID id) {
        again(database.write(caller.tenant(), tx -> received.again(tx, id, clock.instant())));
        intake.ring();
        return ResponseEntity.accepted().build();
    }

    /** As it came; always to be saved, never shown, since nobody knows what is in it. */
    @Access(Who.ADMIN)
    @GetMapping("/received/{id}/raw")
    void raw(Caller caller, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        ReceivedMail mail =
                database.read(caller.tenant(), tx -> received.find(tx, id)).orElseThrow(() -> Problem.notFound("mail"));
        response.setContentType("application/octet-stream");
        response.setContentLengthLong(mail.size());
        response.setHeader("Content-Disposition", "attachment; filename=\"mail.eml\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        try (var content = files.open(mail.sha256())) {
            content.transferTo(response.getOutputStream());
        }
    }

    @Access(Who.ADMIN)
    @GetMapping("/outgoing")
    Page<OutgoingView> outgoing(
            Caller caller,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        String wanted = state(state, OUTGOING);
        int most = Page.limit(limit);
        var place = Place.of(cursor);
        return database.read(caller.tenant(), tx -> {
            var page = Page.of(
                    outgoing.page(tx, wanted, place.at(), place.id(), most + 1),
                    most,
                    m -> Place.after(m.created(), m.id()));
            var numbers = numbers(tx, page.items().stream().flatMap(m -> Stream.ofNullable(m.ticketId())));
            return page.map(m -> new OutgoingView(
                    m.id(),
                    m.created(),
                    m.recipient(),
                    m.subject(),
                    m.kind(),
                    m.state(),
                    m.attempts(),
                    m.nextAt(),
                    m.lastError(),
                    numbers.get(m.ticketId())));
        });
    }

    @Access(Who.ADMIN)
    @PostMapping("/outgoing/{id}/retry")
    ResponseEntity<Void> sendAgain(Caller caller, @PathVariable UUID id) {
        again(database.write(caller.tenant(), tx -> outgoing.again(tx, id, clock.instant())));
        courier.ring();
        return ResponseEntity.accepted().build();
    }

    private static void again(boolean done) {
        if (!done) {
            throw Problem.conflict("This mail does not wait for another attempt");
        }
    }

    private static @Nullable String state(@Nullable String state, Set<String> known) {
        if (state == null || state.isEmpty()) {
            return null;
        }
        var check = new Check();
        check.that(known.contains(state), "state", "unknown", "One of " + String.join(", ", known));
        check.done();
        return state;
    }

    private Map<@Nullable UUID, TicketRef> numbers(Tx tx, Stream<UUID> ids) {
        var refs = new HashMap<@Nullable UUID, TicketRef>();
        var known = ids.distinct().toList();
        if (!known.isEmpty()) {
            for (Ticket t : tickets.byIds(tx, known)) {
                refs.put(t.id(), new TicketRef(t.id(), t.number()));
            }
        }
        return refs;
    }
}
