package io.steward.server.task.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** Days from Monday to Friday. */
public final class WorkingDays {
    private WorkingDays() {}

    /** The day that many working days on; from a weekend, counting begins with Monday. */
    public static LocalDate plus(LocalDate day, int count) {
        LocalDate at = day;
        for (int left = count; left > 0; ) {
            at = at.plusDays(1);
            if (isWorking(at)) {
                left--;
            }
        }
        while (!isWorking(at)) {
            at = at.plusDays(1);
        }
        return at;
    }

    static boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
