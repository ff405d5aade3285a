package io.steward.server.sla.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolidayFileTest {
    private static HolidayFile.Read read(String name) throws IOException {
        return HolidayFile.read(Files.readString(Path.of("src/test/resources/calendars", name)), 2036);
    }

    private static HolidayFile.Read event(String lines) {
        return HolidayFile.read(
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + lines.replace("\n", "\r\n")
                        + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                2036);
    }

    @Test
    void readsBankHolidaysOfAGovernment() throws IOException {
        var read = read("england-and-wales-bank-holidays-2012-2019.ics");
        assertThat(read.leftOut()).isZero();
        assertThat(read.holidays()).hasSize(65);
        assertThat(read.holidays())
                .contains(new Holiday(LocalDate.of(2012, 1, 2), LocalDate.of(2012, 1, 2), "New Year’s Day", false));
    }

    @Test
    void takesAnEndThatIsTheStartForOneDay() {
        var read = event("DTSTART;VALUE=DATE:20000101\nDTEND;VALUE=DATE:20000101\nSUMMARY:Neujahr (§)");
        assertThat(read.holidays())
                .containsExactly(new Holiday(LocalDate.of(2000, 1, 1), LocalDate.of(2000, 1, 1), "Neujahr (§)", false));
    }

    @Test
    void knowsWhatComesEveryYear() {
        var read = event("DTSTART;VALUE=DATE:20201224\nDTEND;VALUE=DATE:20201227\nRRULE:FREQ=YEARLY\nSUMMARY:A\\, B");
        assertThat(read.holidays())
                .containsExactly(new Holiday(LocalDate.of(2020, 12, 24), LocalDate.of(2020, 12, 26), "A, B", true));
    }

    @Test
    void writesOutWhatFallsOnAnotherDayEachYear() {
        var read = event("DTSTART;VALUE=DATE:20241128\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3\n"
                + "EXDATE;VALUE=DATE:20251127\nSUMMARY:Thanks\n giving");
        assertThat(read.holidays())
                .extracting(Holiday::first)
                .containsExactly(LocalDate.of(2024, 11, 28), LocalDate.of(2026, 11, 26));
        assertThat(read.holidays().getFirst().name()).isEqualTo("Thanksgiving");
        var last = event("DTSTART;VALUE=DATE:20240527\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL=20260101");
        assertThat(last.holidays())
                .extracting(Holiday::first)
                .containsExactly(LocalDate.of(2024, 5, 27), LocalDate.of(2025, 5, 26));
    }

    @Test
    void countsWhatIsNoHolidayAndIsNotConfusedByNonsense() {
        assertThat(event("DTSTART:20240101T090000Z").leftOut()).isEqualTo(1);
        assertThat(event("DTSTART;VALUE=DATE:20240101\nRRULE:FREQ=MONTHLY").leftOut())
                .isEqualTo(1);
        assertThat(event("DTSTART;VALUE=DATE:20241399").leftOut()).isEqualTo(1);
        assertThat(event("DTSTART;VALUE=DATE:20240101\nSTATUS:CANCELLED").holidays())
                .isEmpty();
        for (String text : List.of("", ":", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VEVENT\nDTSTART:\nEND:VEVENT")) {
            assertThat(HolidayFile.read(text, 2036).holidays()).isEmpty();
        }
    }
}
