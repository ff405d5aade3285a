package io.steward.server.configuration.web;

import io.steward.server.configuration.Ci;
import io.steward.server.configuration.CiFilter;
import io.steward.server.configuration.CiStatus;
import io.steward.server.configuration.Cis;
import io.steward.server.configuration.RelationKind;
import io.steward.server.configuration.Relationships;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
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

/** The register of services and CIs. */
@RestController
@RequestMapping("/api/v1")
class CiController {
    private final Database database;
    private final Cis cis;
    private final Relationships relationships;
    private final CiViews views;
    private final Idempotency idempotency;

    CiController(Database database, Cis cis, Relationships relationships, CiViews views, Idempotency idempotency) {
        this.database = database;
        this.cis = cis;
        this.relationships = relationships;
        this.views = views;
        this.idempotency = idempotency;
    }

    record CiBody(
            @Nullable UUID classId,
            @Nullable String name,
            @Nullable String status,
            @Nullable UUID ownerId,
            @Nullable UUID locationId,
            @Nullable String description,
            @Nullable String externalId) {
        Ci.Wanted wanted() {
            return new Ci.Wanted(
                    classId,
                    name,
                    status == null ? CiStatus.IN_USE : CiStatus.of(status),
                    ownerId,
                    locationId,
                    description,
                    externalId);
        }
    }

    record RelationshipBody(
            @Nullable String kind,
            @Nullable UUID ciId,
            @Nullable Boolean outward) {}

    @Access(Who.AGENT)
    @GetMapping("/cis")
    Page<CiViews.CiView> cis(
            Caller caller,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(name = "class", required = false) @Nullable UUID classId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var filter = new CiFilter(search, classId, status == null ? null : CiStatus.of(status), false, false);
        return page(caller, filter, cursor, limit);
    }

    /** What is of a class of services and not retired. */
    @Access(Who.AGENT)
    @GetMapping("/services")
    Page<CiViews.CiView> services(
            Caller caller,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return page(caller, CiFilter.services(search), cursor, limit);
    }

    private Page<CiViews.CiView> page(
            Caller caller, CiFilter filter, @Nullable String cursor, @Nullable Integer limit) {
        var found = cis.list(caller.context(), filter, cursor, Page.limit(limit));
        var shown = database.read(caller.tenant(), tx -> views.of(tx, found.items()));
        return new Page<>(shown, found.next());
    }

    /** The services that a requester may name: their names and nothing else. */
    @Access(Who.SIGNED_IN)
    @GetMapping("/portal/services")
    List<CiViews.Named> portalServices(Caller caller, @RequestParam(defaultValue = "") String search) {
        return cis.list(caller.context(), CiFilter.services(search), null, 20).items().stream()
                .map(c -> new CiViews.Named(c.id(), c.name()))
                .toList();
    }

    @Access(Who.AGENT)
    @GetMapping("/cis/{id}")
    ResponseEntity<CiViews.Full> ci(Caller caller, @PathVariable UUID id) {
        return database.read(caller.tenant(), tx -> {
            Ci ci = cis.get(tx, id);
            var around = relationships.of(tx, id).stream()
                    .map(CiViews.RelationshipView::of)
                    .toList();
            var view = views.of(tx, List.of(ci)).getFirst();
            return Versions.ok(new CiViews.Full(view, around), ci.version());
        });
    }

    @Access(Who.AGENT)
    @GetMapping("/cis/{id}/tickets")
    Page<CiViews.TicketMention> ciTickets(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return cis.tickets(caller.context(), id, cursor, Page.limit(limit)).map(CiViews.TicketMention::of);
    }

    @Access(Who.MANAGER)
    @PostMapping("/cis")
    ResponseEntity<?> createCi(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody CiBody body) {
        return idempotency.once(caller, key, body, also -> {
            Ci ci = cis.create(caller.context(), body.wanted(), also);
            return Versions.created(view(caller, ci), ci.version());
        });
    }

    /** The whole of it as it is to be. */
    @Access(Who.MANAGER)
    @PutMapping("/cis/{id}")
    ResponseEntity<CiViews.CiView> changeCi(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CiBody body) {
        Ci ci = cis.change(caller.context(), id, body.wanted(), Versions.expected(ifMatch));
        return Versions.ok(view(caller, ci), ci.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/cis/{id}")
    ResponseEntity<Void> deleteCi(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        cis.delete(caller.context(), id, Versions.expected(ifMatch));
        return ResponseEntity.noContent().build();
    }

    @Access(Who.MANAGER)
    @PostMapping("/cis/{id}/relationships")
    ResponseEntity<?> relate(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody RelationshipBody body) {
        RelationKind kind = RelationKind.of(body.kind());
        UUID other = body.ciId();
        if (other == null) {
            throw Problem.invalid("ciId", "required", "This is needed");
        }
        boolean outward = !Boolean.FALSE.equals(body.outward());
        return idempotency.once(caller, key, List.of(id, body), also -> {
            var made = relationships.add(caller.context(), id, kind, outward, other, also);
            return ResponseEntity.status(201).body(CiViews.RelationshipView.of(made));
        });
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/cis/{id}/relationships/{relationshipId}")
    ResponseEntity<Void> unrelate(Caller caller, @PathVariable UUID id, @PathVariable UUID relationshipId) {
        relationships.remove(caller.context(), id, relationshipId);
        return ResponseEntity.noContent().build();
    }

    private CiViews.CiView view(Caller caller, Ci ci) {
        return database.read(caller.tenant(), tx -> views.of(tx, List.of(ci))).getFirst();
    }
}
