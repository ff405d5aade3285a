package io.steward.server.sla;

import io.steward.server.sla.rules.Holiday;
import io.steward.server.sla.rules.Shift;
import io.steward.server.sla.rules.WorkCalendar;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** The hours that count for a desk in one zone. */
public record DeskCalendar(
        UUID id, UUID deskId, String name, String zone, List<Shift> shifts, List<Holiday> holidays, int version) {

    public WorkCalendar hours() {
        return new WorkCalendar(ZoneId.of(zone), shifts, holidays);
    }
}
