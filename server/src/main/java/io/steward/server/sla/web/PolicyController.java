package io.steward.server.sla.web;

import io.steward.server.platform.Ids;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.sla.Policies;
import io.steward.server.sla.Policy;
import io.steward.server.sla.Preview;
import io.steward.server.sla.Recalculation;
import io.steward.server.sla.Recalculations;
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

/** What a desk promises, what a change would have meant, and its clocks counted anew. */
@RestController
@RequestMapping("/api/v1/sla")
class PolicyController {
    private final Policies policies;
    private final Preview preview;
    private final Recalculations recalculations;
    private final Idempotency idempotency;

    PolicyController(Policies policies, Preview preview, Recalculations recalculations, Idempotency idempotency) {
        this.policies = policies;
        this.preview = preview;
        this.recalculations = recalculations;
        this.idempotency = idempotency;
    }

    record OrderBody(@Nullable UUID deskId, @Nullable List<@Nullable UUID> ids) {}

    record PreviewBody(
            @Nullable UUID deskId,
            @Nullable PolicyBody policy,
            @Nullable CalendarBody calendar) {}

    record StartBody(
            @Nullable UUID deskId,
            @Nullable String kind,
            @Nullable Integer days) {}

    @Access(Who.MANAGER)
    @GetMapping("/policies")
    List<Policy> policies(Caller caller, @RequestParam UUID desk) {
        return policies.managed(caller.context(), desk);
    }

    @Access(Who.MANAGER)
    @PostMapping("/policies")
    ResponseEntity<?> createPolicy(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody PolicyBody b) {
        UUID desk = Bodies.needed("deskId", b.deskId());
        return idempotency.once(caller, key, b, also -> {
            var made = policies.create(caller.context(), b.policy(desk, desk), also);
            return Versions.created(made, made.version());
        });
    }

    /** The whole of it as it is to be; its desk and place stay. */
    @Access(Who.MANAGER)
    @PutMapping("/policies/{id}")
    ResponseEntity<Policy> changePolicy(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody PolicyBody b) {
        var changed = policies.change(caller.context(), id, b.policy(id, id), Versions.expected(ifMatch));
        return Versions.ok(changed, changed.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/policies/{id}")
    ResponseEntity<Void> deletePolicy(Caller caller, @PathVariable UUID id) {
        policies.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.MANAGER)
    @PutMapping("/policies/order")
    List<Policy> orderPolicies(Caller caller, @RequestBody OrderBody b) {
        return policies.order(caller.context(), Bodies.needed("deskId", b.deskId()), Bodies.list(b.ids()));
    }

    /** The last 90 days by today's policies and with the one, or the calendar, as it is in the request; nothing is kept. */
    @Access(Who.MANAGER)
    @PostMapping("/preview")
    Preview.Outcome previewPolicies(Caller caller, @RequestBody PreviewBody b) {
        UUID desk = Bodies.needed("deskId", b.deskId());
        PolicyBody policy = b.policy();
        CalendarBody calendar = b.calendar();
        return preview.of(
                caller.context(),
                desk,
                policy == null ? null : policy.policy(policy.id() == null ? Ids.next() : policy.id(), desk),
                calendar == null ? null : calendar.calendar(calendar.id() == null ? Ids.next() : calendar.id(), desk));
    }

    @Access(Who.MANAGER)
    @GetMapping("/recalculations")
    List<Recalculation> recalculations(Caller caller, @RequestParam UUID desk) {
        return recalculations.latest(caller.context(), desk);
    }

    /** {@code kind} apply or check; {@code days} null for open tickets only. */
    @Access(Who.MANAGER)
    @PostMapping("/recalculations")
    ResponseEntity<?> recalculate(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody StartBody b) {
        UUID desk = Bodies.needed("deskId", b.deskId());
        String kind = b.kind() == null ? Recalculation.APPLY : b.kind();
        return idempotency.once(
                caller,
                key,
                b,
                also -> ResponseEntity.status(202)
                        .body(recalculations.start(caller.context(), desk, kind, b.days(), also)));
    }

    @Access(Who.MANAGER)
    @PostMapping("/recalculations/{id}/stop")
    Recalculation stopRecalculation(Caller caller, @PathVariable UUID id) {
        return recalculations.stop(caller.context(), id);
    }
}
