package io.steward.server.ticket.web;

import io.steward.server.identity.Desks;
import io.steward.server.journal.Entry;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Place;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.AddReply;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.CreateTicket;
import io.steward.server.ticket.FieldKind;
import io.steward.server.ticket.FieldRole;
import io.steward.server.ticket.RecordNames;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The portal: a person's own requests, in plain words. */
@RestController
@RequestMapping("/api/v1/portal")
class PortalController {
    private static final Map<StatusCategory, String> STEPS = Map.of(
            StatusCategory.NEW, "received",
            StatusCategory.OPEN, "in_progress",
            StatusCategory.PENDING, "waiting_for_you",
            StatusCategory.RESOLVED, "done",
            StatusCategory.CLOSED, "closed",
            StatusCategory.CANCELLED, "closed");

    private final Database database;
    private final Tickets tickets;
    private final TicketReader reader;
    private final Types types;
    private final Desks desks;
    private final Idempotency idempotency;
    private final RecordNames records;

    PortalController(
            Database database,
            Tickets tickets,
            TicketReader reader,
            Types types,
            Desks desks,
            Idempotency idempotency,
            RecordNames records) {
        this.database = database;
        this.tickets = tickets;
        this.reader = reader;
        this.types = types;
        this.desks = desks;
        this.idempotency = idempotency;
        this.records = records;
    }

    record Offer(UUID id, String name, String hint, String kind, String desk) {}

    record Summary(
            UUID id,
            String number,
            String title,
            String step,
            String statusName,
            Instant created,
            Instant updated,
            boolean waiting) {}

    record PortalEntry(
            UUID id,
            Instant at,
            boolean mine,
            String author,
            String kind,
            @Nullable String body,
            @Nullable String folded,
            @Nullable String step,
            List<Answers.FileView> attachments) {}

    record Request(
            UUID id,
            String number,
            String typeName,
            String title,
            String description,
            String step,
            String statusName,
            Instant created,
            Instant updated,
            Answers.@Nullable Rating rating,
            boolean mayReply,
            boolean mayReopen,
            boolean mayRate,
            boolean mayClose,
            List<PortalEntry> entries,
            List<Answers.FileView> attachments,
            List<FieldAnswer> fields,
            int version) {}

    record NewRequest(
            UUID typeId,
            @Nullable String title,
            @Nullable String description,
            @Nullable Integer urgency,
            @Nullable List<UUID> attachments,
            @Nullable Map<String, JsonNode> fields) {}

    /** A field of a request as the requester sees it. */
    record FieldAnswer(String key, String name, FieldKind kind, JsonNode value, String label) {}

    record Answer(@Nullable String body, @Nullable List<UUID> attachments) {}

    record NewRating(int score, @Nullable String comment) {}

    @Access(Who.SIGNED_IN)
    @GetMapping("/types")
    List<Offer> types(Caller caller) {
        return types.all(caller.tenant()).stream()
                .filter(t -> t.portal() && t.active())
                .map(t -> new Offer(
                        t.id(),
                        t.portalName(),
                        t.portalHint(),
                        t.kind(),
                        desks.get(caller.tenant(), t.deskId()).name()))
                .toList();
    }

    @Access(Who.SIGNED_IN)
    @GetMapping("/requests")
    Page<Summary> list(
            Caller caller,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (!state.equals("open") && !state.equals("done")) {
            throw Problem.invalid("state", "unknown", "open or done");
        }
        int most = Page.limit(limit);
        var place = Place.of(cursor);
        var found = database.read(
                caller.tenant(),
                tx -> reader.following(tx, caller.personId(), state.equals("open"), place.at(), place.id(), most + 1));
        return Page.of(found, most, t -> Place.after(t.updated(), t.id())).map(t -> summary(caller, t));
    }

