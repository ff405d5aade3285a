package io.steward.server.sla.web;

import io.steward.server.platform.Problem;
import io.steward.server.sla.DeskCalendar;
import io.steward.server.sla.rules.Holiday;
import io.steward.server.sla.rules.Shift;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A calendar as it is to be. */
record CalendarBody(
        @Nullable UUID id,
        @Nullable UUID deskId,
        @Nullable String name,
        @Nullable String zone,
        @Nullable List<@Nullable ShiftBody> shifts,
        @Nullable List<@Nullable HolidayBody> holidays) {

    record ShiftBody(
            @Nullable DayOfWeek day,
            @Nullable Integer from,
            @Nullable Integer to) {}

    record HolidayBody(
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            @Nullable String name,
            @Nullable Boolean yearly) {}

    DeskCalendar calendar(UUID newId, UUID desk) {
        return new DeskCalendar(
                newId, desk, name == null ? "" : name, zone == null ? "" : zone, shiftList(), holidayList(), 1);
    }

    private List<Shift> shiftList() {
        var all = new ArrayList<Shift>();
        for (ShiftBody s : shifts == null ? List.<@Nullable ShiftBody>of() : shifts) {
            if (s == null || s.day() == null || s.from() == null || s.to() == null) {
                throw Problem.invalid("shifts[" + all.size() + "]", "required", "A day, from and to");
            }
            all.add(new Shift(s.day(), s.from(), s.to()));
        }
        return all;
    }

    private List<Holiday> holidayList() {
        var all = new ArrayList<Holiday>();
        for (HolidayBody h : holidays == null ? List.<@Nullable HolidayBody>of() : holidays) {
            if (h == null || h.first() == null) {
                throw Problem.invalid("holidays[" + all.size() + "]", "required", "A first day");
            }
            all.add(new Holiday(
                    h.first(),
                    h.last() == null ? h.first() : h.last(),
                    h.name() == null ? "" : h.name(),
                    Boolean.TRUE.equals(h.yearly())));
        }
        return all;
    }
}
