package io.steward.server.ticket.web;

import io.steward.server.platform.Sanitizer;
import java.util.Arrays;
import java.util.Locale;

/** The part of a text around the first word that was looked for, as plain text. */
final class Snippet {
    private static final int LENGTH = 160;

    private Snippet() {}

    static String of(String html, String typed) {
        String text = Sanitizer.text(html).replaceAll("\\s+", " ");
        String low = text.toLowerCase(Locale.ROOT);
        int at = Arrays.stream(typed.toLowerCase(Locale.ROOT).split("\\W+"))
                .filter(w -> !w.isEmpty())
                .mapToInt(low::indexOf)
                .filter(i -> i >= 0)
                .min()
                .orElse(0);
        int from = Math.max(0, at - 40);
        int to = Math.min(text.length(), from + LENGTH);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }
}
