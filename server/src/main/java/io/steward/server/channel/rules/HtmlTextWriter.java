package io.steward.server.channel.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Writes the nodes it visits as text. */
final class HtmlTextWriter implements NodeFilter {

    private static final Set<String> SKIPPED =
            Set.of("script", "style", "head", "title", "noscript", "template", "object", "svg", "select", "textarea");
    private static final Set<String> BLOCKS = Set.of(("p div h1 h2 h3 h4 h5 h6 ul ol li table tr blockquote pre hr"
                    + " address article aside dd dl dt figure footer form header main nav section center fieldset")
            .split(" ", -1));
    private static final Set<String> SPACED =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl");
    private static final int MAX_INDENT = 5;
    private static final int MAX_LINK = 500;

    private final TextFlow flow;
    private final Deque<Integer> lists = new ArrayDeque<>();

    HtmlTextWriter(int max) {
        flow = new TextFlow(max);
    }

    String text() {
        return flow.text();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (flow.isFull()) {
            return FilterResult.STOP;
        }
        if (node instanceof TextNode text) {
            flow.write(text.getWholeText());
            return FilterResult.CONTINUE;
        }
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        String name = element.normalName();
        if (SKIPPED.contains(name)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        block(name);
        switch (name) {
            case "br" -> flow.lineBreak();
            case "hr" -> flow.write("---");
            case "img" ->
                flow.write(
                        element.attr("alt").isBlank()
                                ? ""
                                : "[" + element.attr("alt").strip() + "]");
            case "td", "th" -> flow.write(element.previousElementSibling() == null ? "" : " | ");
            case "blockquote" -> flow.quote(1);
            case "pre" -> flow.verbatim(1);
            case "ul" -> lists.push(-1);
            case "ol" -> lists.push(0);
            case "li" -> flow.mark(marker());
            default -> {
                // Only its content shows.
            }
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        String name = element.normalName();
        switch (name) {
            case "a" -> link(element);
            case "blockquote" -> flow.quote(-1);
            case "pre" -> flow.verbatim(-1);
            case "ul", "ol" -> lists.poll();
            case "li" -> flow.mark("");
            default -> {
                // Nothing is open.
            }
        }
        block(name);
        return FilterResult.CONTINUE;
    }

    private void block(String name) {
        if (BLOCKS.contains(name)) {
            boolean spaced = SPACED.contains(name) && (lists.isEmpty() || name.equals("p"));
            flow.paragraph(spaced);
        }
    }

    private String marker() {
        String indent = "  ".repeat(Math.clamp(lists.size() - 1L, 0, MAX_INDENT));
        Integer last = lists.poll();
        if (last == null) {
            return indent + "- ";
        }
        lists.push(last < 0 ? last : last + 1);
        return indent + (last < 0 ? "- " : (last + 1) + ". ");
    }

    private void link(Element link) {
        String target = link.attr("href").strip();
        boolean known = target.startsWith("http://") || target.startsWith("https://") || target.startsWith("mailto:");
        if (!known || target.length() > MAX_LINK) {
            return;
        }
        String bare = target.startsWith("mailto:") ? target.substring("mailto:".length()) : target;
        String shortest = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
        if (!flow.justWrote(shortest)) {
            flow.write(" <" + bare + ">");
        }
    }
}
