package io.steward.server.view.web;

import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.view.ChangeView;
import io.steward.server.view.SavedViews;
import io.steward.server.view.View;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The views that desks work from, as the agent's rail shows them. */
@RestController
@RequestMapping("/api/v1/queues")
class QueueController {
    private final SavedViews views;
    private final Counts counts;
    private final Idempotency idempotency;

    QueueController(SavedViews views, Counts counts, Idempotency idempotency) {
        this.views = views;
        this.counts = counts;
        this.idempotency = idempotency;
    }

    record Queue(
            UUID id,
            @Nullable UUID deskId,
            String name,
            String query,
            String order,
            String layout,
            @Nullable Integer count,
            int position,
            int version) {
        static Queue of(View v, @Nullable Integer count) {
            return new Queue(
                    v.id(), v.desk(), v.name(), v.query(), v.order(), v.layout(), count, v.position(), v.version());
        }
    }

    record Body(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable String query,
            @Nullable String order) {
        ChangeView change(@Nullable UUID desk) {
            return new ChangeView(desk, name, query, order, null, true, true, null, null);
        }
    }

    @Access(Who.AGENT)
    @GetMapping
    List<Queue> queues(Caller caller) {
        var all = views.queues(caller.context());
        var known = counts.of(caller.context(), all);
        return all.stream().map(v -> Queue.of(v, known.get(v.id()))).toList();
    }

    @Access(Who.MANAGER)
    @PostMapping
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Body body) {
        if (body.deskId() == null) {
            throw Problem.invalid("deskId", "required", "This is needed");
        }
        return idempotency.once(caller, key, body, also -> {
            View view = views.create(caller.context(), body.change(body.deskId()), also);
            return Versions.created(Queue.of(view, counts.of(caller.context(), view)), view.version());
        });
    }

    @Access(Who.MANAGER)
    @PatchMapping("/{id}")
    ResponseEntity<Queue> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        View view = views.change(caller.context(), id, body.change(null), Versions.expected(ifMatch));
        return Versions.ok(Queue.of(view, counts.of(caller.context(), view)), view.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
        views.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }
}
