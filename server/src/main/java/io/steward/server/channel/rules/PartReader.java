package io.steward.server.channel.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the leaves of a message one by one: text becomes body, everything else goes to the sink. */
final class PartReader {

    private static final int HEAD_BYTES = 64 * 1024;
    private static final int MAX_TITLE = 120;

    private final MailLimits limits;
    private final PartSink sink;
    private final List<AttachmentPart> attachments = new ArrayList<>();
    private int plainLeft;
    private int htmlLeft;
    private boolean incomplete;
    private @Nullable CalendarSummary calendar;
    private @Nullable DeliveryReport delivery;
    private @Nullable String originalMessageId;
    private @Nullable String forwardedSubject;

    PartReader(MailLimits limits, PartSink sink) {
        this.limits = limits;
        this.sink = sink;
        this.plainLeft = limits.maxTextChars();
        this.htmlLeft = limits.maxTextChars();
    }

    /** Takes a leaf; {@code root} says that it is the message's only part. */
    void leaf(String type, MailHeaders headers, InputStream content, boolean root, MailBody body) throws IOException {
        HeaderParams disposition = HeaderParams.parse(headers.first("content-disposition"));
        HeaderParams contentType = HeaderParams.parse(headers.first("content-type"));
        PartInput input = new PartInput(content);
        String name = FileNames.declared(disposition, contentType);
        boolean attached = disposition.value().equals("attachment") || (name != null && !root);
        boolean html = type.equals("text/html") || type.equals("application/xhtml+xml");
        boolean readable = html || type.equals("text/plain") || (root && isOtherText(type));
        if (readable && !attached) {
            body.add(text(input, contentType.get("charset"), html), html);
        } else {
            String id = MessageIds.first(headers.first("content-id"));
            attach(mediaType(type), name, id, contentType, input);
        }
        incomplete |= input.broken();
    }

    /** Reads text up to what is still allowed. */
    String text(InputStream content, @Nullable String charset, boolean html) throws IOException {
        int left = html ? htmlLeft : plainLeft;
        if (left <= 0) {
            incomplete |= content.read() >= 0;
            return "";
        }
        int maxBytes = (int) Math.min(Integer.MAX_VALUE - 16L, 4L * left);
        byte[] bytes = content.readNBytes(maxBytes);
        boolean cut = bytes.length == maxBytes && content.read() >= 0;
        String declared = charset == null && html ? metaCharset(bytes) : charset;
        String all = TextDecoder.clean(TextDecoder.decode(bytes, declared, cut));
        String text = HeaderSafe.cut(all, left);
        incomplete |= cut || text.length() < all.length();
        if (html) {
            htmlLeft -= text.length();
        } else {
            plainLeft -= text.length();
        }
        return text;
    }

    private void attach(
            String type, @Nullable String declaredName, @Nullable String id, HeaderParams params, PartInput input)
            throws IOException {
        InputStream content = input;
        String title = null;
        if (isTelling(type)) {
            byte[] head = input.readNBytes(HEAD_BYTES);
            content = new SequenceInputStream(new ByteArrayInputStream(head), input);
            title = tell(type, params, head);
        }
        String name = declaredName == null ? FileNames.made(type, title, attachments.size() + 1) : declaredName;
        StoredPart stored = sink.store(name, type, id, content);
        attachments.add(new AttachmentPart(name, type, id, false, stored));
    }

    private static boolean isTelling(String type) {
        return type.startsWith("message/")
                || type.equals("text/rfc822-headers")
                || type.equals("text/calendar")
                || type.equals("application/ics");
    }

    /** Notes what the beginning of a part says, and returns a title for it. */
    private @Nullable String tell(String type, HeaderParams params, byte[] head) {
        if (type.endsWith("delivery-status")) {
            if (delivery == null) {
                delivery = DeliveryStatusText.parse(TextDecoder.decode(head, null, true));
            }
            return "delivery-status";
        }
        if (type.equals("text/calendar") || type.equals("application/ics")) {
            if (calendar == null) {
                String text = TextDecoder.decode(head, params.get("charset"), true);
                calendar = CalendarText.parse(text, params.get("method"));
            }
            return "invite";
        }
        if (type.equals("message/rfc822") || type.equals("message/global") || type.endsWith("-headers")) {
            MailHeaders headers = MailHeaders.read(head);
            String subject = headers.text("subject", MAX_TITLE);
            if (originalMessageId == null) {
                originalMessageId = MessageIds.first(headers.first("message-id"));
            }
            if (forwardedSubject == null && !subject.isEmpty()) {
                forwardedSubject = subject;
            }
            return subject.isEmpty() ? "message" : subject;
        }
        return null;
    }

    /** The charset an HTML text without a declared one names near its beginning. */
    private static @Nullable String metaCharset(byte[] bytes) {
        String start =
                HeaderSafe.lower(new String(bytes, 0, Math.min(bytes.length, 2048), StandardCharsets.ISO_8859_1));
        int at = start.indexOf("charset=");
        if (at < 0) {
            return null;
        }
        int from = at + "charset=".length();
        while (from < start.length() && "\"' ".indexOf(start.charAt(from)) >= 0) {
            from++;
        }
        int end = from;
        while (end < start.length() && "\"' ;/>".indexOf(start.charAt(end)) < 0) {
            end++;
        }
        String name = start.substring(from, end);
        return name.startsWith("utf-16") ? null : name;
    }

    private static boolean isOtherText(String type) {
        return type.startsWith("text/") && !isTelling(type);
    }

    private static String mediaType(String type) {
        boolean plausible = type.length() <= 100
                && type.indexOf('/') > 0
                && type.chars().allMatch(c -> c == '/' || (c > ' ' && c <= '~' && "()<>@,;:\\\"[]?=".indexOf(c) < 0));
        return plausible ? type : "application/octet-stream";
    }

    void markIncomplete() {
        incomplete = true;
    }

    boolean incomplete() {
        return incomplete;
    }

    int maxTextChars() {
        return limits.maxTextChars();
    }

    List<AttachmentPart> attachments() {
        return attachments;
    }

    @Nullable
    CalendarSummary calendar() {
        return calendar;
    }

    @Nullable
    String forwardedSubject() {
        return forwardedSubject;
    }

    /** What the message reports about a delivery, with the id of the message that it returns. */
    @Nullable
    DeliveryReport deliveryReport(MailHeaders headers) {
        DeliveryReport report = delivery;
        if (report != null) {
            return new DeliveryReport(report.action(), report.recipient(), report.status(), originalMessageId);
        }
        List<MailAddress> failed = AddressList.parse(headers.lower("x-failed-recipients"), 1);
        return failed.isEmpty()
                ? null
                : new DeliveryReport("failed", failed.getFirst().address(), null, originalMessageId);
    }
}
