package io.steward.server.channel.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together what the pass over a message has found. */
final class MailAssembly {

    private static final int MAX_SUBJECT = 250;
    private static final int MAX_REPLY_TO = 10;
    private static final int MAX_CONTENT_ID = 500;

    private MailAssembly() {}

    static IncomingMail assemble(
            MailHeaders headers, PartReader parts, MailBody body, String preamble, int maxRecipients) {
        List<MailAddress> to = addresses(headers, "to", maxRecipients);
        List<MailAddress> cc = addresses(headers, "cc", maxRecipients - to.size());
        DeliveryReport delivery = parts.deliveryReport(headers);
        AutoKind kind = AutomaticMail.classify(headers);
        String html = body.html(parts.maxTextChars());
        return new IncomingMail(
                MessageIds.first(headers.first("message-id")),
                MessageIds.all(headers.all("in-reply-to")),
                MessageIds.all(headers.all("references")),
                from(headers),
                addresses(headers, "reply-to", MAX_REPLY_TO),
                to,
                cc,
                headers.text("subject", MAX_SUBJECT),
                MailDates.parse(headers.first("date")),
                text(parts, body, preamble),
                html,
                shown(parts.attachments(), html),
                parts.calendar(),
                delivery,
                kind == AutoKind.OWN || delivery == null ? kind : AutoKind.BOUNCE,
                headers.all("authentication-results"),
                AutomaticMail.loopHops(headers),
                AutomaticMail.returnPathEmpty(headers),
                parts.incomplete());
    }

    private static @Nullable String text(PartReader parts, MailBody body, String preamble) {
        if (!body.isEmpty()) {
            return body.plain(parts.maxTextChars());
        }
        CalendarSummary calendar = parts.calendar();
        String described = calendar == null ? "" : CalendarText.describe(calendar);
        if (!described.isEmpty()) {
            return described;
        }
        if (parts.forwardedSubject() != null) {
            return parts.forwardedSubject();
        }
        return parts.attachments().isEmpty() && !preamble.isBlank() ? preamble : null;
    }

    private static @Nullable MailAddress from(MailHeaders headers) {
        for (String name : List.of("from", "sender", "return-path")) {
            List<MailAddress> found = addresses(headers, name, 1);
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        return null;
    }

    private static List<MailAddress> addresses(MailHeaders headers, String name, int max) {
        List<MailAddress> found = new ArrayList<>();
        for (String header : headers.all(name)) {
            found.addAll(AddressList.parse(header, max - found.size()));
        }
        return found;
    }

    /** Marks the attachments that the HTML shows. */
    private static List<AttachmentPart> shown(List<AttachmentPart> attachments, @Nullable String html) {
        Set<String> ids = html == null ? Set.of() : references(html);
        return attachments.stream()
                .map(part -> part.withInline(part.contentId() != null && ids.contains(part.contentId())))
                .toList();
    }

    /** The content ids that {@code cid:} addresses in the HTML name. */
    private static Set<String> references(String html) {
        Set<String> ids = new HashSet<>();
        for (int at = html.indexOf(':'); at >= 0; at = html.indexOf(':', at + 1)) {
            if (at >= 3 && html.regionMatches(true, at - 3, "cid", 0, 3)) {
                int end = at + 1;
                int limit = Math.min(html.length(), end + MAX_CONTENT_ID);
                while (end < limit && "\"'<> )\n".indexOf(html.charAt(end)) < 0) {
                    end++;
                }
                ids.add(unescaped(html.substring(at + 1, end)));
            }
        }
        return ids;
    }

    private static String unescaped(String id) {
        return id.replace("%40", "@").replace("%24", "$").replace("&amp;", "&").replace("%25", "%");
    }
}
