package io.steward.server.oncall.web;

import io.steward.server.oncall.LayerForm;
import io.steward.server.oncall.OnCall;
import io.steward.server.oncall.Schedule;
import io.steward.server.oncall.Schedules;
import io.steward.server.oncall.StandIn;
import io.steward.server.oncall.StandIns;
import io.steward.server.oncall.web.RotaViews.OverrideView;
import io.steward.server.oncall.web.RotaViews.ScheduleView;
import io.steward.server.oncall.web.RotaViews.TimelineView;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The on-call schedules of desks, what they say of a span, and overrides of them. */
@RestController
@RequestMapping("/api/v1")
class RotaController {
    private final Database database;
    private final Schedules schedules;
    private final StandIns standIns;
    private final OnCall onCall;
    private final RotaViews views;
    private final Idempotency idempotency;

    RotaController(
            Database database,
            Schedules schedules,
            StandIns standIns,
            OnCall onCall,
            RotaViews views,
            Idempotency idempotency) {
        this.database = database;
        this.schedules = schedules;
        this.standIns = standIns;
        this.onCall = onCall;
        this.views = views;
        this.idempotency = idempotency;
    }

    /** @param from and {@code until} are for a preview only */
    record ScheduleBody(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable String zone,
            @Nullable List<LayerForm> layers,
            @Nullable Instant from,
            @Nullable Instant until) {
        Schedules.Given given() {
            return new Schedules.Given(name, zone, layers);
        }

        UUID desk() {
            return needed("deskId", deskId);
        }
    }

    record OverrideBody(
            @Nullable UUID personId,
            @Nullable Instant from,
            @Nullable Instant until) {}

    static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw Problem.invalid(field, "required", "This is needed");
        }
        return value;
    }

    @Access(Who.AGENT)
    @GetMapping("/on-call-schedules")
    List<ScheduleView> onCallSchedules(Caller caller, @RequestParam(required = false) @Nullable UUID desk) {
        return database.read(caller.tenant(), tx -> views.schedules(tx, schedules.all(tx, caller.context(), desk)));
    }

    @Access(Who.AGENT)
    @GetMapping("/on-call-schedules/{id}")
    ResponseEntity<ScheduleView> onCallSchedule(Caller caller, @PathVariable UUID id) {
        Schedule found = database.read(caller.tenant(), tx -> schedules.get(tx, caller.context(), id));
        return Versions.ok(view(caller, found), found.version());
    }

    @Access(Who.MANAGER)
    @PostMapping("/on-call-schedules")
    ResponseEntity<?> createOnCallSchedule(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ScheduleBody b) {
        UUID desk = b.desk();
        return idempotency.once(caller, key, b, also -> {
            Schedule made = schedules.create(caller.context(), desk, b.given(), also);
            return Versions.created(view(caller, made), made.version());
        });
    }

    /** The whole of it as it is to be; its desk and its overrides stay. */
    @Access(Who.MANAGER)
    @PutMapping("/on-call-schedules/{id}")
    ResponseEntity<ScheduleView> changeOnCallSchedule(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ScheduleBody b) {
        int version = Versions.expected(ifMatch);
        try {
            Schedule made = schedules.change(caller.context(), id, b.given(), version);
            return Versions.ok(view(caller, made), made.version());
        } catch (Problem problem) {
            throw problem.current() instanceof Schedule now ? Problem.stale(view(caller, now)) : problem;
        }
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/on-call-schedules/{id}")
    ResponseEntity<Void> deleteOnCallSchedule(Caller caller, @PathVariable UUID id) {
        schedules.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    /** At most 60 days. */
    @Access(Who.AGENT)
    @GetMapping("/on-call-schedules/{id}/timeline")
    TimelineView onCallTimeline(
            Caller caller, @PathVariable UUID id, @RequestParam Instant from, @RequestParam Instant until) {
        return database.read(caller.tenant(), tx -> {
            Schedule schedule = schedules.get(tx, caller.context(), id);
            return views.timeline(tx, caller.context(), onCall.timeline(tx, schedule, from, until));
        });
    }

    /** What a schedule would say that is not saved yet. */
    @Access(Who.MANAGER)
    @PostMapping("/on-call-schedules/preview")
    TimelineView previewOnCallSchedule(Caller caller, @RequestBody ScheduleBody b) {
        UUID desk = b.desk();
        Instant from = needed("from", b.from());
        Instant until = needed("until", b.until());
        return database.read(caller.tenant(), tx -> {
            Schedule draft = schedules.draft(tx, caller.context(), desk, b.given());
            return views.timeline(tx, caller.context(), onCall.timeline(tx, draft, from, until));
        });
    }

    /** Somebody takes a schedule over for a while. */
    @Access(Who.AGENT)
    @PostMapping("/on-call-schedules/{id}/overrides")
    ResponseEntity<?> overrideOnCall(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody OverrideBody b) {
        return idempotency.once(caller, key, b, also -> {
            StandIn made = standIns.add(caller.context(), id, b.personId(), b.from(), b.until(), also);
            OverrideView view = RotaViews.override(caller.context(), true, made);
            return ResponseEntity.status(201).body(view);
        });
    }

    @Access(Who.AGENT)
    @DeleteMapping("/on-call-overrides/{id}")
    ResponseEntity<Void> endOnCallOverride(Caller caller, @PathVariable UUID id) {
        standIns.end(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    private ScheduleView view(Caller caller, Schedule schedule) {
        return database.read(caller.tenant(), tx -> views.schedules(tx, List.of(schedule)))
                .getFirst();
    }
}
