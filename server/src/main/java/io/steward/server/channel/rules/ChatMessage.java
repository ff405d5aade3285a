package io.steward.server.channel.rules;

import io.steward.server.channel.ChatLink;
import io.steward.server.platform.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message to a chat: plain texts, whatever marks are in them, and a link.
 *
 * @param title one line, may be empty
 * @param link where the title leads, or empty
 * @param links below the text
 * @param to whom it is for, such as {@code @ada}; empty: the channel
 */
public record ChatMessage(String title, String text, String link, String linkText, List<ChatLink> links, String to) {
    public static final List<String> FLAVOURS = List.of("slack", "teams", "mattermost");
    /** Slack takes 3,000 characters in a section, Teams 28 KB in all. */
    private static final int LONGEST = 2_800;

    /** Of what was queued by an earlier version, the newer parts are not there. */
    @SuppressWarnings("ConstantValue")
    public ChatMessage {
        links = links == null ? List.of() : links;
        to = to == null ? "" : to;
    }

    public ChatMessage(String title, String text, String link, String linkText) {
        this(title, text, link, linkText, List.of(), "");
    }

    /** The same for one person. */
    public ChatMessage to(String person) {
        return new ChatMessage(title, text, link, linkText, links, person);
    }

    /** As the incoming webhook of such a chat takes it. */
    public String as(String flavour) {
        return Json.text(
                switch (flavour) {
                    case "slack" -> slack();
                    case "teams" -> teams();
                    default -> mattermost();
                });
    }

    private Map<String, ?> slack() {
        String head = title.isEmpty()
                ? ""
                : link.isEmpty() ? "*" + slack(title) + "*" : "<" + slackLink(link) + "|" + slack(title) + ">";
        String said = lines(head, slack(text));
        var blocks = new ArrayList<Map<String, ?>>(List.of(section(cut(said))));
        // Each of its own: a link that is cut leads nowhere.
        links.forEach(l -> blocks.add(section("<" + slackLink(l.url()) + "|" + slack(l.label()) + ">")));
        return addressed(Map.of("text", slack(title.isEmpty() ? text : title), "blocks", blocks));
    }

    private static Map<String, ?> section(String text) {
        return Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", text));
    }

    /** What there is of them, each on a line of its own. */
    private static String lines(String... parts) {
        return Stream.of(parts).filter(p -> !p.isEmpty()).collect(Collectors.joining("\n"));
    }

    /** Slack and Mattermost take a person's name in place of the channel. */
    private Map<String, ?> addressed(Map<String, ?> message) {
        if (to.isEmpty()) {
            return message;
        }
        var all = new LinkedHashMap<String, Object>(message);
        all.put("channel", to);
        return all;
    }

    /** Slack's own three: with these nothing can become a mention or a link. */
    static String slack(String text) {
        return cut(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String slackLink(String link) {
        return link.replace("&", "&amp;")
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace("|", "%7C");
    }

    /** An adaptive card. Runs of rich text are shown as they are; text blocks would read Markdown in them. */
    private Map<String, ?> teams() {
        var body = new ArrayList<Map<String, ?>>();
        if (!title.isEmpty()) {
            body.add(run(title, true));
        }
        if (!text.isEmpty()) {
            body.add(run(text, false));
        }
        var actions = new ArrayList<Map<String, String>>();
        if (!link.isEmpty()) {
            actions.add(open(linkText.isEmpty() ? link : linkText, link));
        }
        links.forEach(l -> actions.add(open(l.label(), l.url())));
        var card = Map.of(
                "$schema",
                "http://adaptivecards.io/schemas/adaptive-card.json",
                "type",
                "AdaptiveCard",
                "version",
                "1.4",
                "fallbackText",
                cut(title.isEmpty() ? text : title),
                "body",
                body,
                "actions",
                actions);
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    private static Map<String, String> open(String label, String url) {
        return Map.of("type", "Action.OpenUrl", "title", label, "url", url);
    }

    private static Map<String, ?> run(String text, boolean bold) {
        return Map.of(
                "type",
                "RichTextBlock",
                "inlines",
                List.of(Map.of("type", "TextRun", "text", cut(text), "weight", bold ? "Bolder" : "Default")));
    }

    private Map<String, ?> mattermost() {
        String head = title.isEmpty()
                ? ""
                : link.isEmpty() ? "**" + mark(title) + "**" : "[" + mark(title) + "](" + markLink(link) + ")";
        String below = lines(links.stream()
                .map(l -> "[" + mark(l.label()) + "](" + markLink(l.url()) + ")")
                .toArray(String[]::new));
        return addressed(Map.of("text", lines(head, mark(text), below)));
    }

    /** Marks of Markdown are shown, and {@code @all} calls nobody. */
    static String mark(String text) {
        return cut(text)
                .replaceAll("([\\\\`*_{}\\[\\]()#+.!|~>-])", "\\\\$1")
                .replace("<", "&lt;")
                .replace("@", "@\u200b")
                .replace(":", ":\u200b");
    }

    private static String markLink(String link) {
        return link.replace("(", "%28").replace(")", "%29").replace(" ", "%20");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : HeaderSafe.cut(text, LONGEST) + "…";
    }
}
