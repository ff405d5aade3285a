package io.steward.server.platform;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * What HTML people may send: text, lists, tasks, tables, code, links, mentions and our own inline images; nothing that
 * runs, loads or frames. The browser cleans once more by the same list (web/src/ui/sanitise.ts).
 */
public final class Sanitizer {
    /** The longest body that is kept, in characters. */
    public static final int LONGEST = 200_000;

    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern OWN_IMAGE = Pattern.compile("/api/v1/attachments/(" + ID + ")(?:\\?inline=1)?");
    private static final Pattern PERSON = Pattern.compile(ID);
    private static final Pattern LANGUAGE = Pattern.compile("language-[a-z0-9+#-]{1,30}");
    private static final Pattern TASKS = Pattern.compile("taskList");
    private static final Pattern DONE = Pattern.compile("true|false");
    private static final Pattern START = Pattern.compile("\\d{1,6}");
    private static final Pattern SPAN = Pattern.compile("[1-9]\\d?");

    private static final Pattern SPACES = Pattern.compile("[ \\t]+");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
    private static final Set<String> ENDS_A_LINE =
            Set.of("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "pre");

    /** Gone with all that is in them; of any other unknown element only the tag goes. */
    private static final String DROPPED =
            "script,style,template,noscript,noembed,noframes,iframe,frame,object,embed,applet,"
                    + "svg,math,head,title,link,meta,base,input,select,textarea,audio,video,canvas,xmp,plaintext";

    private static final Safelist SAFE = Safelist.basic()
            .addTags("h1", "h2", "h3", "h4", "hr", "table", "thead", "tbody", "tr", "th", "td", "s", "img", "div")
            .addAttributes("td", "colspan", "rowspan")
            .addAttributes("th", "colspan", "rowspan")
            .addAttributes("img", "src", "alt")
            .addAttributes("ul", "data-type")
            .addAttributes("li", "data-checked")
            .addAttributes("ol", "start")
            .addAttributes("code", "class")
            .addAttributes("a", "data-mention")
            .removeAttributes("blockquote", "cite")
            .removeAttributes("q", "cite")
            .addProtocols("a", "href", "http", "https", "mailto", "tel")
            .removeProtocols("a", "href", "ftp")
            .addEnforcedAttribute("a", "rel", "nofollow noopener noreferrer");

    private Sanitizer() {}

    /** Safe HTML. Images other than our own attachments are dropped: fetching them would tell others who reads what. */
    public static String html(@Nullable String dirty) {
        if (dirty == null || dirty.isBlank()) {
            return "";
        }
        var document = Jsoup.parseBodyFragment(bounded(dirty));
        document.select(DROPPED).remove();
        var clean = new Cleaner(SAFE).clean(document);
        clean.outputSettings().prettyPrint(false);
        clean.body().getAllElements().forEach(Sanitizer::values);
        return Check.clean(clean.body().html());
    }

    /** An attribute that is allowed still has to have one of the values it is allowed for. */
    private static void values(Element e) {
        switch (e.normalName()) {
            case "img" -> {
                if (!OWN_IMAGE.matcher(e.attr("src")).matches()) {
                    e.remove();
                }
            }
            case "a" -> {
                only(e, "data-mention", PERSON);
                if (e.hasAttr("data-mention")) {
                    e.removeAttr("href").removeAttr("rel");
                }
            }
            case "code" -> only(e, "class", LANGUAGE);
            case "ul" -> only(e, "data-type", TASKS);
            case "li" -> only(e, "data-checked", DONE);
            case "ol" -> only(e, "start", START);
            case "td", "th" -> {
                only(e, "colspan", SPAN);
                only(e, "rowspan", SPAN);
            }
            default -> {}
        }
    }

    private static void only(Element e, String attribute, Pattern allowed) {
        if (e.hasAttr(attribute) && !allowed.matcher(e.attr(attribute)).matches()) {
            e.removeAttr(attribute);
        }
    }

    /** The people named with an @ in safe HTML, in their order. */
    public static Set<UUID> mentions(String html) {
        var found = new LinkedHashSet<UUID>();
        if (html.contains("data-mention")) {
            for (var link : Jsoup.parseBodyFragment(html).select("a[data-mention]")) {
                found.add(UUID.fromString(link.attr("data-mention")));
            }
        }
        return found;
    }

    /** Safe HTML in which only these people are mentioned; other names stay as plain text. */
    public static String mentioning(String html, Set<UUID> people) {
        if (!html.contains("data-mention")) {
            return html;
        }
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        for (var link : document.select("a[data-mention]")) {
            if (!people.contains(UUID.fromString(link.attr("data-mention")))) {
                link.unwrap();
            }
        }
        return document.body().html();
    }

    /** The files that safe HTML shows as images. */
    public static Set<UUID> images(String html) {
        var found = new LinkedHashSet<UUID>();
        if (html.contains("<img")) {
            for (var image : Jsoup.parseBodyFragment(html).select("img")) {
                Matcher own = OWN_IMAGE.matcher(image.attr("src"));
                if (own.matches()) {
                    found.add(UUID.fromString(own.group(1)));
                }
            }
        }
        return found;
    }

    /** Plain text as safe HTML, with its line breaks. */
    public static String fromText(String text) {
        String escaped = org.jsoup.nodes.Entities.escape(bounded(Check.clean(text)));
        return escaped.isEmpty() ? "" : "<p>" + escaped.replace("\n", "<br>") + "</p>";
    }

    /** The text of safe HTML, for search, previews and mails. */
    public static String text(String html) {
        var text = new StringBuilder(html.length());
        NodeTraversor.traverse(
                new NodeVisitor() {
                    @Override
                    public void head(Node node, int depth) {
                        if (node instanceof TextNode words) {
                            text.append(words.getWholeText());
                        } else if (node instanceof Element e) {
                            text.append(before(e));
                        }
                    }

                    @Override
                    public void tail(Node node, int depth) {
                        if (node instanceof Element e && ENDS_A_LINE.contains(e.normalName())) {
                            text.append('\n');
                        }
                    }
                },
                Jsoup.parseBodyFragment(html).body());
        String spaced = SPACES.matcher(text).replaceAll(" ");
        return EMPTY_LINES.matcher(spaced).replaceAll("\n\n").strip();
    }

    private static String before(Element e) {
        return switch (e.normalName()) {
            case "br" -> "\n";
            case "li" ->
                switch (e.attr("data-checked")) {
                    case "true" -> "[x] ";
                    case "false" -> "[ ] ";
                    default -> "";
                };
            case "td", "th" -> isCell(e.previousElementSibling()) ? " " : "";
            default -> "";
        };
    }

    private static boolean isCell(@Nullable Element e) {
        return e != null && (e.normalName().equals("td") || e.normalName().equals("th"));
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
