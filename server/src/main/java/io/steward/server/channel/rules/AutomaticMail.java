package io.steward.server.channel.rules;

import java.util.List;

/**
 * Tells mail that machines send from mail that people write, after RFC 3834 and common practice.
 *
 * <p>A message is {@link AutoKind#OWN} if it carries our own loop header; a {@link AutoKind#BOUNCE} if it is a delivery
 * report or comes from a mail system; an {@link AutoKind#AUTO_REPLY} if it is marked as an automatic answer, if another
 * mark goes with a subject that absence notices have, or if another mark goes with a reference to the message it
 * answers; and {@link AutoKind#BULK} if it has any other mark. Alarms marked as generated are therefore BULK.
 */
public final class AutomaticMail {

    /** The header that counts how often this product sent a message on. */
    public static final String LOOP_HEADER = "X-Steward-Loop";

    private static final int MAX_HOPS = 1000;
    private static final String LOOP = HeaderSafe.lower(LOOP_HEADER);

    private static final List<String> ABSENCE_SUBJECTS = List.of(
            "automatic reply",
            "automatic response",
            "auto reply",
            "auto-reply",
            "autoreply",
            "auto response",
            "autoresponse",
            "auto:",
            "out of office",
            "out of the office",
            "out-of-office",
            "ooo:",
            "vacation",
            "on vacation",
            "on leave",
            "automatische antwort",
            "automatische abwesenheit",
            "automatische empfangsbestätigung",
            "autom. antwort",
            "abwesenheit",
            "abwesend",
            "ich bin abwesend",
            "nicht im büro",
            "nicht im haus",
            "außer haus",
            "urlaub");

    private AutomaticMail() {}

    /** What kind of message has these headers. */
    public static AutoKind classify(MailHeaders headers) {
        if (headers.has(LOOP)) {
            return AutoKind.OWN;
        }
        if (isBounce(headers)) {
            return AutoKind.BOUNCE;
        }
        if (isMarkedReply(headers)) {
            return AutoKind.AUTO_REPLY;
        }
        if (!hasOtherMark(headers)) {
            return AutoKind.NONE;
        }
        boolean answersSubmitted = isAutoSubmitted(headers) && headers.has("in-reply-to");
        return answersSubmitted || isAbsenceSubject(headers.text("subject", 250)) ? AutoKind.AUTO_REPLY : AutoKind.BULK;
    }

    /** How often this product sent the message on: the number of loop headers, or the largest count in one. */
    public static int loopHops(MailHeaders headers) {
        List<String> values = headers.all(LOOP);
        int hops = values.size();
        for (String value : values) {
            hops = Math.max(hops, leadingNumber(value));
        }
        return Math.min(hops, MAX_HOPS);
    }

    /** Whether the envelope had no sender, as far as the header tells. */
    public static boolean returnPathEmpty(MailHeaders headers) {
        String path = headers.first("return-path");
        return path != null && path.replace(" ", "").equals("<>");
    }

    /** Whether an English or German absence notice may have this subject; that alone proves nothing. */
    static boolean isAbsenceSubject(String subject) {
        String rest = HeaderSafe.lower(subject).strip();
        for (String answer : List.of("re:", "aw:", "antw:")) {
            rest = rest.startsWith(answer) ? rest.substring(answer.length()).strip() : rest;
        }
        return ABSENCE_SUBJECTS.stream().anyMatch(rest::startsWith);
    }

    private static boolean isBounce(MailHeaders headers) {
        HeaderParams type = HeaderParams.parse(headers.first("content-type"));
        String report = type.get("report-type");
        if (type.value().equals("multipart/report") && report != null) {
            if (report.equalsIgnoreCase("delivery-status")) {
                return true;
            }
            if (report.equalsIgnoreCase("disposition-notification")) {
                return false;
            }
        }
        if (type.value().equals("message/delivery-status")
                || headers.has("x-failed-recipients")
                || isFrom(headers, "mailer-daemon")) {
            return true;
        }
        return isFrom(headers, "postmaster") && (returnPathEmpty(headers) || isAutoSubmitted(headers));
    }

    private static boolean isMarkedReply(MailHeaders headers) {
        String submitted = headers.lower("auto-submitted");
        return submitted.startsWith("auto-replied")
                || isOn(headers.lower("x-autoreply"))
                || isOn(headers.lower("x-autorespond"))
                || isOn(headers.lower("x-autoresponder"))
                || headers.lower("precedence").startsWith("auto_reply")
                || HeaderParams.parse(headers.first("content-type")).value().equals("multipart/report")
                || isFrom(headers, "postmaster")
                || returnPathEmpty(headers);
    }

    private static boolean hasOtherMark(MailHeaders headers) {
        String precedence = headers.lower("precedence");
        return isAutoSubmitted(headers)
                || suppressesAnswers(headers.lower("x-auto-response-suppress"))
                || precedence.startsWith("bulk")
                || precedence.startsWith("junk")
                || precedence.startsWith("list")
                || headers.has("list-id");
    }

    private static boolean isAutoSubmitted(MailHeaders headers) {
        HeaderParams submitted = HeaderParams.parse(headers.first("auto-submitted"));
        String word = submitted.value();
        int comment = word.indexOf('(');
        String bare = comment < 0 ? word : word.substring(0, comment).strip();
        return !bare.isEmpty() && !bare.equals("no");
    }

    /** Values that only ask for no receipts say nothing. */
    private static boolean suppressesAnswers(String value) {
        return List.of(value.split("[ ,;]+", -1)).stream()
                .anyMatch(word -> word.equals("all") || word.equals("oof") || word.equals("autoreply"));
    }

    private static boolean isOn(String value) {
        return !value.isEmpty() && !value.equals("no") && !value.equals("false") && !value.equals("0");
    }

    private static boolean isFrom(MailHeaders headers, String localPart) {
        String from = headers.first("from");
        if (from == null) {
            return false;
        }
        List<MailAddress> addresses = AddressList.parse(from, 1);
        return addresses.isEmpty()
                ? HeaderSafe.lower(from).contains(localPart)
                : addresses.getFirst().localPart().equals(localPart);
    }

    private static int leadingNumber(String value) {
        int number = 0;
        for (int i = 0; i < value.length() && number < MAX_HOPS; i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
