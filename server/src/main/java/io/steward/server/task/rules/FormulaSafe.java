package io.steward.server.task.rules;

/** Texts that people wrote, for a file that a spreadsheet opens: none of them may become a formula there. */
public final class FormulaSafe {
    private FormulaSafe() {}

    public static String cell(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
