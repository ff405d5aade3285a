package io.steward.server.ticket.web;

import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.Conversion;
import io.steward.server.ticket.Copying;
import io.steward.server.ticket.Merging;
import io.steward.server.ticket.Ticket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** One ticket out of two, two out of one, and one of another type. */
@RestController
@RequestMapping("/api/v1/tickets/{id}")
class ReshapeController {
    private final Database database;
    private final Merging merging;
    private final Copying copying;
    private final Conversion conversion;
    private final Views views;
    private final Idempotency idempotency;

    ReshapeController(
            Database database,
            Merging merging,
            Copying copying,
            Conversion conversion,
            Views views,
            Idempotency idempotency) {
        this.database = database;
        this.merging = merging;
        this.copying = copying;
        this.conversion = conversion;
        this.views = views;
        this.idempotency = idempotency;
    }

    record Into(@Nullable String into) {}

    record Split(
            @Nullable UUID entryId,
            @Nullable UUID typeId,
            @Nullable String title,
            @Nullable Map<String, JsonNode> fields) {}

    record Again(@Nullable String title) {}

    record Convert(
            @Nullable UUID typeId,
            @Nullable String status,
            @Nullable Set<String> keepFields,
            @Nullable Map<String, JsonNode> fields) {}

    @Access(Who.AGENT)
    @PostMapping("/merge")
    ResponseEntity<?> mergeTicket(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Into body) {
        return idempotency.once(caller, key, List.of(id, body), also -> {
            Ticket ticket = merging.merge(caller.context(), id, body.into(), also);
            return Versions.ok(full(caller, ticket), ticket.version());
        });
    }

    @Access(Who.AGENT)
    @PostMapping("/unmerge")
    ResponseEntity<?> unmergeTicket(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return idempotency.once(caller, key, List.of(id, "unmerge"), also -> {
            Ticket ticket = merging.unmerge(caller.context(), id, also);
            return Versions.ok(full(caller, ticket), ticket.version());
        });
    }

    @Access(Who.AGENT)
    @PostMapping("/split")
    ResponseEntity<?> splitTicket(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Split body) {
        UUID entry = needed("entryId", body.entryId());
        UUID type = needed("typeId", body.typeId());
        return idempotency.once(caller, key, List.of(id, body), also -> {
            var fields = body.fields() == null ? Map.<String, JsonNode>of() : body.fields();
            return created(caller, copying.split(caller.context(), id, entry, type, body.title(), fields, also));
        });
    }

    @Access(Who.AGENT)
    @PostMapping("/duplicate")
    ResponseEntity<?> duplicateTicket(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Again body) {
        return idempotency.once(
                caller,
                key,
                List.of(id, body),
                also -> created(caller, copying.duplicate(caller.context(), id, body.title(), also)));
    }

    @Access(Who.AGENT)
    @PostMapping("/convert")
    ResponseEntity<Answers.Full> convertTicket(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Convert body) {
        var command = new Conversion.Command(
                needed("typeId", body.typeId()),
                body.status(),
                body.keepFields(),
                body.fields() == null ? Map.of() : body.fields());
        int version = Versions.expected(ifMatch);
        try {
            Ticket ticket = conversion.convert(caller.context(), id, command, version);
            return Versions.ok(full(caller, ticket), ticket.version());
        } catch (Problem problem) {
            if (problem.current() instanceof Ticket current) {
                throw Problem.stale(full(caller, current));
            }
            throw problem;
        }
    }

    private Answers.Full full(Caller caller, Ticket ticket) {
        return database.read(caller.tenant(), tx -> views.full(caller.context(), tx, ticket));
    }

    private ResponseEntity<Answers.Full> created(Caller caller, Ticket ticket) {
        return Versions.created(full(caller, ticket), ticket.version());
    }

    private static UUID needed(String field, @Nullable UUID id) {
        if (id == null) {
            throw Problem.invalid(field, "required", "This is needed");
        }
        return id;
    }
}
