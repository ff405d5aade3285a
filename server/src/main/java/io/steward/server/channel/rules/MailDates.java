package io.steward.server.channel.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the Date header of RFC 5322, its obsolete forms, and what is usual besides. */
final class MailDates {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int MAX_LENGTH = 100;
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7),
            Map.entry("cet", 1),
            Map.entry("cest", 2),
            Map.entry("mez", 1),
            Map.entry("mesz", 2));

    private int day = -1;
    private int month = -1;
    private int year = -1;
    private int[] time = new int[0];
    private int zoneSeconds;

    private MailDates() {}

    static @Nullable Instant parse(@Nullable String header) {
        if (header == null || header.length() > MAX_LENGTH) {
            return null;
        }
        int comment = header.indexOf('(');
        String source = comment < 0 ? header : header.substring(0, comment);
        MailDates date = new MailDates();
        try {
            for (String word : HeaderSafe.lower(source).replace(',', ' ').split("[ \t]+", -1)) {
                date.take(word);
            }
            return date.toInstant();
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private void take(String word) {
        if (word.isEmpty()) {
            return;
        }
        char c = word.charAt(0);
        if (word.indexOf(':') > 0 && time.length == 0) {
            takeTime(word);
        } else if ((c == '+' || c == '-') && time.length > 0) {
            int zone = Integer.parseInt(word.substring(1).replace(":", ""));
            zoneSeconds = (zone / 100 * 3600 + zone % 100 * 60) * (c == '-' ? -1 : 1);
        } else if (c >= '0' && c <= '9') {
            takeNumber(word);
        } else if (month < 0 && word.length() >= 3 && monthOf(word) > 0) {
            month = monthOf(word);
        } else if (time.length > 0) {
            zoneSeconds = ZONES.getOrDefault(word, 0) * 3600;
        }
    }

    private static int monthOf(String word) {
        int at = MONTHS.indexOf(word.substring(0, 3));
        return at >= 0 && at % 3 == 0 ? at / 3 + 1 : -1;
    }

    private void takeNumber(String word) {
        String[] joined = word.split("-", -1);
        if (joined.length == 3) {
            for (String part : joined) {
                take(part);
            }
            return;
        }
        int number = Integer.parseInt(word);
        if (day < 0 && word.length() <= 2) {
            day = number;
        } else if (year < 0) {
            year = word.length() > 3 ? number : number < 50 ? 2000 + number : 1900 + number;
        }
    }

    private void takeTime(String word) {
        String[] parts = word.split(":", -1);
        int[] read = new int[3];
        for (int i = 0; i < Math.min(3, parts.length); i++) {
            read[i] = Integer.parseInt(parts[i]);
        }
        time = read;
    }

    private @Nullable Instant toInstant() {
        if (day < 0 || month < 0 || year < 1970 || year > 9000 || time.length == 0) {
            return null;
        }
        LocalDateTime local = LocalDateTime.of(year, month, day, time[0], time[1], Math.min(time[2], 59));
        return local.toInstant(ZoneOffset.ofTotalSeconds(zoneSeconds));
    }
}
