package io.steward.server.oncall;

import io.steward.server.oncall.rules.Shift;
import io.steward.server.oncall.rules.Span;
import io.steward.server.oncall.rules.Timetable;
import io.steward.server.oncall.store.RotaStore;
import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is on call: now, next, and on a timeline. */
@Component
public class OnCall {
    /** How far is looked for the next hand-over: first a little, since it is nearly always near. */
    private static final List<Duration> LOOKS = List.of(Duration.ofDays(8), Timetable.LONGEST);

    private final RotaStore store;
    private final Schedules schedules;

    OnCall(RotaStore store, Schedules schedules) {
        this.store = store;
        this.schedules = schedules;
    }

    /**
     * Who is on call by a schedule, and who comes next.
     *
     * @param person null: nobody is
     * @param until when somebody else, or nobody, comes; null: not within 60 days
     * @param next null: nobody, or it does not change
     */
    public record Now(
            Schedule schedule,
            @Nullable UUID person,
            @Nullable Instant until,
            @Nullable UUID next) {}

    /**
     * What a schedule says of a span.
     *
     * @param layers each layer's shifts, whatever the others say
     * @param shifts what holds in the end
     * @param gaps when nobody is on call
     */
    public record Timeline(
            Schedule schedule,
            Instant from,
            Instant until,
            List<List<Shift>> layers,
            List<StandIn> overrides,
            List<Shift> shifts,
            List<Span> gaps) {}

    /** A shift of a person. */
    public record Mine(Schedule schedule, Span span) {}

    /** By every schedule of the desks that the actor works on. */
    public List<Now> now(Tx tx, Context context) {
        var all = schedules.all(tx, context, null);
        var overrides = overrides(tx, all, context.at(), context.at().plus(Timetable.LONGEST));
        return all.stream().map(s -> now(s, overrides, context.at())).toList();
    }

    private static Now now(Schedule schedule, List<StandIn> overrides, Instant at) {
        Timetable table = schedule.timetable(overrides);
        UUID person = table.at(at).map(Shift::person).orElse(null);
        for (Duration look : LOOKS) {
            Instant reached = at;
            for (Shift shift : table.shifts(at, at.plus(look))) {
                if (shift.from().isAfter(reached)) {
                    return person == null
                            ? new Now(schedule, null, shift.from(), shift.person())
                            : new Now(schedule, person, reached, null);
                }
                if (!shift.person().equals(person)) {
                    return new Now(schedule, person, reached, shift.person());
                }
                reached = shift.until();
            }
            if (person != null && reached.isBefore(at.plus(look))) {
                return new Now(schedule, person, reached, null);
            }
        }
        return new Now(schedule, person, null, null);
    }

    /** @throws Problem when the span is not from before until and at most 60 days long */
    public Timeline timeline(Tx tx, Schedule schedule, Instant from, Instant until) {
        if (!until.isAfter(from) || Duration.between(from, until).compareTo(Timetable.LONGEST) > 0) {
            throw Problem.invalid(
                    "until", "range", "After the beginning, at most " + Timetable.LONGEST.toDays() + " days later");
        }
        var overrides = overrides(tx, List.of(schedule), from, until);
        Timetable table = schedule.timetable(overrides);
        var layers = new ArrayList<List<Shift>>();
        for (int i = 0; i < schedule.layers().size(); i++) {
            layers.add(table.layer(i, from, until));
        }
        var shifts = table.shifts(from, until);
        return new Timeline(schedule, from, until, layers, overrides, shifts, Timetable.gaps(shifts, from, until));
    }

    /** A person's shifts by the schedules of the desks that they work on, the first first. */
    public List<Mine> of(Tx tx, Context context, UUID person, Instant from, Instant until) {
        var all = schedules.all(tx, context, null);
        var overrides = overrides(tx, all, from, until);
        var mine = new ArrayList<Mine>();
        for (Schedule s : all) {
            boolean named = s.people().contains(person)
                    || overrides.stream()
                            .anyMatch(o -> o.scheduleId().equals(s.id())
                                    && o.personId().equals(person));
            if (named) {
                Timetable.of(person, s.timetable(overrides).shifts(from, until))
                        .forEach(span -> mine.add(new Mine(s, span)));
            }
        }
        mine.sort(java.util.Comparator.comparing((Mine m) -> m.span().from())
                .thenComparing(m -> m.schedule().name()));
        return mine;
    }

    /** Who is on call at a moment by each of some schedules; one where nobody is is left out. */
    public Map<UUID, UUID> at(Tx tx, Collection<UUID> ids, Instant moment) {
        return people(tx, store.byIds(tx, ids), moment);
    }

    /** Who is on call at a moment by all schedules of these names, whatever their desk; letters may be small or not. */
    public Set<UUID> named(Tx tx, Collection<String> names, Instant moment) {
        var called = store.all(tx).stream()
                .filter(s -> names.stream().anyMatch(s.name()::equalsIgnoreCase))
                .toList();
        return new LinkedHashSet<>(people(tx, called, moment).values());
    }

    private Map<UUID, UUID> people(Tx tx, List<Schedule> all, Instant moment) {
        var overrides = overrides(tx, all, moment, moment.plusMillis(1));
        var people = new LinkedHashMap<UUID, UUID>();
        for (Schedule s : all) {
            s.timetable(overrides).at(moment).ifPresent(shift -> people.put(s.id(), shift.person()));
        }
        return people;
    }

    private List<StandIn> overrides(Tx tx, Collection<Schedule> of, Instant from, Instant until) {
        return store.standIns(tx, of.stream().map(Schedule::id).collect(Collectors.toSet()), from, until);
    }
}
