package io.steward.server.view.web;

import io.steward.server.identity.Tenants;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.TicketColumns;
import io.steward.server.ticket.TicketExport;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists as files. A file is written to the disk first: what goes wrong is told rather than found in half a file, and a slow
 * receiver does not keep the database waiting.
 */
@RestController
@RequestMapping("/api/v1/tickets")
class ExportController {
    private static final int MOST = 1_000_000;
    private static final int AT_ONCE = 2;
    private static final String COLUMNS =
            "number,title,type,status,priority,requester,assignee,team,category,created,updated";
    private static final Map<String, String> TYPES = Map.of(
            "csv", "text/csv;charset=UTF-8",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final TicketExport export;
    private final TicketColumns columns;
    private final Tenants tenants;
    private final Semaphore running = new Semaphore(AT_ONCE);

    ExportController(TicketExport export, TicketColumns columns, Tenants tenants) {
        this.export = export;
        this.columns = columns;
        this.tenants = tenants;
    }

    @Access(Who.AGENT)
    @GetMapping("/export")
    void export(
            Caller caller,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String columns,
            @RequestParam(defaultValue = "csv") String format)
            throws IOException {
        String type = TYPES.get(format);
        if (type == null) {
            throw Problem.invalid("format", "unknown", "csv or xlsx");
        }
        boolean chosen = columns != null && !columns.isBlank();
        var shown = this.columns.named(caller.context(), chosen ? columns : COLUMNS);
        if (!running.tryAcquire()) {
            throw Problem.of(Problem.Kind.TOO_MANY, "Other exports are being written; please try again in a minute");
        }
        Path file = null;
        try {
            file = Files.createTempFile("steward-export", null);
            write(caller, file, q, order, shown, format);
            send(response, file, type, format, caller);
        } finally {
            running.release();
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void write(
            Caller caller,
            Path file,
            @Nullable String q,
            @Nullable String order,
            List<TicketColumns.Column> shown,
            String format)
            throws IOException {
        var zone = tenants.get(caller.tenant()).timeZone();
        int[] rows = {0};
        try (var sheet = Sheet.of(format, new BufferedOutputStream(Files.newOutputStream(file)), zone)) {
            sheet.row(
                    List.copyOf(shown.stream().map(TicketColumns.Column::label).toList()));
            export.rows(caller.context(), q, order, shown, MOST + 1, row -> {
                if (++rows[0] > MOST) {
                    throw Problem.invalid("q", "too-many", "More than a million tickets; please narrow the query");
                }
                try {
                    sheet.row(row);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void send(HttpServletResponse response, Path file, String type, String format, Caller caller)
            throws IOException {
        String day = LocalDate.ofInstant(caller.context().at(), ZoneOffset.UTC).toString();
        response.setContentType(type);
        response.setContentLengthLong(Files.size(file));
        response.setHeader("Content-Disposition", "attachment; filename=\"tickets-" + day + "." + format + "\"");
        response.setHeader("Cache-Control", "no-store");
        Files.copy(file, response.getOutputStream());
    }
}
