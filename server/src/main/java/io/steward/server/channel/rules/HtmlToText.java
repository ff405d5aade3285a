package io.steward.server.channel.rules;

import org.jsoup.Jsoup;

/** Makes readable plain text from HTML. */
public final class HtmlToText {

    private HtmlToText() {}

    /** The HTML as text of at most the given length, with links, lists, tables and quotes written out. */
    public static String convert(String html, int maxChars) {
        HtmlTextWriter writer = new HtmlTextWriter(maxChars);
        Jsoup.parse(html).body().filter(writer);
        return writer.text();
    }
}
