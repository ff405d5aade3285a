package io.steward.server.task.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkingDaysTest {
    @Test
    void weekendsDoNotCount() {
        LocalDate friday = LocalDate.of(2026, 11, 27);
        assertThat(WorkingDays.plus(friday, 0)).isEqualTo(friday);
        assertThat(WorkingDays.plus(friday, 1)).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(WorkingDays.plus(friday.plusDays(1), 0)).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(WorkingDays.plus(friday.plusDays(1), 2)).isEqualTo(LocalDate.of(2026, 12, 1));
    }

    @Test
    void betweenTheDaysAreAsManyWorkingOnesAsAskedFor() {
        for (int offset = 0; offset < 14; offset++) {
            LocalDate from = LocalDate.of(2026, 11, 23).plusDays(offset);
            for (int count = 1; count < 40; count++) {
                LocalDate to = WorkingDays.plus(from, count);
                long between = Stream.iterate(from.plusDays(1), d -> !d.isAfter(to), d -> d.plusDays(1))
                        .filter(WorkingDays::isWorking)
                        .count();
                assertThat(between).as("%s + %s", from, count).isEqualTo(count);
                assertThat(WorkingDays.isWorking(to)).isTrue();
            }
        }
    }
}
