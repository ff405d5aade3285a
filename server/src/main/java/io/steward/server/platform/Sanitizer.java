package io.steward.server.platform;

import org.jsoup.Jsoup;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/** What HTML people may send: text, lists, tables, links and our own inline images; nothing that runs, loads or frames. */
public final class Sanitizer {
    /** The longest body that is kept, in characters. */
    public static final int LONGEST = 200_000;

    private static final Safelist SAFE = Safelist.basic()
            .addTags("h1", "h2", "h3", "h4", "hr", "table", "thead", "tbody", "tr", "th", "td", "s", "img", "div")
            .addAttributes("td", "colspan", "rowspan")
            .addAttributes("th", "colspan", "rowspan")
            .addAttributes("img", "src", "alt")
            .addProtocols("a", "href", "http", "https", "mailto", "tel")
            .addEnforcedAttribute("a", "rel", "nofollow noopener noreferrer");

    private Sanitizer() {}

    /** Safe HTML. Images other than our own attachments are dropped: fetching them would tell others who reads what. */
    public static String html(@Nullable String dirty) {
        if (dirty == null || dirty.isBlank()) {
            return "";
        }
        var document = Jsoup.parseBodyFragment(bounded(dirty));
        document.select("script,style,template,noscript,iframe,object,embed,svg,math,head,title")
                .remove();
        var clean = new Cleaner(SAFE).clean(document);
        clean.outputSettings().prettyPrint(false);
        for (var image : clean.select("img")) {
            if (!image.attr("src").startsWith("/api/v1/attachments/")) {
                image.remove();
            }
        }
        return Check.clean(clean.body().html());
    }

    /** Plain text as safe HTML, with its line breaks. */
    public static String fromText(String text) {
        String escaped = org.jsoup.nodes.Entities.escape(bounded(Check.clean(text)));
        return escaped.isEmpty() ? "" : "<p>" + escaped.replace("\n", "<br>") + "</p>";
    }

    /** The text of safe HTML, for search, previews and mails. */
    public static String text(String html) {
        var document = Jsoup.parseBodyFragment(html);
        document.select("br").append("\n");
        document.select("p,div,li,tr,h1,h2,h3,h4,blockquote,pre").append("\n");
        return document.body()
                .wholeText()
                .replaceAll("[ \\t]+", " ")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
