package io.steward.server.channel.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a message/delivery-status part. */
final class DeliveryStatusText {

    private static final int MAX_GROUPS = 200;
    private static final int MAX_VALUE = 320;

    private DeliveryStatusText() {}

    /** What is said about the first recipient that failed, else the first recipient; null if nothing is. */
    static @Nullable DeliveryReport parse(String source) {
        DeliveryReport first = null;
        for (MailHeaders group : groups(source)) {
            DeliveryReport report = read(group);
            if (report != null && report.failed()) {
                return report;
            }
            first = first == null ? report : first;
        }
        return first;
    }

    private static List<MailHeaders> groups(String source) {
        List<MailHeaders> groups = new ArrayList<>();
        StringBuilder group = new StringBuilder();
        for (String line : source.split("\r?\n", -1)) {
            if (!line.isBlank()) {
                group.append(line).append('\n');
            } else if (!group.isEmpty()) {
                groups.add(MailHeaders.of(group.toString()));
                group.setLength(0);
            }
            if (groups.size() >= MAX_GROUPS) {
                return groups;
            }
        }
        groups.add(MailHeaders.of(group.toString()));
        return groups;
    }

    private static @Nullable DeliveryReport read(MailHeaders group) {
        String recipient = recipient(group, "original-recipient");
        if (recipient == null) {
            recipient = recipient(group, "final-recipient");
        }
        String action = word(group.lower("action"));
        if (recipient == null && action == null) {
            return null;
        }
        return new DeliveryReport(action, recipient, word(group.lower("status")), null);
    }

    private static @Nullable String recipient(MailHeaders group, String name) {
        String value = group.first(name);
        if (value == null) {
            return null;
        }
        String address =
                value.substring(value.indexOf(';') + 1).replace("<", "").replace(">", "");
        String safe = HeaderSafe.lower(HeaderSafe.text(address, MAX_VALUE));
        return safe.isEmpty() ? null : safe;
    }

    private static @Nullable String word(String value) {
        String text = HeaderSafe.text(value, MAX_VALUE);
        int end = 0;
        while (end < text.length()
                && (HeaderSafe.isAsciiAlnum(text.charAt(end)) || ".-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end == 0 ? null : text.substring(0, end);
    }
}
