package io.steward.server.macro.web;

import io.steward.server.macro.Macro;
import io.steward.server.macro.Macros;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.BulkChanges;
import io.steward.server.ticket.Ticket;
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
import tools.jackson.databind.node.JsonNodeFactory;

/** Macros, and running them. */
@RestController
@RequestMapping("/api/v1")
class MacroController {
    private final Macros macros;
    private final Idempotency idempotency;

    MacroController(Macros macros, Idempotency idempotency) {
        this.macros = macros;
        this.idempotency = idempotency;
    }

    record Many(@Nullable List<UUID> ids, @Nullable Boolean preview) {}

    record Applied(UUID id, String number, int version) {}

    @Access(Who.AGENT)
    @GetMapping("/macros")
    List<Macro> macros(Caller caller, @RequestParam(required = false) @Nullable UUID desk) {
        return macros.all(caller.context(), desk);
    }

    @Access(Who.AGENT)
    @PostMapping("/macros")
    ResponseEntity<?> createMacro(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        var nothing = new Macro(
                caller.personId(),
                Body.id(body, "deskId"),
                null,
                "",
                "",
                JsonNodeFactory.instance.objectNode(),
                null,
                "",
                0,
                true,
                1);
        return idempotency.once(caller, key, body, also -> {
            Macro macro = macros.create(caller.context(), edited(nothing, body), also);
            return Versions.created(macro, macro.version());
        });
    }

    /** What is there changes; its desk or owner stays. */
    @Access(Who.AGENT)
    @PatchMapping("/macros/{id}")
    ResponseEntity<Macro> changeMacro(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body) {
        Macro macro = macros.change(caller.context(), id, Versions.expected(ifMatch), before -> edited(before, body));
        return Versions.ok(macro, macro.version());
    }

    @Access(Who.AGENT)
    @DeleteMapping("/macros/{id}")
    ResponseEntity<Void> deleteMacro(Caller caller, @PathVariable UUID id) {
        macros.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets/{id}/macros/{macroId}/preview")
    Macros.Preview previewMacro(Caller caller, @PathVariable UUID id, @PathVariable UUID macroId) {
        return macros.preview(caller.context(), id, macroId);
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets/{id}/macros/{macroId}")
    ResponseEntity<?> applyMacro(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID macroId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return idempotency.once(caller, key, List.of(id, macroId), also -> {
            Ticket ticket = macros.apply(caller.context(), id, macroId, also);
            return Versions.ok(new Applied(ticket.id(), ticket.number(), ticket.version()), ticket.version());
        });
    }

    @Access(Who.AGENT)
    @PostMapping("/macros/{id}/bulk")
    BulkChanges.Done applyToMany(Caller caller, @PathVariable UUID id, @RequestBody Many body) {
        return macros.applyAll(caller.context(), id, body.ids(), Boolean.TRUE.equals(body.preview()));
    }

    private static Macro edited(Macro m, JsonNode body) {
        Body.object(body);
        JsonNode change = body.has("change") ? body.path("change") : m.change();
        if (!change.isObject()) {
            throw Problem.invalid("change", "unreadable", "An object of fields to change");
        }
        return new Macro(
                m.id(),
                m.deskId(),
                m.ownerId(),
                Body.text(body, "name", m.name()),
                Body.text(body, "description", m.description()),
                change,
                body.has("say") ? Body.textOrNull(body, "say") : m.say(),
                Body.text(body, "text", m.text()),
                Body.number(body, "position", m.position()),
                Body.flag(body, "active", m.active()),
                m.version());
    }
}
