package io.steward.server.view.rules;

/** Texts for spreadsheets: one that a spreadsheet would take for a formula is written so that it stays a text. */
public final class CsvCell {
    private static final String FORMULA = "=+-@\t\r\n|";

    private CsvCell() {}

    public static String text(String value) {
        return !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }
}
