package io.steward.server.task.web;

import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.task.ScheduledTicket;
import io.steward.server.task.ScheduledTickets;
import io.steward.server.ticket.PlannedFields;
import io.steward.server.ticket.RecordNames;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tickets that the calendar creates. */
@RestController
@RequestMapping("/api/v1/scheduled-tickets")
class ScheduleController {
    private static final int SHOWN = 5;

    private final Database database;
    private final ScheduledTickets scheduled;
    private final TicketReader tickets;
    private final Directory directory;
    private final PlannedFields fields;
    private final Idempotency idempotency;

    ScheduleController(
            Database database,
            ScheduledTickets scheduled,
            TicketReader tickets,
            Directory directory,
            PlannedFields fields,
            Idempotency idempotency) {
        this.database = database;
        this.scheduled = scheduled;
        this.tickets = tickets;
        this.directory = directory;
        this.fields = fields;
        this.idempotency = idempotency;
    }

    record WantedBody(
            @Nullable UUID typeId,
            @Nullable String title,
            @Nullable String description,
            @Nullable UUID requesterId,
            @Nullable Integer impact,
            @Nullable Integer urgency,
            @Nullable UUID categoryId,
            @Nullable UUID teamId,
            @Nullable UUID assigneeId,
            @Nullable List<String> tags,
            @Nullable Map<String, JsonNode> fields) {
        ScheduledTicket.Wanted wanted(Caller caller) {
            UUID type = typeId;
            if (type == null) {
                throw Problem.invalid("ticket.typeId", "required", "This is needed");
            }
            if (tags != null && tags.stream().anyMatch(Objects::isNull)) {
                throw Problem.invalid("ticket.tags", "unreadable", "A list of texts");
            }
            return new ScheduledTicket.Wanted(
                    type,
                    title == null ? "" : title,
                    description == null ? "" : description,
                    requesterId == null ? caller.personId() : requesterId,
                    impact,
                    urgency,
                    categoryId,
                    teamId,
                    assigneeId,
                    tags == null ? List.of() : tags,
                    fields == null ? Map.of() : fields);
        }
    }

    record ScheduledBody(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable Boolean active,
            @Nullable WantedBody ticket,
            @Nullable ScheduleBody schedule) {
        ScheduledTickets.Given given(Caller caller, UUID desk) {
            if (ticket == null || schedule == null) {
                throw Problem.invalid(ticket == null ? "ticket" : "schedule", "required", "This is needed");
            }
            return new ScheduledTickets.Given(
                    desk, name, !Boolean.FALSE.equals(active), ticket.wanted(caller), schedule.schedule(), true);
        }
    }

    record Preview(@Nullable ScheduleBody schedule) {}

    record Runs(List<Instant> next) {}

    record Last(
            Instant at,
            TaskViews.@Nullable TicketRef ticket,
            int missed,
            @Nullable String error) {}

    record ScheduledView(
            UUID id,
            UUID deskId,
            String name,
            boolean active,
            ScheduledTicket.Wanted ticket,
            @Nullable PersonRef requester,
            @Nullable PersonRef assignee,
            Map<UUID, RecordNames.Ref> refs,
            ScheduleBody schedule,
            List<Instant> next,
            @Nullable Last last,
            int version) {}

    @Access(Who.MANAGER)
    @GetMapping
    List<ScheduledView> scheduledTickets(Caller caller, @RequestParam(required = false) @Nullable UUID desk) {
        return database.read(
                caller.tenant(), tx -> views(tx, caller.context(), scheduled.all(tx, caller.context(), desk)));
    }

    @Access(Who.MANAGER)
    @PostMapping
    ResponseEntity<?> createScheduledTicket(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ScheduledBody b) {
        UUID desk = b.deskId();
        if (desk == null) {
            throw Problem.invalid("deskId", "required", "This is needed");
        }
        return idempotency.once(caller, key, b, also -> {
            var made = scheduled.create(caller.context(), b.given(caller, desk), also);
            return Versions.created(view(caller, made), made.version());
        });
    }

    /** The whole of it as it is to be; its desk stays. */
    @Access(Who.MANAGER)
    @PutMapping("/{id}")
    ResponseEntity<ScheduledView> changeScheduledTicket(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ScheduledBody b) {
        int version = Versions.expected(ifMatch);
        try {
            var made = scheduled.change(caller.context(), id, b.given(caller, id), version);
            return Versions.ok(view(caller, made), made.version());
        } catch (Problem problem) {
            throw problem.current() instanceof ScheduledTicket now ? Problem.stale(view(caller, now)) : problem;
        }
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> deleteScheduledTicket(Caller caller, @PathVariable UUID id) {
        scheduled.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    /** When a schedule would happen next. */
    @Access(Who.MANAGER)
    @PostMapping("/preview")
    Runs previewSchedule(Caller caller, @RequestBody Preview preview) {
        ScheduleBody body = preview.schedule();
        if (body == null) {
            throw Problem.invalid("schedule", "required", "This is needed");
        }
        return new Runs(scheduled.preview(caller.context(), body.schedule(), SHOWN));
    }

    private static Map<UUID, RecordNames.Ref> refsOf(ScheduledTicket s, Map<UUID, RecordNames.Ref> all) {
        String values = s.ticket().fields().toString();
        return all.entrySet().stream()
                .filter(e -> values.contains(e.getKey().toString()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private ScheduledView view(Caller caller, ScheduledTicket s) {
        return database.read(caller.tenant(), tx -> views(tx, caller.context(), List.of(s)))
                .getFirst();
    }

    private List<ScheduledView> views(Tx tx, Context context, List<ScheduledTicket> all) {
        var people = new HashSet<UUID>();
        var made = new HashSet<UUID>();
        for (ScheduledTicket s : all) {
            people.add(s.ticket().requesterId());
            if (s.ticket().assigneeId() != null) {
                people.add(s.ticket().assigneeId());
            }
            if (s.lastTicket() != null) {
                made.add(s.lastTicket());
            }
        }
        Map<UUID, PersonRef> names = directory.refs(tx, people);
        Map<UUID, Ticket> last = made.isEmpty()
                ? Map.of()
                : tickets.worked(tx, context, made).stream().collect(Collectors.toMap(Ticket::id, Function.identity()));
        var planned = all.stream().map(ScheduledTicket::planned).toList();
        var refs = fields.refs(tx, context, planned);
        return all.stream().map(s -> view(context, s, names, last, refs)).toList();
    }

    /** @param refs of all that are listed, so that they cost the same however many they are */
    private static ScheduledView view(
            Context context,
            ScheduledTicket s,
            Map<UUID, PersonRef> names,
            Map<UUID, Ticket> tickets,
            Map<UUID, RecordNames.Ref> refs) {
        Ticket ticket = s.lastTicket() == null ? null : tickets.get(s.lastTicket());
        Instant at = s.lastRun();
        return new ScheduledView(
                s.id(),
                s.deskId(),
                s.name(),
                s.active(),
                s.ticket(),
                TaskViews.person(names, s.ticket().requesterId()),
                TaskViews.person(names, s.ticket().assigneeId()),
                refsOf(s, refs),
                ScheduleBody.of(s.schedule()),
                s.active() ? ScheduledTickets.runs(s.schedule(), context.at(), SHOWN) : List.of(),
                at == null
                        ? null
                        : new Last(
                                at,
                                ticket == null ? null : TaskViews.TicketRef.of(ticket),
                                s.lastMissed(),
                                s.lastError()),
                s.version());
    }
}
