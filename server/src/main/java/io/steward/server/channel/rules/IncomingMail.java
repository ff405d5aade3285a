package io.steward.server.channel.rules;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as read. No string in it holds a NUL character or half a surrogate pair, and header texts hold no control
 * characters at all.
 *
 * @param messageId the Message-ID without angle brackets
 * @param inReplyTo message ids without angle brackets
 * @param references message ids without angle brackets, oldest first
 * @param from the author, else the sender
 * @param subject decoded, at most 250 characters
 * @param date the Date header, where it can be understood
 * @param text the plain text body
 * @param html the HTML body as it came; it is not safe to show
 * @param deliveryReport present if the message reports on a delivery
 * @param authenticationResults the raw Authentication-Results headers, topmost first, for {@link AuthResults#read}
 * @param loopHops how often this product already sent the message on
 * @param returnPathEmpty whether the envelope had no sender
 * @param incomplete whether a limit or broken content left something out
 */
public record IncomingMail(
        @Nullable String messageId,
        List<String> inReplyTo,
        List<String> references,
        @Nullable MailAddress from,
        List<MailAddress> replyTo,
        List<MailAddress> to,
        List<MailAddress> cc,
        String subject,
        @Nullable Instant date,
        @Nullable String text,
        @Nullable String html,
        List<AttachmentPart> attachments,
        @Nullable CalendarSummary calendar,
        @Nullable DeliveryReport deliveryReport,
        AutoKind auto,
        List<String> authenticationResults,
        int loopHops,
        boolean returnPathEmpty,
        boolean incomplete) {

    public IncomingMail {
        inReplyTo = List.copyOf(inReplyTo);
        references = List.copyOf(references);
        replyTo = List.copyOf(replyTo);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        attachments = List.copyOf(attachments);
        authenticationResults = List.copyOf(authenticationResults);
    }
}
