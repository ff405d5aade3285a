package io.steward.server.integration.web;

import io.steward.server.integration.HttpConnections;
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

/** Systems that rules call. Secret headers are written and never read. */
@RestController
@RequestMapping("/api/v1/http-connections")
class HttpConnectionController {
    private final HttpConnections connections;
    private final Idempotency idempotency;

    HttpConnectionController(HttpConnections connections, Idempotency idempotency) {
        this.connections = connections;
        this.idempotency = idempotency;
    }

    /** @param headers the names of the secret headers */
    record View(
            UUID id,
            @Nullable UUID deskId,
            String name,
            String url,
            List<String> headers,
            boolean active,
            @Nullable Instant failing,
            @Nullable String offWhy,
            int version) {
        static View of(Endpoint e) {
            var s = HttpConnections.Settings.of(e);
            return new View(
                    e.id(),
                    e.deskId(),
                    e.name(),
                    s.url(),
                    s.headers(),
                    e.active(),
                    e.failing(),
                    e.offWhy(),
                    e.version());
        }
    }

    @Access(Who.MANAGER)
    @GetMapping
    List<View> list(Caller caller) {
        return connections.list(caller.context()).stream().map(View::of).toList();
    }

    @Access(Who.MANAGER)
    @PostMapping
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody HttpConnections.Form form) {
        return idempotency.once(caller, key, form, also -> {
            Endpoint e = connections.create(caller.context(), form, also);
            return Versions.created(View.of(e), e.version());
        });
    }

    @Access(Who.MANAGER)
    @GetMapping("/{id}")
    ResponseEntity<View> get(Caller caller, @PathVariable UUID id) {
        Endpoint e = connections.get(caller.context(), id);
        return Versions.ok(View.of(e), e.version());
    }

    @Access(Who.MANAGER)
    @PutMapping("/{id}")
    ResponseEntity<View> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody HttpConnections.Form form) {
        Endpoint e = connections.change(caller.context(), id, form, Versions.expected(ifMatch));
        return Versions.ok(View.of(e), e.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
        connections.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }
}
