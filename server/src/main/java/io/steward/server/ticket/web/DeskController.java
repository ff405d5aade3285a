package io.steward.server.ticket.web;

import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.query.QueryError;
import io.steward.server.ticket.Queue;
import io.steward.server.ticket.Queues;
import io.steward.server.ticket.TicketQueries;
import io.steward.server.ticket.TypeEditing;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a desk works with: ticket types, queues, query help. */
@RestController
@RequestMapping("/api/v1")
class DeskController {
    private final TypeEditing editing;
    private final Queues queues;
    private final TicketQueries queries;
    private final Clock clock;

    DeskController(TypeEditing editing, Queues queues, TicketQueries queries, Clock clock) {
        this.editing = editing;
        this.queues = queues;
        this.queries = queries;
        this.clock = clock;
    }

    record QueueView(
            UUID id, UUID deskId, String name, String query, String order, int count, int position, int version) {}

    record QueueBody(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable String query,
            @Nullable String order) {}

    record Checked(
            boolean ok,
            @Nullable Integer at,
            @Nullable Integer length,
            @Nullable String message) {}

    record Suggestion(String text, String label, String kind) {}

    @Access(Who.AGENT)
    @GetMapping("/queues")
    List<QueueView> queues(Caller caller) {
        return views(caller, queues.of(caller.context()));
    }

    @Access(Who.MANAGER)
    @PostMapping("/queues")
    ResponseEntity<QueueView> create(Caller caller, @RequestBody QueueBody b) {
        var desk = b.deskId();
        if (desk == null) {
            throw Problem.invalid("deskId", "required", "This is needed");
        }
        var queue = queues.create(caller.context(), desk, b.name(), b.query(), b.order());
        return Versions.created(view(caller, queue), queue.version());
    }

    @Access(Who.MANAGER)
    @PatchMapping("/queues/{id}")
    ResponseEntity<QueueView> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody QueueBody b) {
        var queue = queues.change(caller.context(), id, b.name(), b.query(), b.order(), Versions.expected(ifMatch));
        return Versions.ok(view(caller, queue), queue.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/queues/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
        queues.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    /** @param type for a condition in the draft of a type */
    @Access(Who.AGENT)
    @GetMapping("/query/check")
    Checked check(Caller caller, @RequestParam String q, @RequestParam(required = false) @Nullable UUID type) {
        var context = caller.context().at(clock.instant());
        try {
            if (type == null) {
                queries.check(context, q);
            } else {
                queries.check(context, q, editing.draftOf(context, type).definition());
            }
            return new Checked(true, null, null, null);
        } catch (QueryError e) {
            return new Checked(false, e.at(), e.length(), e.text());
        }
    }

    @Access(Who.AGENT)
    @GetMapping("/query/complete")
    List<Suggestion> complete(Caller caller, @RequestParam String q, @RequestParam int at) {
        return queries.complete(caller.context(), q, at).stream()
                .map(c -> new Suggestion(c.text(), c.label(), c.kind()))
                .toList();
    }

    private QueueView view(Caller caller, Queue q) {
        return views(caller, List.of(q)).getFirst();
    }

    private List<QueueView> views(Caller caller, List<Queue> all) {
        var counts = queries.counts(
                caller.context(),
                all.stream()
                        .map(q -> new TicketQueries.Counted(q.query(), q.deskId()))
                        .toList());
        return IntStream.range(0, all.size())
                .mapToObj(i -> view(all.get(i), Math.min(10_000, counts.get(i))))
                .toList();
    }

    private static QueueView view(Queue q, int count) {
        return new QueueView(q.id(), q.deskId(), q.name(), q.query(), q.order(), count, q.position(), q.version());
    }
}
