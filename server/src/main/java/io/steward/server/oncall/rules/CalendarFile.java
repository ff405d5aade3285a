package io.steward.server.oncall.rules;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Shifts as a calendar that others subscribe to: iCalendar, RFC 5545, with all times in UTC. */
public final class CalendarFile {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LINE = 75;

    private CalendarFile() {}

    /** @param uid the same for the same shift whenever it is asked for */
    public record Event(String uid, Instant from, Instant until, String title, String text, String link) {}

    public static String write(String name, List<Event> events, Instant now) {
        var file = new StringBuilder();
        line(file, "BEGIN:VCALENDAR");
        line(file, "VERSION:2.0");
        line(file, "PRODID:-//Steward//On call//EN");
        line(file, "CALSCALE:GREGORIAN");
        line(file, "METHOD:PUBLISH");
        line(file, "X-WR-CALNAME:" + escaped(name));
        line(file, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        line(file, "X-PUBLISHED-TTL:PT1H");
        for (Event e : events) {
            line(file, "BEGIN:VEVENT");
            line(file, "UID:" + escaped(e.uid()));
            line(file, "DTSTAMP:" + TIME.format(now));
            line(file, "DTSTART:" + TIME.format(e.from()));
            line(file, "DTEND:" + TIME.format(e.until()));
            line(file, "SUMMARY:" + escaped(e.title()));
            line(file, "DESCRIPTION:" + escaped(e.text()));
            line(file, "URL:" + e.link());
            line(file, "TRANSP:TRANSPARENT");
            line(file, "END:VEVENT");
        }
        line(file, "END:VCALENDAR");
        return file.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    /** A line has at most 75 bytes; what is longer goes on in the next one, after a space. */
    private static void line(StringBuilder file, String text) {
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            String one = Character.toString(c);
            int bytes = one.getBytes(StandardCharsets.UTF_8).length;
            if (length + bytes > LINE) {
                file.append("\r\n ");
                length = 1;
            }
            file.append(one);
            length += bytes;
            i += Character.charCount(c);
        }
        file.append("\r\n");
    }
}
