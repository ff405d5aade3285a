package io.steward.server.view.web;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table being written, row by row, without keeping what was written. */
interface Sheet extends AutoCloseable {
    DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    void row(List<@Nullable Object> cells) throws IOException;

    @Override
    void close() throws IOException;

    /** @param format csv or xlsx */
    static Sheet of(String format, OutputStream out, ZoneId zone) {
        return format.equals("csv") ? new CsvSheet(out, zone) : new XlsxSheet(out, zone);
    }

    static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }
}
