package io.steward.server.outgoing.web;

import io.steward.server.outgoing.Connections;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Connections of one kind. What is secret of them is written and never read.
 *
 * @param <F> one as somebody writes it
 * @param <V> one as it is answered
 */
public abstract class ConnectionController<F, V> {
    private final Connections<F> connections;
    private final Idempotency idempotency;
    private final Function<Endpoint, V> view;

    protected ConnectionController(Connections<F> connections, Idempotency idempotency, Function<Endpoint, V> view) {
        this.connections = connections;
        this.idempotency = idempotency;
        this.view = view;
    }

    @Access(Who.MANAGER)
    @GetMapping
    public List<V> list(Caller caller) {
        return connections.list(caller.context()).stream().map(view).toList();
    }

    @Access(Who.MANAGER)
    @PostMapping
    public ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody F form) {
        return idempotency.once(caller, key, form, also -> {
            Endpoint e = connections.create(caller.context(), form, also);
            return Versions.created(view.apply(e), e.version());
        });
    }

    @Access(Who.MANAGER)
    @GetMapping("/{id}")
    public ResponseEntity<V> get(Caller caller, @PathVariable UUID id) {
        return answer(connections.get(caller.context(), id));
    }

    @Access(Who.MANAGER)
    @PutMapping("/{id}")
    public ResponseEntity<V> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody F form) {
        return answer(connections.change(caller.context(), id, form, Versions.expected(ifMatch)));
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/{id}")
    public ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
        connections.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<V> answer(Endpoint e) {
        return Versions.ok(view.apply(e), e.version());
    }
}
