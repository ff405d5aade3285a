package io.steward.server.task.web;

import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.task.TicketTime;
import io.steward.server.task.TimeEntry;
import io.steward.server.task.TimeLog;
import io.steward.server.task.Timer;
import io.steward.server.ticket.TicketReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Time spent on tickets, by hand and by the clock. */
@RestController
@RequestMapping("/api/v1")
class TimeController {
    private final Database database;
    private final TimeLog log;
    private final TicketTime times;
    private final TicketReader tickets;
    private final Directory directory;
    private final Idempotency idempotency;

    TimeController(
            Database database,
            TimeLog log,
            TicketTime times,
            TicketReader tickets,
            Directory directory,
            Idempotency idempotency) {
        this.database = database;
        this.log = log;
        this.times = times;
        this.tickets = tickets;
        this.directory = directory;
        this.idempotency = idempotency;
    }

    record EntryBody(
            @Nullable Integer minutes,
            @Nullable LocalDate day,
            @Nullable String note,
            @Nullable Boolean billable) {
        TimeLog.Given given() {
            return new TimeLog.Given(minutes, day, note, billable);
        }
    }

    record EntryView(
            UUID id,
            UUID ticketId,
            @Nullable PersonRef person,
            int minutes,
            LocalDate day,
            String note,
            boolean billable,
            boolean mine,
            Instant created,
            int version) {}

    record PersonTime(@Nullable PersonRef person, long minutes, long billable) {}

    record TimeView(
            long minutes,
            long billable,
            List<PersonTime> people,
            List<EntryView> items,
            @Nullable String next) {}

    record Start(@Nullable UUID ticketId) {}

    record TimerView(
            TaskViews.@Nullable TicketRef ticket, @Nullable Instant started) {}

    @Access(Who.AGENT)
    @GetMapping("/tickets/{id}/time")
    TimeView ofTicket(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        return database.read(caller.tenant(), tx -> {
            var time = times.of(tx, caller.context(), id, cursor, most + 1);
            var page = Page.of(time.entries(), most, e -> e.id().toString());
            var ids = new HashSet<>(
                    time.people().stream().map(TicketTime.Person::personId).toList());
            Map<UUID, PersonRef> people = directory.refs(tx, ids);
            return new TimeView(
                    time.minutes(),
                    time.billable(),
                    time.people().stream()
                            .map(p -> new PersonTime(TaskViews.person(people, p.personId()), p.minutes(), p.billable()))
                            .toList(),
                    page.items().stream().map(e -> view(caller, e, people)).toList(),
                    page.next());
        });
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets/{id}/time")
    ResponseEntity<?> addTime(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody EntryBody b) {
        return idempotency.once(caller, key, b, also -> {
            if (b.minutes() == null) {
                throw Problem.invalid("minutes", "required", "This is needed");
            }
            TimeEntry entry = log.add(caller.context(), id, b.given(), also);
            return Versions.created(view(caller, entry), entry.version());
        });
    }

    @Access(Who.AGENT)
    @PatchMapping("/time/{id}")
    ResponseEntity<EntryView> changeTime(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody EntryBody b) {
        int version = Versions.expected(ifMatch);
        try {
            TimeEntry entry = log.change(caller.context(), id, b.given(), version);
            return Versions.ok(view(caller, entry), entry.version());
        } catch (Problem problem) {
            throw problem.current() instanceof TimeEntry now ? Problem.stale(view(caller, now)) : problem;
        }
    }

    @Access(Who.AGENT)
    @DeleteMapping("/time/{id}")
    ResponseEntity<Void> deleteTime(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        log.delete(caller.context(), id, Versions.expected(ifMatch));
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @GetMapping("/timer")
    TimerView timer(Caller caller) {
        return database.read(
                caller.tenant(),
                tx -> log.timer(tx, caller.context()).map(t -> view(tx, t)).orElse(new TimerView(null, null)));
    }

    @Access(Who.AGENT)
    @PutMapping("/timer")
    TimerView startTimer(Caller caller, @RequestBody Start start) {
        UUID ticket = start.ticketId();
        if (ticket == null) {
            throw Problem.invalid("ticketId", "required", "This is needed");
        }
        Timer timer = log.start(caller.context(), ticket);
        return database.read(caller.tenant(), tx -> view(tx, timer));
    }

    @Access(Who.AGENT)
    @PostMapping("/timer/stop")
    ResponseEntity<EntryView> stopTimer(Caller caller, @RequestBody EntryBody b) {
        TimeEntry entry = log.stop(caller.context(), b.given());
        return Versions.created(view(caller, entry), entry.version());
    }

    @Access(Who.AGENT)
    @DeleteMapping("/timer")
    ResponseEntity<Void> discardTimer(Caller caller) {
        log.discard(caller.context());
        return ResponseEntity.noContent().build();
    }

    private TimerView view(Tx tx, Timer timer) {
        return new TimerView(
                TaskViews.TicketRef.of(
                        tickets.byIds(tx, List.of(timer.ticketId())).getFirst()),
                timer.started());
    }

    private EntryView view(Caller caller, TimeEntry e) {
        return database.read(caller.tenant(), tx -> view(caller, e, directory.refs(tx, List.of(e.personId()))));
    }

    private static EntryView view(Caller caller, TimeEntry e, Map<UUID, PersonRef> people) {
        return new EntryView(
                e.id(),
                e.ticketId(),
                TaskViews.person(people, e.personId()),
                e.minutes(),
                e.day(),
                e.note(),
                e.billable(),
                caller.context().isActor(e.personId()),
                e.created(),
                e.version());
    }
}
