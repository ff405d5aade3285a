package io.steward.server.channel.rules;

import io.steward.server.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message to a chat: plain texts, whatever marks are in them, and a link.
 *
 * @param title one line, may be empty
 * @param link where the title leads, or empty
 */
public record ChatMessage(String title, String text, String link, String linkText) {
    public static final List<String> FLAVOURS = List.of("slack", "teams", "mattermost");
    /** Slack takes 3,000 characters in a section, Teams 28 KB in all. */
    private static final int LONGEST = 2_800;

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
        String all = head.isEmpty() ? slack(text) : text.isEmpty() ? head : head + "\n" + slack(text);
        return Map.of(
                "text",
                slack(title.isEmpty() ? text : title),
                "blocks",
                List.of(Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", cut(all)))));
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
        List<Map<String, String>> actions = link.isEmpty()
                ? List.of()
                : List.of(Map.of("type", "Action.OpenUrl", "title", linkText.isEmpty() ? link : linkText, "url", link));
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
        String all = head.isEmpty() ? mark(text) : text.isEmpty() ? head : head + "\n" + mark(text);
        return Map.of("text", all);
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
