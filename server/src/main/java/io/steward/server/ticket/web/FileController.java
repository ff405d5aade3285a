package io.steward.server.ticket.web;

import io.steward.server.journal.Audience;
import io.steward.server.platform.Database;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Problem;
import io.steward.server.platform.StoredFile;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Upload;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.Attachment;
import io.steward.server.ticket.TicketReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Uploads, streamed to disk, and downloads, never rendered unless harmless. */
@RestController
@RequestMapping("/api/v1")
class FileController {
    private static final Set<String> HARMLESS = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Database database;
    private final FileStore files;
    private final TicketReader reader;
    private final Idempotency idempotency;
    private final Clock clock;

    FileController(Database database, FileStore files, TicketReader reader, Idempotency idempotency, Clock clock) {
        this.database = database;
        this.files = files;
        this.reader = reader;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    record Uploaded(UUID id, String name, String type, long size) {}

    @Access(Who.SIGNED_IN)
    @PostMapping("/files")
    ResponseEntity<?> upload(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request)
            throws IOException {
        try (var upload = Upload.open(request)) {
            var received = files.receive(upload.content(), upload.name());
            return idempotency.once(caller, key, List.of(upload.name(), received.sha256()), also -> {
                StoredFile file = database.write(caller.tenant(), tx -> {
                    also.accept(tx);
                    return files.record(tx, received, upload.name(), caller.personId(), clock.instant());
                });
                return ResponseEntity.status(201).body(new Uploaded(file.id(), file.name(), file.type(), file.size()));
            });
        }
    }

    @Access(Who.SIGNED_IN)
    @GetMapping("/attachments/{id}")
    void download(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") String inline,
            HttpServletResponse response)
            throws IOException {
        Attachment a = readable(caller, id);
        boolean shown = inline.equals("1") && HARMLESS.contains(a.type());
        String disposition = shown ? "inline" : "attachment";
        response.setContentType(shown ? a.type() : "application/octet-stream");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Cache-Control", "private, max-age=3600");
        response.setHeader(
                "Content-Disposition",
                org.springframework.http.ContentDisposition.builder(disposition)
                        .filename(a.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setContentLengthLong(a.size());
        InputStream content = database.read(caller.tenant(), tx -> {
            try {
                return files.open(tx, id);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (content) {
            content.transferTo(response.getOutputStream());
        }
    }

    /** Attached where the caller may read, or uploaded by the caller and not attached yet. */
    private Attachment readable(Caller caller, UUID id) {
        try {
            return reader.attachment(caller.context(), id);
        } catch (Problem notAttached) {
            StoredFile own = database.read(caller.tenant(), tx -> files.find(tx, id))
                    .filter(f -> caller.personId().equals(f.ownerId()))
                    .orElseThrow(() -> notAttached);
            return new Attachment(
                    id, id, null, own.name(), own.type(), own.size(), false, Audience.PUBLIC, Instant.EPOCH);
        }
    }
}
