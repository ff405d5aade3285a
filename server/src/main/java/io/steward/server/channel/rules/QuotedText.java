package io.steward.server.channel.rules;

import java.util.List;

/**
 * Parts what somebody wrote from the signature and the quoted history below it. A forwarded message counts as what
 * somebody wrote. If nothing would be left to see, nothing is folded.
 */
public final class QuotedText {

    /**
     * A body in two.
     *
     * @param visible what to show at once
     * @param folded what to show on demand, or nothing
     */
    public record Split(String visible, String folded) {}

    private final List<String> lines;
    private final StringBuilder visible = new StringBuilder();
    private final StringBuilder folded = new StringBuilder();

    private QuotedText(List<String> lines) {
        this.lines = lines;
    }

    /** Splits a plain text; the subject may tell that the message was forwarded. */
    public static Split split(String text, String subject) {
        if (QuoteMarkers.isForwardSubject(subject)) {
            return new Split(text, "");
        }
        QuotedText split = new QuotedText(text.replace("\r\n", "\n").lines().toList());
        split.run();
        if (split.folded.isEmpty() || split.visible.toString().isBlank()) {
            return new Split(text, "");
        }
        return new Split(
                split.visible.toString().stripTrailing(),
                split.folded.toString().stripTrailing());
    }

    /** Splits the content of an HTML text's body; both halves are as unsafe to show as the text was. */
    public static Split splitHtml(String html, String subject) {
        if (QuoteMarkers.isForwardSubject(subject)) {
            return new Split(html, "");
        }
        return QuotedHtml.split(html);
    }

    /** Whether a subject says that the message was forwarded. */
    public static boolean isForward(String subject) {
        return QuoteMarkers.isForwardSubject(subject);
    }

    private void run() {
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at);
            if (QuoteMarkers.isForward(line)) {
                copy(visible, at, lines.size());
                return;
            }
            if (QuoteMarkers.isSignature(line)) {
                int end = forwardAfter(at);
                copy(folded, at, end);
                at = end;
            } else if (beginsHistory(at)) {
                copy(folded, at, lines.size());
                return;
            } else if (QuoteMarkers.isQuoted(line)) {
                at = quote(at, at);
            } else {
                int attribution = QuoteMarkers.attribution(lines, at);
                int next = attribution == 0 ? at : firstFilled(at + attribution);
                if (attribution == 0) {
                    copy(visible, at, ++at);
                } else if (next < lines.size() && QuoteMarkers.isForward(lines.get(next))) {
                    copy(visible, at, next);
                    at = next;
                } else if (next < lines.size() && QuoteMarkers.isQuoted(lines.get(next))) {
                    at = quote(at, next);
                } else {
                    copy(folded, at, lines.size());
                    return;
                }
            }
        }
    }

    private boolean beginsHistory(int at) {
        String line = lines.get(at);
        if (QuoteMarkers.isOriginal(line)) {
            return true;
        }
        if (QuoteMarkers.isRule(line)) {
            int next = firstFilled(at + 1);
            return next < lines.size() && QuoteMarkers.isHeaderBlock(lines, next);
        }
        return QuoteMarkers.isHeaderBlock(lines, at);
    }

    /** Folds from {@code from} on through the quoted lines that begin at {@code quoted}, with blank lines between. */
    private int quote(int from, int quoted) {
        int end = quoted;
        int at = quoted;
        while (at < lines.size() && (lines.get(at).isBlank() || QuoteMarkers.isQuoted(lines.get(at)))) {
            at++;
            end = lines.get(at - 1).isBlank() ? end : at;
        }
        copy(folded, from, end);
        return end;
    }

    private int firstFilled(int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        return at;
    }

    private int forwardAfter(int from) {
        int at = from + 1;
        while (at < lines.size() && !QuoteMarkers.isForward(lines.get(at))) {
            if (beginsHistory(at)) {
                return lines.size();
            }
            at++;
        }
        return at;
    }

    private void copy(StringBuilder target, int from, int to) {
        for (int i = from; i < to; i++) {
            target.append(lines.get(i)).append('\n');
        }
    }
}
