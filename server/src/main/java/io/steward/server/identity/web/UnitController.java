package io.steward.server.identity.web;

import io.steward.server.identity.Unit;
import io.steward.server.identity.UnitKind;
import io.steward.server.identity.Units;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Organisation units and locations. */
@RestController
@RequestMapping("/api/v1/units")
class UnitController {
    private final Units units;
    private final Idempotency idempotency;

    UnitController(Units units, Idempotency idempotency) {
        this.units = units;
        this.idempotency = idempotency;
    }

    record UnitView(UUID id, String kind, @Nullable UUID parentId, String name, boolean active, int version) {
        static UnitView of(Unit u) {
            return new UnitView(u.id(), u.kind().key(), u.parentId(), u.name(), u.active(), u.version());
        }
    }

    record NewUnit(
            @Nullable String kind,
            @Nullable String name,
            @Nullable UUID parentId) {}

    @Access(Who.SIGNED_IN)
    @GetMapping
    List<UnitView> units(Caller caller, @RequestParam(required = false) @Nullable String kind) {
        return units.all(caller.tenant(), UnitKind.of(kind)).stream()
                .map(UnitView::of)
                .toList();
    }

    @Access(Who.ADMIN)
    @PostMapping
    ResponseEntity<?> createUnit(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewUnit body) {
        UnitKind kind = UnitKind.of(body.kind());
        return idempotency.once(caller, key, body, also -> {
            Unit unit = units.create(caller.context(), kind, body.parentId(), body.name(), also);
            return Versions.created(UnitView.of(unit), unit.version());
        });
    }

    /** A {@code parentId} that is there moves it; null is the root. */
    @Access(Who.ADMIN)
    @PatchMapping("/{id}")
    ResponseEntity<UnitView> changeUnit(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body) {
        JsonNode active = body.path("active");
        if (!active.isMissingNode() && !active.isBoolean()) {
            throw Problem.invalid("active", "unreadable", "True or false");
        }
        if (body.has("name") && !body.path("name").isString()) {
            throw Problem.invalid("name", "unreadable", "A text");
        }
        Unit unit = units.change(
                caller.context(),
                id,
                body.has("parentId"),
                PersonBody.id("parentId", body.get("parentId")),
                body.has("name") ? body.path("name").stringValue() : null,
                active.isBoolean() ? active.booleanValue() : null,
                Versions.expected(ifMatch));
        return Versions.ok(UnitView.of(unit), unit.version());
    }

    @Access(Who.ADMIN)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> deleteUnit(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        units.delete(caller.context(), id, Versions.expected(ifMatch));
        return ResponseEntity.noContent().build();
    }
}
