package io.steward.server.channel.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/** Splits HTML by the marks mail programs leave, walking it once. */
final class QuotedHtml implements NodeFilter {

    private static final Set<String> FOLDED_CLASSES = Set.of(
            "gmail_quote",
            "gmail_quote_container",
            "gmail_signature",
            "gmail_signature_prefix",
            "moz-signature",
            "moz-cite-prefix",
            "yahoo_quoted",
            "protonmail_quote",
            "protonmail_signature_block",
            "tutanota_quote");
    private static final Set<String> FOLDED_IDS = Set.of("signature", "x_signature", "ymail_android_signature");
    private static final Set<String> HISTORY_IDS = Set.of(
            "appendonsend",
            "x_appendonsend",
            "divrplyfwdmsg",
            "x_divrplyfwdmsg",
            "mail-editor-reference-message-container",
            "olk_src_body_section");
    private static final int MAX_TRIES = 50;

    private final List<Node> folded = new ArrayList<>();
    private @Nullable Node history;
    private int tries;

    private QuotedHtml() {}

    static QuotedText.Split split(String html) {
        Document document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        Element body = document.body();
        QuotedHtml marks = new QuotedHtml();
        body.filter(marks);
        Element hidden = document.appendElement("div");
        for (Node node : marks.folded) {
            hidden.appendChild(node);
        }
        if (marks.history != null) {
            moveFrom(marks.history, body, hidden);
        }
        boolean nothingLeft = !body.hasText() && body.selectFirst("img") == null;
        boolean nothingHidden = !hidden.hasText() && hidden.selectFirst("img") == null;
        return nothingLeft || nothingHidden
                ? new QuotedText.Split(html, "")
                : new QuotedText.Split(body.html(), hidden.html());
    }

    /** Moves the node and everything behind it in the document. */
    private static void moveFrom(Node start, Element body, Element target) {
        List<Node> moved = new ArrayList<>();
        Node at = start;
        moved.add(at);
        while (at != null && !at.equals(body)) {
            for (Node next = at.nextSibling(); next != null; next = next.nextSibling()) {
                moved.add(next);
            }
            at = at.parent();
        }
        moved.forEach(target::appendChild);
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            return text(text);
        }
        if (!(node instanceof Element element) || depth == 0) {
            return FilterResult.CONTINUE;
        }
        if (element.hasClass("moz-forward-container")) {
            return FilterResult.STOP;
        }
        if (isHistory(element)) {
            return cut(HtmlNeighbours.withRuleBefore(element));
        }
        if (isFolded(element)) {
            if (isForward(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            folded.add(element);
            return FilterResult.SKIP_ENTIRELY;
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult text(TextNode text) {
        String line = text.getWholeText().strip();
        if (QuoteMarkers.isForward(line)) {
            return FilterResult.STOP;
        }
        if (QuoteMarkers.isOriginal(line)) {
            return cut(text);
        }
        if (QuoteMarkers.isFromLabel(line) && tries++ < MAX_TRIES) {
            Element block = HtmlNeighbours.block(text);
            if (block != null && QuoteMarkers.isHeaderBlock(HtmlNeighbours.linesOf(block), 0)) {
                return cut(HtmlNeighbours.bordered(block));
            }
        }
        if (line.endsWith(":") && QuoteMarkers.isAttribution(line) && tries++ < MAX_TRIES) {
            Node next = HtmlNeighbours.quoteAfter(text);
            if (next != null) {
                folded.add(text);
            }
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult cut(Node from) {
        history = from;
        return FilterResult.STOP;
    }

    private static boolean isHistory(Element element) {
        return HISTORY_IDS.contains(HeaderSafe.lower(element.id()))
                || element.attr("name").equals("messageReplySection");
    }

    private static boolean isFolded(Element element) {
        if (element.normalName().equals("blockquote") && element.attr("type").equalsIgnoreCase("cite")) {
            return true;
        }
        return FOLDED_IDS.contains(HeaderSafe.lower(element.id()))
                || (element.hasAttr("class") && element.classNames().stream().anyMatch(FOLDED_CLASSES::contains));
    }

    private static boolean isForward(Element element) {
        return HtmlNeighbours.linesOf(element).stream().limit(5).anyMatch(QuoteMarkers::isForward);
    }
}
