package io.steward.server.oncall.web;

import io.steward.server.identity.Directory;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Tenants;
import io.steward.server.oncall.LayerForm;
import io.steward.server.oncall.OnCall;
import io.steward.server.oncall.Schedule;
import io.steward.server.oncall.StandIn;
import io.steward.server.oncall.rules.Shift;
import io.steward.server.oncall.rules.Span;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Schedules and timelines as answers have them; the people in them with their time zones, in one statement. */
@Component
class RotaViews {
    private final Directory directory;
    private final People people;
    private final Tenants tenants;

    RotaViews(Directory directory, People people, Tenants tenants) {
        this.directory = directory;
        this.people = people;
        this.tenants = tenants;
    }

    /** @param zone theirs, or the organisation's if they chose none */
    record Somebody(UUID id, String name, String zone) {}

    record ScheduleView(
            UUID id,
            UUID deskId,
            String name,
            String zone,
            List<LayerForm> layers,
            Map<UUID, Somebody> people,
            int version) {}

    record ScheduleRef(UUID id, UUID deskId, String name, String zone) {
        static ScheduleRef of(Schedule s) {
            return new ScheduleRef(s.id(), s.deskId(), s.name(), s.zone().getId());
        }
    }

    /** @param layer from 0; -1 for an override */
    record ShiftView(
            UUID personId,
            Instant from,
            Instant until,
            int layer,
            @Nullable UUID overrideId) {
        static ShiftView of(Shift s) {
            return new ShiftView(s.person(), s.from(), s.until(), s.layer(), s.override());
        }
    }

    record LayerView(String name, List<ShiftView> shifts) {}

    /** @param mine whether the caller may take it back */
    record OverrideView(
            UUID id,
            UUID scheduleId,
            UUID personId,
            Instant from,
            Instant until,
            @Nullable UUID createdBy,
            boolean mine) {}

    record TimelineView(
            ScheduleRef schedule,
            Instant from,
            Instant until,
            List<LayerView> layers,
            List<OverrideView> overrides,
            List<ShiftView> shifts,
            List<Span> gaps,
            Map<UUID, Somebody> people,
            boolean manages) {}

    Map<UUID, Somebody> people(Tx tx, Collection<UUID> ids) {
        String usual = tenants.get(tx.tenant()).timeZone().getId();
        var zones = people.timeZones(tx, ids);
        var all = new LinkedHashMap<UUID, Somebody>();
        for (PersonRef p : directory.refs(tx, ids).values()) {
            all.put(p.id(), new Somebody(p.id(), p.name(), zones.getOrDefault(p.id(), usual)));
        }
        return all;
    }

    List<ScheduleView> schedules(Tx tx, List<Schedule> all) {
        var ids = new HashSet<UUID>();
        all.forEach(s -> ids.addAll(s.people()));
        var known = people(tx, ids);
        return all.stream().map(s -> view(s, known)).toList();
    }

    private static ScheduleView view(Schedule s, Map<UUID, Somebody> known) {
        var in = new LinkedHashMap<UUID, Somebody>();
        for (UUID id : s.people()) {
            Somebody person = known.get(id);
            if (person != null) {
                in.put(id, person);
            }
        }
        return new ScheduleView(
                s.id(),
                s.deskId(),
                s.name(),
                s.zone().getId(),
                s.layers().stream().map(LayerForm::of).toList(),
                in,
                s.version());
    }

    TimelineView timeline(Tx tx, Context context, OnCall.Timeline t) {
        Set<UUID> ids = new HashSet<>(t.schedule().people());
        t.overrides().forEach(o -> ids.add(o.personId()));
        boolean manages = context.rights().manages(t.schedule().deskId());
        var layers = new java.util.ArrayList<LayerView>();
        for (int i = 0; i < t.layers().size(); i++) {
            layers.add(new LayerView(
                    t.schedule().layers().get(i).name(),
                    t.layers().get(i).stream().map(ShiftView::of).toList()));
        }
        return new TimelineView(
                ScheduleRef.of(t.schedule()),
                t.from(),
                t.until(),
                layers,
                t.overrides().stream().map(o -> override(context, manages, o)).toList(),
                t.shifts().stream().map(ShiftView::of).toList(),
                t.gaps(),
                people(tx, ids),
                manages);
    }

    static OverrideView override(Context context, boolean manages, StandIn o) {
        return new OverrideView(
                o.id(),
                o.scheduleId(),
                o.personId(),
                o.from(),
                o.until(),
                o.createdBy(),
                manages || context.isActor(o.createdBy()));
    }
}
