package io.steward.server.sla.web;

import io.steward.server.identity.PersonRef;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Who;
import io.steward.server.sla.Outlook;
import io.steward.server.sla.Story;
import io.steward.server.sla.TicketClocks;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The clocks of tickets, and how well promises are kept. */
@RestController
@RequestMapping("/api/v1")
class ClockController {
    private final TicketClocks clocks;
    private final Outlook outlook;
    private final Idempotency idempotency;

    ClockController(TicketClocks clocks, Outlook outlook, Idempotency idempotency) {
        this.clocks = clocks;
        this.outlook = outlook;
        this.idempotency = idempotency;
    }

    record ExcuseBody(@Nullable String reason) {}

    record ExcuseView(Instant at, @Nullable PersonRef by, String reason) {}

    /** {@code elapsed} and {@code target} in seconds that count; {@code elapsed} until now. */
    record ClockView(
            String key,
            String kind,
            String name,
            String standing,
            String phase,
            String agreement,
            String policy,
            long elapsed,
            @Nullable Long target,
            @Nullable Instant due,
            @Nullable Instant started,
            @Nullable Instant stopped,
            @Nullable Instant missedAt,
            @Nullable ExcuseView excuse,
            boolean mayExcuse,
            List<Story.Part> story) {
        static ClockView of(Caller caller, TicketClocks.Told told) {
            var clock = told.clock();
            var now = clock.state().passed(caller.context().at());
            var terms = now.terms();
            var policy = told.policy();
            var excuse = clock.excuse();
            return new ClockView(
                    clock.key(),
                    clock.kind().key(),
                    clock.name(),
                    excuse == null ? now.standing() : "excused",
                    now.phase().key(),
                    policy == null ? "sla" : policy.agreement().key(),
                    policy == null ? "" : policy.name(),
                    now.elapsed().toSeconds(),
                    terms == null ? null : Long.valueOf(terms.target().toSeconds()),
                    now.due(),
                    now.started(),
                    now.stopped(),
                    now.missedAt(),
                    excuse == null ? null : new ExcuseView(excuse.at(), told.excusedBy(), excuse.reason()),
                    caller.context().rights().manages(clock.deskId()),
                    told.story());
        }
    }

    @Access(Who.AGENT)
    @GetMapping("/tickets/{id}/clocks")
    List<ClockView> clocks(Caller caller, @PathVariable UUID id) {
        return clocks.of(caller.context(), id).stream()
                .map(c -> ClockView.of(caller, c))
                .toList();
    }

    @Access(Who.MANAGER)
    @PostMapping("/tickets/{id}/clocks/{key}/excuse")
    ResponseEntity<?> excuse(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable String key,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody ExcuseBody b) {
        return idempotency.once(caller, idempotencyKey, List.of(id, key, b), also -> {
            clocks.excuse(caller.context(), id, key, b.reason(), also);
            return ResponseEntity.ok(clocks(caller, id));
        });
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/tickets/{id}/clocks/{key}/excuse")
    ResponseEntity<Void> takeExcuseBack(Caller caller, @PathVariable UUID id, @PathVariable String key) {
        clocks.accuse(caller.context(), id, key);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @GetMapping("/sla/compliance")
    List<Outlook.Row> compliance(
            Caller caller,
            @RequestParam UUID desk,
            @RequestParam(defaultValue = "team") String by,
            @RequestParam String from,
            @RequestParam String to) {
        return outlook.compliance(caller.context(), desk, by, from, to);
    }

    @Access(Who.AGENT)
    @GetMapping("/sla/forecast")
    List<Outlook.Hour> forecast(Caller caller, @RequestParam UUID desk, @RequestParam(defaultValue = "24") int hours) {
        return outlook.forecast(caller.context(), desk, hours);
    }
}
