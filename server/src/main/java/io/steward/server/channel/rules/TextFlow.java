package io.steward.server.channel.rules;

/** Plain text as it grows: blanks collapse, paragraphs part, quotes and list items get their marks. */
final class TextFlow {

    private static final int MAX_QUOTE = 5;

    private final int max;
    private final StringBuilder out = new StringBuilder();
    private int breaks;
    private boolean blank;
    private int quotes;
    private int verbatim;
    private String marker = "";

    TextFlow(int max) {
        this.max = max;
    }

    String text() {
        return HeaderSafe.cut(out.toString(), max).stripTrailing();
    }

    boolean isFull() {
        return out.length() > max;
    }

    void lineBreak() {
        breaks = Math.min(breaks + 1, 2);
    }

    /** Ends the line, and leaves one empty after it if {@code spaced}. */
    void paragraph(boolean spaced) {
        breaks = Math.max(breaks, spaced && marker.isEmpty() ? 2 : 1);
    }

    void quote(int levels) {
        quotes = Math.max(0, quotes + levels);
    }

    void verbatim(int levels) {
        verbatim = Math.max(0, verbatim + levels);
    }

    /** What to write before the next word. */
    void mark(String listMarker) {
        marker = listMarker;
    }

    /** Whether the text ends with this, give or take a character. */
    boolean justWrote(String text) {
        return out.indexOf(text, Math.max(0, out.length() - text.length() - 2)) >= 0;
    }

    void write(String text) {
        for (int i = 0; i < text.length() && out.length() <= max; i++) {
            char c = text.charAt(i);
            if (c == '\n' && verbatim > 0) {
                breaks++;
                flushBreaks();
            } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\u00a0') {
                if (verbatim > 0) {
                    flushBreaks();
                    out.append(c == '\r' ? "" : ' ');
                } else {
                    blank = true;
                }
            } else if (c > ' ' && c != '\ufeff' && c != '\u200b') {
                flushBreaks();
                if (blank && !endsLine()) {
                    out.append(' ');
                }
                blank = false;
                out.append(c);
            }
        }
    }

    private boolean endsLine() {
        return out.isEmpty() || " \n".indexOf(out.charAt(out.length() - 1)) >= 0;
    }

    private void flushBreaks() {
        String prefix = "> ".repeat(Math.min(quotes, MAX_QUOTE));
        boolean start = out.isEmpty();
        if (breaks > 0 && !start) {
            while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
                out.setLength(out.length() - 1);
            }
            out.append(breaks > 1 ? "\n" + prefix.stripTrailing() + "\n" : "\n");
        }
        if (breaks > 0 || start) {
            out.append(prefix).append(marker);
            marker = "";
            blank = false;
        }
        breaks = 0;
    }
}
