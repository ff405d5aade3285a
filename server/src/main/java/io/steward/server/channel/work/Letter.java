package io.steward.server.channel.work;

import io.steward.server.platform.Sanitizer;
import org.jsoup.nodes.Entities;

/** A mail under construction: the same paragraphs as plain text and as HTML that every mail program shows. */
final class Letter {
    private static final String FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    Letter paragraph(String words) {
        text.append(words).append("\n\n");
        html.append("<p style=\"margin:0 0 14px\">")
                .append(Entities.escape(words).replace("\n", "<br>"))
                .append("</p>");
        return this;
    }

    /** What a person wrote, as plain text. */
    Letter quote(String words) {
        text.append("> ").append(words.replace("\n", "\n> ")).append("\n\n");
        html.append("<blockquote style=\"margin:0 0 14px;padding-left:12px;border-left:3px solid #d0d5dd\">")
                .append(Entities.escape(words).replace("\n", "<br>"))
                .append("</blockquote>");
        return this;
    }

    /** What a person wrote, as safe HTML. */
    Letter written(String safeHtml) {
        text.append(Sanitizer.text(safeHtml)).append("\n\n");
        html.append("<div style=\"margin:0 0 14px\">").append(safeHtml).append("</div>");
        return this;
    }

    Letter button(String label, String textLine, String link) {
        text.append(textLine).append("\n\n");
        html.append("<p style=\"margin:0 0 14px\"><a href=\"")
                .append(Entities.escape(link))
                .append("\" style=\"color:#2456c8;font-weight:600\">")
                .append(Entities.escape(label))
                .append("</a></p>");
        return this;
    }

    /** One to five, each a link. */
    Letter scale(String textLine, String link) {
        text.append(textLine).append("\n\n");
        html.append("<p style=\"margin:0 0 14px;font-size:22px\">");
        for (int score = 1; score <= 5; score++) {
            html.append("<a href=\"")
                    .append(Entities.escape(link + "?score=" + score))
                    .append("\" style=\"color:#2456c8;text-decoration:none;padding-right:14px\">")
                    .append(score)
                    .append(" ★</a>");
        }
        html.append("</p>");
        return this;
    }

    Letter small(String words) {
        text.append(words).append('\n');
        html.append("<p style=\"margin:0 0 6px;color:#5c6470;font-size:13px\">")
                .append(Entities.escape(words))
                .append("</p>");
        return this;
    }

    String text() {
        return text.toString().strip() + "\n";
    }

    String html() {
        return "<!doctype html><html><head><meta charset=\"utf-8\"></head><body style=\"margin:0;padding:20px;" + FONT
                + "font-size:15px;line-height:1.5;color:#1c2430\"><div style=\"max-width:640px\">" + html
                + "</div></body></html>";
    }
}
