package io.steward.server.channel.rules;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the first event of an iCalendar text. */
final class CalendarText {

    private static final int MAX_VALUE = 500;
    private static final int MAX_LINE = 10_000;

    private CalendarText() {}

    /** The first event, or null if this is no calendar. */
    static @Nullable CalendarSummary parse(String source, @Nullable String declaredMethod) {
        Map<String, String> found = new HashMap<>();
        StringBuilder line = new StringBuilder();
        String open = "";
        for (String raw : (source + "\nEND:VCALENDAR").split("\r?\n", -1)) {
            if (raw.startsWith(" ") || raw.startsWith("\t")) {
                if (line.length() < MAX_LINE) {
                    line.append(raw, 1, raw.length());
                }
                continue;
            }
            open = take(line.toString(), open, found);
            if (open.equals("done")) {
                break;
            }
            line.setLength(0);
            line.append(raw, 0, Math.min(raw.length(), MAX_LINE));
        }
        if (!found.containsKey("VCALENDAR")) {
            return null;
        }
        String method = found.getOrDefault("METHOD", declaredMethod == null ? "" : declaredMethod);
        String upper = HeaderSafe.text(method, 30).toUpperCase(Locale.ROOT);
        return new CalendarSummary(
                upper.isEmpty() ? null : upper, found.get("SUMMARY"), found.get("DTSTART"), found.get("LOCATION"));
    }

    /** What to show of it in place of a text. */
    static String describe(CalendarSummary calendar) {
        return Stream.of(calendar.method(), calendar.summary(), calendar.start(), calendar.location())
                .filter(line -> line != null && !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** Takes one line and returns the component that is open after it. */
    private static String take(String line, String open, Map<String, String> found) {
        int colon = valueColon(line);
        if (colon < 1) {
            return open;
        }
        int params = line.indexOf(';');
        String name = line.substring(0, params > 0 && params < colon ? params : colon)
                .strip()
                .toUpperCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        if (name.equals("BEGIN")) {
            found.put(value.toUpperCase(Locale.ROOT), "");
            return value.toUpperCase(Locale.ROOT);
        }
        if (name.equals("END")) {
            boolean begun = found.containsKey("VEVENT") || found.containsKey("VTODO");
            return isEvent(value) ? "done" : begun ? "VEVENT" : "VCALENDAR";
        }
        boolean wanted = isEvent(open)
                ? name.equals("SUMMARY") || name.equals("LOCATION") || name.equals("DTSTART")
                : open.equals("VCALENDAR") && name.equals("METHOD");
        if (wanted) {
            String text = name.equals("DTSTART") ? start(line, colon) : HeaderSafe.text(unescape(value), MAX_VALUE);
            if (!text.isEmpty()) {
                found.putIfAbsent(name, text);
            }
        }
        return open;
    }

    private static boolean isEvent(String component) {
        return component.equalsIgnoreCase("VEVENT") || component.equalsIgnoreCase("VTODO");
    }

    private static int valueColon(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** {@code 20260102T100000} as {@code 2026-01-02 10:00}, with its zone. */
    private static String start(String line, int colon) {
        String value = HeaderSafe.text(line.substring(colon + 1), 40);
        HeaderParams params = HeaderParams.parse(line.substring(0, colon));
        String zone = value.endsWith("Z") ? "UTC" : params.get("tzid");
        String digits = value.replace("T", "").replace("Z", "");
        if (digits.length() < 8 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return value;
        }
        String day = digits.substring(0, 4) + '-' + digits.substring(4, 6) + '-' + digits.substring(6, 8);
        if (digits.length() < 12) {
            return day;
        }
        String time = day + ' ' + digits.substring(8, 10) + ':' + digits.substring(10, 12);
        return zone == null ? time : HeaderSafe.text(time + ' ' + zone, 100);
    }

    private static String unescape(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                out.append(next == 'n' || next == 'N' ? ' ' : next);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
