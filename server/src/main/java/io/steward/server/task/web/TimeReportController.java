package io.steward.server.task.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import io.steward.server.task.TimeEntry;
import io.steward.server.task.TimeReport;
import io.steward.server.task.TimeReports;
import io.steward.server.task.rules.FormulaSafe;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The report of time spent, for managers: sums, and the entries as a file. */
@RestController
@RequestMapping("/api/v1/time")
class TimeReportController {
    private final TimeReports reports;

    TimeReportController(TimeReports reports) {
        this.reports = reports;
    }

    @Access(Who.MANAGER)
    @GetMapping("/report")
    TimeReport timeReport(
            Caller caller,
            @RequestParam(required = false) @Nullable UUID desk,
            @RequestParam(required = false) @Nullable UUID person,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        return reports.read(caller.context(), new TimeReports.Asked(desk, person, type, from, to));
    }

    /** Sent as it is read, however much it is. */
    @Access(Who.MANAGER)
    @GetMapping("/export")
    void timeExport(
            Caller caller,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable UUID desk,
            @RequestParam(required = false) @Nullable UUID person,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to)
            throws IOException {
        var asked = new TimeReports.Asked(desk, person, type, from, to);
        CsvWriter[] csv = new CsvWriter[1];
        reports.rows(caller.context(), asked, rows -> {
            CsvWriter out = csv[0] == null ? begun(response, from, to) : csv[0];
            csv[0] = out;
            rows.forEach(row -> write(out, row));
        });
        csv[0].close();
    }

    private static CsvWriter begun(HttpServletResponse response, LocalDate from, LocalDate to) {
        response.setContentType("text/csv;charset=utf-8");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"time-" + from + "-" + to.minusDays(1) + ".csv\"");
        try {
            var writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
            // By this mark spreadsheets know the encoding.
            writer.write('\uFEFF');
            var csv = CsvWriter.builder().build(writer);
            csv.writeRecord("day", "desk", "type", "ticket", "title", "person", "minutes", "billable", "note");
            return csv;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(CsvWriter csv, TimeReports.Row row) {
        TimeEntry e = row.entry();
        csv.writeRecord(
                e.day().toString(),
                FormulaSafe.cell(row.desk()),
                FormulaSafe.cell(row.type()),
                row.number(),
                FormulaSafe.cell(row.title()),
                FormulaSafe.cell(row.person()),
                Integer.toString(e.minutes()),
                e.billable() ? "yes" : "no",
                FormulaSafe.cell(e.note()));
    }
}
