package io.steward.server.channel.rules;

import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Looks around a node of an HTML text, never far. */
final class HtmlNeighbours {

    private static final int MAX_STEPS = 300;
    private static final int MAX_CHARS = 2000;

    private HtmlNeighbours() {}

    /** The rule that mail programs draw above the headers belongs to the history. */
    static Node withRuleBefore(Element element) {
        Element before = element.previousElementSibling();
        return before != null && before.normalName().equals("hr") ? before : element;
    }

    static @Nullable Element block(Node node) {
        Node at = node.parent();
        while (at instanceof Element element) {
            if (Set.of("p", "div", "td", "body").contains(element.normalName())) {
                return element.normalName().equals("body") ? null : element;
            }
            at = at.parent();
        }
        return null;
    }

    /** The box with a line on top that a block stands alone in, else the block. */
    static Element bordered(Element block) {
        Element parent = block.parent();
        boolean boxed = parent != null
                && parent.normalName().equals("div")
                && parent.attr("style").contains("border-top")
                && block.equals(parent.firstElementChild());
        return boxed && parent != null ? parent : block;
    }

    /** The quote that follows a text with nothing written between. */
    static @Nullable Node quoteAfter(Node text) {
        Node at = text;
        for (int steps = 0; steps < MAX_STEPS; steps++) {
            Node next = at.nextSibling();
            if (next == null) {
                Node parent = at.parent();
                if (parent == null || parent.normalName().equals("body")) {
                    return null;
                }
                at = parent;
                continue;
            }
            if (next instanceof Element element) {
                if (element.normalName().equals("blockquote")) {
                    return element;
                }
                if (element.hasText()) {
                    return null;
                }
            } else if (next instanceof TextNode between && !between.isBlank()) {
                return null;
            }
            at = next;
        }
        return null;
    }

    /** The first filled lines of an element's text, without marks of quoting. */
    static List<String> linesOf(Element element) {
        HtmlTextWriter writer = new HtmlTextWriter(MAX_CHARS);
        element.filter(writer);
        return writer.text()
                .lines()
                .map(HtmlNeighbours::unquoted)
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static String unquoted(String line) {
        int start = 0;
        while (start < line.length() && "> ".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        return line.substring(start);
    }
}
