package io.steward.server.view.web;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** An Excel workbook with one sheet. Texts are written as texts, so none becomes a formula. */
final class XlsxSheet implements Sheet {
    private static final int FLUSH = 500;
    private static final int LONGEST = 32_767;

    private final OutputStream out;
    private final Workbook workbook;
    private final Worksheet sheet;
    private final ZoneId zone;
    private int row;

    XlsxSheet(OutputStream out, ZoneId zone) {
        this.out = out;
        this.workbook = new Workbook(out, "Steward", "1.0");
        this.sheet = workbook.newWorksheet("Tickets");
        this.sheet.freezePane(0, 1);
        this.zone = zone;
    }

    @Override
    public void row(List<@Nullable Object> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            cell(i, cells.get(i));
        }
        row++;
        if (row % FLUSH == 0) {
            sheet.flush();
        }
    }

    private void cell(int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Instant at -> {
                sheet.value(row, column, at.atZone(zone).toLocalDateTime());
                sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
            }
            case Number number -> sheet.value(row, column, number);
            case Boolean yes -> sheet.value(row, column, yes);
            // Written where it stands: a table of shared texts would grow with the file.
            default -> sheet.inlineString(row, column, text(value.toString()));
        }
    }

    /** As long as a cell may be, without what XML cannot hold. */
    private static String text(String value) {
        String clean = value.chars().allMatch(XlsxSheet::good)
                ? value
                : value.chars()
                        .filter(XlsxSheet::good)
                        .collect(StringBuilder::new, (b, c) -> b.append((char) c), StringBuilder::append)
                        .toString();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }

    private static boolean good(int c) {
        return c >= ' ' || c == '\n' || c == '\t';
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
        out.close();
    }
}
