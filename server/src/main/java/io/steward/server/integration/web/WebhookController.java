package io.steward.server.integration.web;

import io.steward.server.integration.Webhooks;
import io.steward.server.outgoing.Endpoint;
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
import org.springframework.web.bind.annotation.RestController;

/** Outbound webhooks. A secret is told once, when it is made. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {
    private final Webhooks webhooks;
    private final Idempotency idempotency;

    WebhookController(Webhooks webhooks, Idempotency idempotency) {
        this.webhooks = webhooks;
        this.idempotency = idempotency;
    }

    /** @param secret only when it was made just now */
    record View(
            UUID id,
            @Nullable UUID deskId,
            String name,
            String url,
            List<String> events,
            String query,
            boolean confidential,
            boolean active,
            Instant created,
            @Nullable Instant failing,
            int failures,
            @Nullable String offWhy,
            int version,
            @Nullable String secret) {
        static View of(Endpoint e, @Nullable String secret) {
            var s = Webhooks.Settings.of(e);
            return new View(
                    e.id(),
                    e.deskId(),
                    e.name(),
                    s.url(),
                    s.events(),
                    s.query(),
                    s.confidential(),
                    e.active(),
                    e.created(),
                    e.failing(),
                    e.failures(),
                    e.offWhy(),
                    e.version(),
                    secret);
        }
    }

    record Tested(UUID delivery) {}

    @Access(Who.MANAGER)
    @GetMapping
    List<View> list(Caller caller) {
        return webhooks.list(caller.context()).stream()
                .map(e -> View.of(e, null))
                .toList();
    }

    @Access(Who.MANAGER)
    @PostMapping
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Webhooks.Form form) {
        return idempotency.onceSecret(caller, key, form, also -> {
            var made = webhooks.create(caller.context(), form, also);
            return Versions.created(
                    View.of(made.endpoint(), made.secret()), made.endpoint().version());
        });
    }

    @Access(Who.MANAGER)
    @GetMapping("/{id}")
    ResponseEntity<View> get(Caller caller, @PathVariable UUID id) {
        Endpoint e = webhooks.get(caller.context(), id);
        return Versions.ok(View.of(e, null), e.version());
    }

    @Access(Who.MANAGER)
    @PutMapping("/{id}")
    ResponseEntity<View> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Webhooks.Form form) {
        Endpoint e = webhooks.change(caller.context(), id, form, Versions.expected(ifMatch));
        return Versions.ok(View.of(e, null), e.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
        webhooks.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    /** A new secret; the one before is good for another day. */
    @Access(Who.MANAGER)
    @PostMapping("/{id}/secret")
    ResponseEntity<View> rotate(Caller caller, @PathVariable UUID id) {
        var made = webhooks.rotate(caller.context(), id);
        return Versions.ok(
                View.of(made.endpoint(), made.secret()), made.endpoint().version());
    }

    @Access(Who.MANAGER)
    @PostMapping("/{id}/test")
    Tested test(Caller caller, @PathVariable UUID id) {
        return new Tested(webhooks.test(caller.context(), id));
    }
}
