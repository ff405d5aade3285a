package io.steward.server.integration.web;

import io.steward.server.integration.Hooks;
import io.steward.server.integration.ReceivedHook;
import io.steward.server.integration.Signal;
import io.steward.server.integration.Source;
import io.steward.server.integration.SourceMapping;
import io.steward.server.integration.Sources;
import io.steward.server.integration.rules.Signals;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** Inbound sources, what they sent, and what it became. Secrets are written and never read. */
@RestController
@RequestMapping("/api/v1")
class SourceController {
    private final Sources sources;
    private final Idempotency idempotency;

    SourceController(Sources sources, Idempotency idempotency) {
        this.sources = sources;
        this.idempotency = idempotency;
    }

    /** @param address only when it was made just now */
    record View(
            UUID id,
            UUID deskId,
            UUID typeId,
            UUID requesterId,
            @Nullable UUID teamId,
            String name,
            String kind,
            boolean active,
            boolean bearerSet,
            @Nullable String hmacHeader,
            SourceMapping mapping,
            int reopenMinutes,
            boolean resolves,
            int perMinute,
            Instant created,
            @Nullable Instant lastAt,
            int version,
            @Nullable String address) {}

    record HookView(
            UUID id,
            Instant at,
            String state,
            int attempts,
            @Nullable String error,
            int bytes,
            List<ReceivedHook.Outcome> outcome) {
        static HookView of(ReceivedHook h) {
            return new HookView(h.id(), h.at(), h.state(), h.attempts(), h.error(), h.body().length, h.outcome());
        }
    }

    record WholeHook(HookView hook, Map<String, String> headers, String payload) {}

    /** @param payload as text; {@code headers} matter for CloudEvents in binary mode */
    record PreviewBody(
            @Nullable String kind,
            @Nullable SourceMapping mapping,
            @Nullable String payload,
            @Nullable Map<String, String> headers) {}

    record Previewed(List<Signal> signals) {}

    private View view(Source s, @Nullable String address) {
        return new View(
                s.id(),
                s.deskId(),
                s.typeId(),
                s.requesterId(),
                s.teamId(),
                s.name(),
                s.kind(),
                s.active(),
                sources.has(s, "bearer"),
                s.hmacHeader(),
                s.mapping(),
                s.reopenMinutes(),
                s.resolves(),
                s.perMinute(),
                s.created(),
                s.lastAt(),
                s.version(),
                address);
    }

    @Access(Who.MANAGER)
    @GetMapping("/inbound-sources")
    List<View> list(Caller caller) {
        return sources.list(caller.context()).stream().map(s -> view(s, null)).toList();
    }

    /** What each kind means without a mapping of one's own. */
    @Access(Who.MANAGER)
    @GetMapping("/inbound-kinds")
    Map<String, SourceMapping> kinds() {
        var kinds = new java.util.LinkedHashMap<String, SourceMapping>();
        Signals.KINDS.forEach(k -> kinds.put(k, Signals.standard(k)));
        return kinds;
    }

    @Access(Who.MANAGER)
    @PostMapping("/inbound-sources")
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Sources.Form form) {
        return idempotency.onceSecret(caller, key, form, also -> {
            var made = sources.create(caller.context(), form, also);
            return Versions.created(
                    view(made.source(), made.address()), made.source().version());
        });
    }

    @Access(Who.MANAGER)
    @GetMapping("/inbound-sources/{id}")
    ResponseEntity<View> get(Caller caller, @PathVariable UUID id) {
        Source s = sources.get(caller.context(), id);
        return Versions.ok(view(s, null), s.version());
    }

    @Access(Who.MANAGER)
    @PutMapping("/inbound-sources/{id}")
    ResponseEntity<View> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Sources.Form form) {
        Source s = sources.change(caller.context(), id, form, Versions.expected(ifMatch));
        return Versions.ok(view(s, null), s.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/inbound-sources/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
        sources.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    /** A new secret address; the one before is good no more. */
    @Access(Who.MANAGER)
    @PostMapping("/inbound-sources/{id}/address")
    ResponseEntity<View> move(Caller caller, @PathVariable UUID id) {
        var made = sources.move(caller.context(), id);
        return Versions.ok(view(made.source(), made.address()), made.source().version());
    }

    @Access(Who.MANAGER)
    @GetMapping("/inbound-sources/{id}/received")
    Page<HookView> received(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        return Page.of(sources.received(caller.context(), id, cursor, most), most, h -> h.id().toString())
                .map(HookView::of);
    }

    @Access(Who.MANAGER)
    @GetMapping("/received-hooks/{id}")
    WholeHook hook(Caller caller, @PathVariable UUID id) {
        ReceivedHook h = sources.hook(caller.context(), id);
        return new WholeHook(HookView.of(h), h.headers(), new String(h.body(), StandardCharsets.UTF_8));
    }

    @Access(Who.MANAGER)
    @PostMapping("/received-hooks/{id}/retry")
    ResponseEntity<Void> retry(Caller caller, @PathVariable UUID id) {
        sources.retry(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.MANAGER)
    @PostMapping("/inbound-sources/preview")
    Previewed preview(Caller caller, @RequestBody PreviewBody body) {
        String payload = body.payload() == null ? "" : body.payload();
        if (payload.length() > Hooks.LARGEST) {
            throw Problem.invalid("payload", "too-long", "At most " + Hooks.LARGEST / 1024 + " KB");
        }
        var headers = new HashMap<String, String>();
        if (body.headers() != null) {
            body.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(value)));
        }
        return new Previewed(Sources.preview(
                body.kind() == null ? "" : body.kind(),
                body.mapping(),
                headers,
                payload.getBytes(StandardCharsets.UTF_8)));
    }
}