    @Access(Who.SIGNED_IN)
    @PostMapping("/requests")
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewRequest n) {
        return idempotency.once(caller, key, n, also -> {
            if (!types.get(caller.tenant(), n.typeId()).portal()) {
                throw Problem.invalid("typeId", "unknown", "This cannot be asked for here");
            }
            var command = new CreateTicket(
                    n.typeId(),
                    n.title(),
                    n.description(),
                    null,
                    caller.personId(),
                    null,
                    n.urgency(),
                    null,
                    null,
                    null,
                    List.of(),
                    Views.or(n.attachments()),
                    Channel.PORTAL,
                    null,
                    n.fields() == null ? Map.of() : n.fields());
            Ticket ticket = tickets.create(caller.context(), command, also);
            return Versions.created(request(caller, ticket.id().toString()), ticket.version());
        });
    }

    @Access(Who.SIGNED_IN)
    @GetMapping("/requests/{idOrNumber}")
    ResponseEntity<Request> get(Caller caller, @PathVariable String idOrNumber) {
        Request request = request(caller, idOrNumber);
        return Versions.ok(request, request.version());
    }

    @Access(Who.SIGNED_IN)
    @PostMapping("/requests/{id}/replies")
    ResponseEntity<?> reply(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Answer answer) {
        return idempotency.once(caller, key, answer, also -> {
            mine(caller, id);
            var command = new AddReply(answer.body(), null, Views.or(answer.attachments()), null, Channel.PORTAL, null);
            var posted = tickets.reply(caller.context(), id, command, also);
            return Versions.created(
                    request(caller, id.toString()), posted.ticket().version());
        });
    }

    @Access(Who.SIGNED_IN)
    @PostMapping("/requests/{id}/reopen")
    Request reopen(Caller caller, @PathVariable UUID id, @RequestBody Answer answer) {
        mine(caller, id);
        tickets.reopen(caller.context(), id, answer.body() == null ? "" : answer.body());
        return request(caller, id.toString());
    }

    @Access(Who.SIGNED_IN)
    @PostMapping("/requests/{id}/close")
    Request close(Caller caller, @PathVariable UUID id) {
        mine(caller, id);
        tickets.close(caller.context(), id);
        return request(caller, id.toString());
    }

    @Access(Who.SIGNED_IN)
    @PostMapping("/requests/{id}/rating")
    Request rate(Caller caller, @PathVariable UUID id, @RequestBody NewRating rating) {
        mine(caller, id);
        tickets.rate(caller.context(), id, rating.score(), rating.comment());
        return request(caller, id.toString());
    }

    /** On the portal an agent is a person like any other: only what they follow themselves. */
    private void mine(Caller caller, UUID id) {
        database.read(caller.tenant(), tx -> reader.followed(tx, caller.context(), id.toString()));
    }

    private Request request(Caller caller, String idOrNumber) {
        return database.read(caller.tenant(), tx -> {
            Ticket t = reader.followed(tx, caller.context(), idOrNumber);
            TicketType type = types.get(caller.tenant(), t.typeId());
            var files = Views.byEntry(reader.attachments(tx, t.id(), true));
            var entries = new ArrayList<PortalEntry>();
            List<Answers.FileView> first = List.of();
            for (Entry e : reader.entries(tx, t.id(), 0, 500, true)) {
                if (e.kind().equals("created")) {
                    first = files.getOrDefault(e.id(), List.of());
                } else {
                    entries.add(entry(caller, e, files.getOrDefault(e.id(), List.of())));
                }
            }
            boolean requester = caller.personId().equals(t.requesterId());
            boolean open = t.statusCategory().isOpen();
            boolean mayReopen =
                    !open && type.next(t.status(), StatusCategory.OPEN).isPresent();
            return new Request(
                    t.id(),
                    t.number(),
                    type.portalName(),
                    t.title(),
                    t.description(),
                    step(t.statusCategory()),
                    statusName(type, t.status()),
                    t.created(),
                    t.updated(),
                    Views.rating(t),
                    open || mayReopen,
                    mayReopen,
                    requester && t.resolved() != null,
                    requester && open,
                    entries,
                    first,
                    fields(caller, tx, type, t),
                    t.version());
        });
    }

    private List<FieldAnswer> fields(Caller caller, Tx tx, TicketType type, Ticket t) {
        var roles = Set.of(FieldRole.REQUESTER);
        var shown = type.fields().stream()
                .filter(f -> f.readableBy(roles) && t.fields().containsKey(f.key()))
                .toList();
        var names = records.of(tx, caller.context(), shown, List.of(t.fields()));
        return shown.stream()
                .map(f -> {
                    JsonNode value = Objects.requireNonNull(t.fields().get(f.key()));
                    return new FieldAnswer(f.key(), f.name(), f.kind(), value, RecordNames.label(f, value, names));
                })
                .toList();
    }

    private static PortalEntry entry(Caller caller, Entry e, List<Answers.FileView> files) {
        boolean mine = caller.personId().equals(e.actor().id());
        boolean reply = e.kind().equals("reply");
        String category = e.data().path("category").asString("");
        String step = reply || category.isEmpty() ? null : step(StatusCategory.of(category));
        return new PortalEntry(
                e.id(), e.at(), mine, e.actor().name(), reply ? "reply" : "status", e.body(), e.folded(), step, files);
    }

    private Summary summary(Caller caller, Ticket t) {
        var type = types.get(caller.tenant(), t.typeId());
        return new Summary(
                t.id(),
                t.number(),
                t.title(),
                step(t.statusCategory()),
                statusName(type, t.status()),
                t.created(),
                t.updated(),
                t.statusCategory() == StatusCategory.PENDING);
    }

    private static String step(StatusCategory category) {
        return Objects.requireNonNull(STEPS.get(category));
    }

    private static String statusName(TicketType type, String key) {
        return type.status(key).map(TicketType.Status::portalName).orElse(key);
    }
}
