package io.steward.server.ticket.web;

import io.steward.server.journal.Audience;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.AddReply;
import io.steward.server.ticket.BulkChanges;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.CreateTicket;
import io.steward.server.ticket.LinkKind;
import io.steward.server.ticket.Posted;
import io.steward.server.ticket.SimilarTickets;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketColumns;
import io.steward.server.ticket.TicketPatch;
import io.steward.server.ticket.TicketQueries;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.util.Comparator;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tickets for agents. */
@RestController
@RequestMapping("/api/v1")
class TicketController {
    private final Database database;
    private final Tickets tickets;
    private final TicketReader reader;
    private final TicketQueries queries;
    private final Views views;
    private final Idempotency idempotency;
    private final SimilarTickets similar;
    private final TicketColumns columns;
    private final BulkChanges bulkChanges;

    TicketController(
            Database database,
            Tickets tickets,
            TicketReader reader,
            TicketQueries queries,
            Views views,
            Idempotency idempotency,
            SimilarTickets similar,
            TicketColumns columns,
            BulkChanges bulkChanges) {
        this.database = database;
        this.tickets = tickets;
        this.reader = reader;
        this.queries = queries;
        this.views = views;
        this.idempotency = idempotency;
        this.similar = similar;
        this.columns = columns;
        this.bulkChanges = bulkChanges;
    }

    record NewTicket(
            UUID typeId,
            @Nullable String title,
            @Nullable String description,
            @Nullable UUID requesterId,
            @Nullable Integer impact,
            @Nullable Integer urgency,
            @Nullable UUID categoryId,
            @Nullable UUID teamId,
            @Nullable UUID assigneeId,
            @Nullable List<String> tags,
            @Nullable List<UUID> attachments,
            @Nullable String channel,
            @Nullable Map<String, JsonNode> fields) {}

    record NewPost(
            @Nullable String body,
            @Nullable List<UUID> attachments,
            @Nullable String status) {}

    record NewLink(String kind, String number) {}

    record Bulk(
            @Nullable List<UUID> ids,
            @Nullable JsonNode change,
            @Nullable Boolean preview) {}

    record Count(int count, boolean exact) {}

