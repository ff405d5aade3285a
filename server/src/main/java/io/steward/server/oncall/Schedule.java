package io.steward.server.oncall;

import io.steward.server.oncall.rules.Cover;
import io.steward.server.oncall.rules.Layer;
import io.steward.server.oncall.rules.Timetable;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who of a desk is on call when.
 *
 * @param zone in which its times of hand-over and its hours are
 * @param layers the lowest first: where several have somebody, the last of them holds
 */
public record Schedule(UUID id, UUID deskId, String name, ZoneId zone, List<Layer> layers, int version)
        implements DeskThing {
    /** @param overrides in the order in which they were made */
    public Timetable timetable(List<StandIn> overrides) {
        return new Timetable(
                zone,
                layers,
                overrides.stream()
                        .filter(o -> o.scheduleId().equals(id))
                        .map(o -> new Cover(o.id(), o.personId(), o.from(), o.until()))
                        .toList());
    }

    /** Everybody in its rotations. */
    public Set<UUID> people() {
        return layers.stream().flatMap(l -> l.people().stream()).collect(Collectors.toSet());
    }
}
