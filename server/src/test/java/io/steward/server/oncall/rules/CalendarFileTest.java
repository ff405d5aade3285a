package io.steward.server.oncall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarFileTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private static String write(String title) {
        var event = new CalendarFile.Event(
                "1@steward",
                Instant.parse("2026-11-30T07:00:00Z"),
                Instant.parse("2026-12-07T07:00:00Z"),
                title,
                "IT",
                "https://steward.example/work/on-call");
        return CalendarFile.write("On call: Mia", List.of(event), NOW);
    }

    @Test
    void timesAreUtcAndLinesEndAsTheyMust() {
        String file = write("On call: Network");
        assertThat(file)
                .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
                .endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n")
                .contains("DTSTART:20261130T070000Z\r\n", "DTEND:20261207T070000Z\r\n", "DTSTAMP:20261128T100000Z\r\n");
    }

    @Test
    void whatIsWrittenCannotAddLines() {
        String file = write("a;b,c\\d\r\nEND:VCALENDAR\nX");
        assertThat(file).contains("SUMMARY:a\\;b\\,c\\\\d\\nEND:VCALENDAR\\nX\r\n");
        assertThat(file.lines().filter(l -> l.equals("END:VCALENDAR")).count()).isEqualTo(1);
    }

    @Test
    void longLinesAreFoldedByBytesAndNeverWithinALetter() {
        String title = "Überführung 🚀 ".repeat(20);
        String file = write(title);
        for (String line : file.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
        }
        assertThat(file.replace("\r\n ", "")).contains("SUMMARY:" + title);
    }
}
