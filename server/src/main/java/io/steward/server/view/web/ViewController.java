package io.steward.server.view.web;

import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.view.ChangeView;
import io.steward.server.view.SavedViews;
import io.steward.server.view.View;
import io.steward.server.view.ViewConfig;
import java.util.List;
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
import org.springframework.web.bind.annotation.RestController;

/** Saved views. */
@RestController
@RequestMapping("/api/v1/views")
class ViewController {
    private final SavedViews views;
    private final Counts counts;
    private final Idempotency idempotency;

    ViewController(SavedViews views, Counts counts, Idempotency idempotency) {
        this.views = views;
        this.counts = counts;
        this.idempotency = idempotency;
    }

    record Body(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable String query,
            @Nullable String order,
            @Nullable String layout,
            @Nullable Boolean queue,
            @Nullable Boolean shared,
            @Nullable Integer position,
            @Nullable ViewConfig config) {
        ChangeView change() {
            return new ChangeView(deskId, name, query, order, layout, queue, shared, position, config);
        }
    }

    /** {@code count} is null where the query no longer holds, for instance because a field is gone. */
    record Shown(
            UUID id,
            @Nullable UUID deskId,
            @Nullable UUID ownerId,
            String name,
            String query,
            String order,
            String layout,
            boolean queue,
            boolean shared,
            boolean favourite,
            int position,
            int version,
            @Nullable Integer count,
            ViewConfig config) {
        static Shown of(View v, @Nullable Integer count) {
            return new Shown(
                    v.id(),
                    v.desk(),
                    v.owner(),
                    v.name(),
                    v.query(),
                    v.order(),
                    v.layout(),
                    v.queue(),
                    v.shared(),
                    v.favourite(),
                    v.position(),
                    v.version(),
                    count,
                    v.config());
        }
    }

    @Access(Who.AGENT)
    @GetMapping
    List<Shown> list(Caller caller) {
        var all = views.seen(caller.context());
        var known = counts.of(caller.context(), all);
        return all.stream().map(v -> Shown.of(v, known.get(v.id()))).toList();
    }

    @Access(Who.AGENT)
    @PostMapping
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Body body) {
        return idempotency.once(caller, key, body, also -> {
            View view = views.create(caller.context(), body.change(), also);
            return Versions.created(Shown.of(view, counts.of(caller.context(), view)), view.version());
        });
    }

    @Access(Who.AGENT)
    @PatchMapping("/{id}")
    ResponseEntity<Shown> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        View view = views.change(caller.context(), id, body.change(), Versions.expected(ifMatch));
        return Versions.ok(Shown.of(view, counts.of(caller.context(), view)), view.version());
    }

    @Access(Who.AGENT)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
        views.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @PutMapping("/{id}/favourite")
    ResponseEntity<Void> favour(Caller caller, @PathVariable UUID id) {
        views.favour(caller.context(), id, true);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @DeleteMapping("/{id}/favourite")
    ResponseEntity<Void> unfavour(Caller caller, @PathVariable UUID id) {
        views.favour(caller.context(), id, false);
        return ResponseEntity.noContent().build();
    }
}
