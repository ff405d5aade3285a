package io.steward.server.channel.work;

import io.steward.server.channel.rules.AttachmentPart;
import io.steward.server.channel.rules.CalendarSummary;
import io.steward.server.channel.rules.HeaderSafe;
import io.steward.server.channel.rules.HtmlToText;
import io.steward.server.channel.rules.IncomingMail;
import io.steward.server.channel.rules.QuotedText;
import io.steward.server.platform.Sanitizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A mail's text as a ticket shows it.
 *
 * @param body safe HTML
 * @param folded quoted history and signature as safe HTML; empty without
 * @param shortened whether it was too long to be shown whole
 */
record Content(String body, String folded, boolean shortened) {
    /** Beyond this a text is cut; the whole mail is attached then. */
    private static final int MOST = 100_000;

    /** @param files the recorded file of each attachment */
    static Content of(IncomingMail mail, Map<AttachmentPart, UUID> files) {
        Content content = mail.html() != null && mail.html().length() <= Sanitizer.LONGEST
                ? html(mail.html(), mail, files)
                : text(plain(mail), mail.subject());
        String invitation = mail.calendar() == null ? "" : invitation(mail.calendar());
        return new Content(invitation + content.body, content.folded, content.shortened);
    }

    /** The subject without marks of answering, or the beginning of the text. */
    static String title(IncomingMail mail) {
        String subject = mail.subject().strip();
        for (String before = ""; !before.equals(subject); ) {
            before = subject;
            subject = subject.replaceFirst("(?i)^(re|aw|antw|fw|fwd|wg|sv|vs)\\s*(\\[\\d+])?\\s*:\\s*", "");
        }
        if (subject.isBlank()) {
            subject = Sanitizer.text(text(plain(mail), "").body)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
        String title = subject.replaceAll("\\s+", " ").strip();
        return title.isEmpty() ? "(no subject)" : HeaderSafe.cut(title, 250);
    }

    private static String plain(IncomingMail mail) {
        if (mail.text() != null && !mail.text().isBlank()) {
            return mail.text();
        }
        return mail.html() == null ? "" : HtmlToText.convert(mail.html(), MOST + 1);
    }

    private static Content text(String text, String subject) {
        var split = QuotedText.split(HeaderSafe.cut(text, MOST), subject);
        String body = Sanitizer.fromText(split.visible());
        String folded = Sanitizer.fromText(split.folded());
        if (body.length() > Sanitizer.LONGEST || folded.length() > Sanitizer.LONGEST) {
            // Signs that HTML writes out, such as &, made it longer.
            return new Content(text(HeaderSafe.cut(text, MOST / 10), subject).body, "", true);
        }
        return new Content(body, folded, text.length() > MOST);
    }

    private static Content html(String html, IncomingMail mail, Map<AttachmentPart, UUID> files) {
        var byId = new HashMap<String, UUID>();
        files.forEach((part, id) -> {
            if (part.contentId() != null) {
                byId.put(part.contentId().toLowerCase(Locale.ROOT), id);
            }
        });
        Document document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        for (var image : document.select("img[src^=cid:]")) {
            UUID id = byId.get(image.attr("src").substring(4).toLowerCase(Locale.ROOT));
            if (id != null) {
                image.attr("src", "/api/v1/attachments/" + id);
            }
        }
        var split = QuotedText.splitHtml(document.body().html(), mail.subject());
        String body = Sanitizer.html(split.visible());
        String folded = Sanitizer.html(split.folded());
        if (body.length() > Sanitizer.LONGEST || folded.length() > Sanitizer.LONGEST) {
            var text = text(plain(mail), mail.subject());
            return new Content(text.body, text.folded, true);
        }
        return new Content(body, folded, false);
    }

    private static String invitation(CalendarSummary c) {
        String line = Stream.of(c.summary(), c.start(), c.location())
                .filter(Objects::nonNull)
                .filter(s -> !s.isBlank())
                .reduce((a, b) -> a + " · " + b)
                .orElse("");
        return line.isEmpty() ? "" : Sanitizer.fromText("📅 " + HeaderSafe.cut(line, 1_000));
    }
}