    @Access(Who.AGENT)
    @GetMapping("/tickets")
    Page<Answers.Row> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String columns,
            @RequestParam(required = false) @Nullable UUID desk,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "false") boolean awake) {
        var shown = this.columns.named(caller.context(), columns);
        var listed = queries.list(
                caller.context(),
                q,
                order,
                desk,
                awake,
                this.columns.read(caller.context(), shown),
                cursor,
                Page.limit(limit));
        return new Page<>(views.rows(caller.context(), listed.tickets(), shown), listed.next());
    }

    @Access(Who.AGENT)
    @GetMapping("/tickets/count")
    Count count(
            Caller caller,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean awake) {
        int count = queries.count(caller.context(), q, awake);
        return new Count(Math.min(count, 10_000), count <= 10_000);
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets")
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewTicket n) {
        return idempotency.once(caller, key, n, also -> {
            UUID requester = n.requesterId() == null ? caller.personId() : n.requesterId();
            var command = new CreateTicket(
                    n.typeId(),
                    n.title(),
                    n.description(),
                    null,
                    requester,
                    n.impact(),
                    n.urgency(),
                    n.categoryId(),
                    n.teamId(),
                    n.assigneeId(),
                    Views.or(n.tags()),
                    Views.or(n.attachments()),
                    channel(caller, n.channel()),
                    null,
                    n.fields() == null ? Map.of() : n.fields());
            Ticket ticket = tickets.create(caller.context(), command, also);
            var full = database.read(
                    caller.tenant(),
                    tx -> command.attachments().isEmpty()
                            ? views.bare(caller.context(), tx, ticket)
                            : views.full(caller.context(), tx, ticket));
            return Versions.created(full, ticket.version());
        });
    }

    @Access(Who.AGENT)
    @GetMapping("/tickets/{idOrNumber}")
    ResponseEntity<Answers.Full> get(
            Caller caller, @PathVariable String idOrNumber, @RequestParam(defaultValue = "0") int entries) {
        if (entries < 0 || entries > Page.MOST) {
            throw Problem.invalid("entries", "range", "From 0 to " + Page.MOST);
        }
        return database.read(caller.tenant(), tx -> {
            Ticket ticket = reader.worked(tx, caller.context(), idOrNumber);
            return Versions.ok(views.full(caller.context(), tx, ticket, entries), ticket.version());
        });
    }

    @Access(Who.AGENT)
    @PatchMapping("/tickets/{id}")
    ResponseEntity<Answers.Full> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body) {
        int version = Versions.expected(ifMatch);
        try {
            Ticket ticket = tickets.change(caller.context(), id, TicketPatch.read(body), version);
            var full = database.read(caller.tenant(), tx -> views.full(caller.context(), tx, ticket));
            return Versions.ok(full, ticket.version());
        } catch (Problem problem) {
            if (problem.current() instanceof Ticket current) {
                var now = database.read(caller.tenant(), tx -> views.full(caller.context(), tx, current));
                throw Problem.stale(now);
            }
            throw problem;
        }
    }

    @Access(Who.AGENT)
    @GetMapping("/tickets/{id}/entries")
    Page<Answers.EntryView> entries(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        return database.read(caller.tenant(), tx -> {
            Ticket ticket = reader.worked(tx, caller.context(), id);
            return views.entries(caller.context(), tx, ticket, after, most);
        });
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets/{id}/replies")
    ResponseEntity<?> reply(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewPost post) {
        return idempotency.once(caller, key, post, also -> {
            var posted = tickets.reply(caller.context(), id, command(caller, post), also);
            return posted(caller, posted, "reply", Audience.PUBLIC, post);
        });
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets/{id}/notes")
    ResponseEntity<?> note(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewPost post) {
        return idempotency.once(caller, key, post, also -> {
            var posted = tickets.note(caller.context(), id, command(caller, post), also);
            return posted(caller, posted, "note", Audience.INTERNAL, post);
        });
    }

    private ResponseEntity<Answers.EntryView> posted(
            Caller caller, Posted posted, String kind, Audience audience, NewPost post) {
        var actor = caller.context().actor();
        boolean files = !Views.or(post.attachments()).isEmpty() || posted.body().contains("<img");
        List<Answers.FileView> attached = !files
                ? List.of()
                : database
                        .read(
                                caller.tenant(),
                                tx -> reader.attachments(tx, posted.ticket().id(), false))
                        .stream()
                        .filter(a -> posted.entryId().equals(a.entryId()))
                        .map(Views::file)
                        .toList();
        var view = new Answers.EntryView(
                posted.entryId(),
                posted.seq(),
                caller.context().at(),
                new Answers.ActorView(actor.kind().key(), actor.id(), actor.name()),
                kind,
                audience.key(),
                posted.body(),
                null,
                List.of(),
                attached,
                Channel.AGENT.key(),
                null,
                null);
        return Versions.created(view, posted.ticket().version());
    }

    @Access(Who.AGENT)
    @PutMapping("/tickets/{id}/watchers/{person}")
    ResponseEntity<Void> watch(Caller caller, @PathVariable UUID id, @PathVariable UUID person) {
        tickets.watch(caller.context(), id, person, true);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @DeleteMapping("/tickets/{id}/watchers/{person}")
    ResponseEntity<Void> unwatch(Caller caller, @PathVariable UUID id, @PathVariable UUID person) {
        tickets.watch(caller.context(), id, person, false);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets/{id}/links")
    ResponseEntity<?> link(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewLink link) {
        return idempotency.once(caller, key, List.of(id, link), also -> {
            tickets.link(caller.context(), id, LinkKind.of(link.kind()), link.number(), also);
            return get(caller, id.toString(), 0);
        });
    }

    @Access(Who.AGENT)
    @DeleteMapping("/tickets/{id}/links/{link}")
    ResponseEntity<Void> unlink(Caller caller, @PathVariable UUID id, @PathVariable UUID link) {
        tickets.unlink(caller.context(), id, link);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @GetMapping("/tickets/{id}/similar")
    List<Answers.Row> similar(Caller caller, @PathVariable UUID id) {
        return database.read(caller.tenant(), tx -> {
            Ticket ticket = reader.worked(tx, caller.context(), id.toString());
            var ids = similar.to(caller.tenant(), ticket);
            var found = reader.worked(tx, caller.context(), ids);
            return views.rows(
                    caller.tenant(),
                    found.stream()
                            .sorted(Comparator.comparingInt(t -> ids.indexOf(t.id())))
                            .limit(5)
                            .toList());
        });
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets/bulk")
    BulkChanges.Done bulk(Caller caller, @RequestBody Bulk bulk) {
        var command = TicketPatch.read(bulk.change() == null ? JsonNodeFactory.instance.nullNode() : bulk.change());
        boolean preview = Boolean.TRUE.equals(bulk.preview());
        return bulkChanges.run(caller.context(), bulk.ids(), preview, (tx, ticket) -> command);
    }

    private static AddReply command(Caller caller, NewPost post) {
        Channel channel = caller.viaToken() ? Channel.API : Channel.AGENT;
        return new AddReply(post.body(), null, Views.or(post.attachments()), post.status(), channel, null);
    }

    private static Channel channel(Caller caller, @Nullable String given) {
        if (caller.viaToken()) {
            return Channel.API;
        }
        return "phone".equals(given) ? Channel.PHONE : Channel.AGENT;
    }
}
