package io.steward.server.view.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.steward.server.view.rules.CsvCell;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comma-separated values in UTF-8 (RFC 4180). */
final class CsvSheet implements Sheet {
    private final CsvWriter writer;
    private final ZoneId zone;

    CsvSheet(OutputStream out, ZoneId zone) {
        this.writer = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.zone = zone;
    }

    @Override
    public void row(List<@Nullable Object> cells) {
        writer.writeRecord(cells.stream().map(this::cell).toList());
    }

    private String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Instant at -> Sheet.time(at, zone);
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> CsvCell.text(value.toString());
        };
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
