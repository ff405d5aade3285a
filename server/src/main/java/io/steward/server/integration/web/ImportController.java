package io.steward.server.integration.web;

import io.steward.server.integration.ImportJob;
import io.steward.server.integration.Imports;
import io.steward.server.integration.Mapping;
import io.steward.server.integration.Preview;
import io.steward.server.integration.RowError;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Upload;
import io.steward.server.platform.web.Who;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Imports over HTTP. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {
    private final Imports imports;

    private final Idempotency idempotency;

    ImportController(Imports imports, Idempotency idempotency) {
        this.idempotency = idempotency;
        this.imports = imports;
    }

    record View(
            UUID id,
            String name,
            long size,
            String state,
            @Nullable Long rows,
            long rowsDone,
            long tickets,
            long entries,
            long errorCount,
            @Nullable Instant started,
            @Nullable Instant finished,
            @Nullable Long rowsPerSecond,
            @Nullable Mapping mapping,
            Preview preview,
            @Nullable String message) {

        static View of(ImportJob j) {
            Instant started = j.started();
            Instant finished = j.finished();
            Long speed = null;
            if (started != null && finished != null) {
                speed = j.rowsDone()
                        * 1000
                        / Math.max(1, Duration.between(started, finished).toMillis());
            }
            return new View(
                    j.id(),
                    j.name(),
                    j.size(),
                    j.state(),
                    j.rows(),
                    j.rowsDone(),
                    j.tickets(),
                    j.entries(),
                    j.errors(),
                    started,
                    finished,
                    speed,
                    j.mapping(),
                    j.preview(),
                    j.message());
        }
    }

    @Access(Who.ADMIN)
    @PostMapping
    ResponseEntity<?> upload(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request)
            throws IOException {
        try (var upload = Upload.open(request)) {
            var received = imports.receive(caller.context(), upload.name(), upload.content());
            return idempotency.once(caller, key, List.of(upload.name(), received.sha256()), also -> {
                var job = imports.upload(caller.context(), upload.name(), received, also);
                return ResponseEntity.status(201).body(View.of(job));
            });
        }
    }

    @Access(Who.ADMIN)
    @GetMapping
    List<View> list(Caller caller) {
        return imports.list(caller.context()).stream().map(View::of).toList();
    }

    @Access(Who.ADMIN)
    @GetMapping("/{id}")
    View get(Caller caller, @PathVariable UUID id) {
        return View.of(imports.get(caller.context(), id));
    }

    @Access(Who.ADMIN)
    @PutMapping("/{id}/mapping")
    View map(Caller caller, @PathVariable UUID id, @RequestBody Mapping mapping) {
        return View.of(imports.map(caller.context(), id, mapping));
    }

    @Access(Who.ADMIN)
    @GetMapping("/{id}/errors")
    Page<RowError> errors(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") long cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        return Page.of(imports.errors(caller.context(), id, cursor, most + 1), most, e -> Long.toString(e.row()));
    }

    @Access(Who.ADMIN)
    @PostMapping("/{id}/check")
    View check(Caller caller, @PathVariable UUID id) {
        return View.of(imports.check(caller.context(), id));
    }

    @Access(Who.ADMIN)
    @PostMapping("/{id}/run")
    View run(Caller caller, @PathVariable UUID id) {
        return View.of(imports.run(caller.context(), id));
    }

    @Access(Who.ADMIN)
    @PostMapping("/{id}/cancel")
    View cancel(Caller caller, @PathVariable UUID id) {
        return View.of(imports.cancel(caller.context(), id));
    }
}
