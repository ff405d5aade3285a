package io.steward.server.oncall;

import io.steward.server.identity.Directory;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.oncall.rules.Shift;
import io.steward.server.oncall.rules.Timetable;
import io.steward.server.oncall.store.RotaStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Overrides: the desk's managers arrange all of them, agents hand over shifts of their own. */
@Component
public class StandIns {
    private static final int MOST = 200;
    private static final Duration AHEAD = Duration.ofDays(400);

    private final Database database;
    private final RotaStore store;
    private final Schedules schedules;
    private final People people;
    private final Directory directory;
    private final Journal journal;

    StandIns(
            Database database,
            RotaStore store,
            Schedules schedules,
            People people,
            Directory directory,
            Journal journal) {
        this.database = database;
        this.store = store;
        this.schedules = schedules;
        this.people = people;
        this.directory = directory;
        this.journal = journal;
    }

    /**
     * Somebody takes a schedule over. What has passed stays as it was: one that begins in the past begins now.
     *
     * @param from until {@code until} at most 60 days, which is not in the past and at most 400 days ahead
     */
    public StandIn add(
            Context context,
            UUID scheduleId,
            @Nullable UUID person,
            @Nullable Instant from,
            @Nullable Instant until,
            Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            // Held, so that who hands a shift over still has it when this is written.
            store.lock(tx, scheduleId);
            Schedule schedule = schedules.get(tx, context, scheduleId);
            StandIn made = checked(tx, context, schedule, person, from, until);
            allowed(tx, context, schedule, made);
            if (store.countStandIns(tx, scheduleId, context.at()) >= MOST) {
                throw Problem.conflict("A schedule has at most " + MOST + " overrides");
            }
            store.insert(tx, made);
            record(tx, context, schedule, made, "override_added");
            return made;
        });
    }

    private StandIn checked(
            Tx tx,
            Context context,
            Schedule schedule,
            @Nullable UUID person,
            @Nullable Instant from,
            @Nullable Instant until) {
        var check = new Check();
        Instant now = context.at().truncatedTo(ChronoUnit.SECONDS);
        UUID who = check.needed("personId", person, schedule.id());
        Instant begin = check.needed("from", from, now).truncatedTo(ChronoUnit.SECONDS);
        Instant end = check.needed("until", until, now.plusSeconds(1)).truncatedTo(ChronoUnit.SECONDS);
        check.done();
        Instant first = begin.isBefore(now) ? now : begin;
        check.that(end.isAfter(first), "until", "range", "After the beginning, and not in the past");
        check.that(
                !end.isAfter(first.plus(Timetable.LONGEST)),
                "until",
                "range",
                "An override has at most " + Timetable.LONGEST.toDays() + " days");
        check.that(!end.isAfter(now.plus(AHEAD)), "until", "range", "At most " + AHEAD.toDays() + " days ahead");
        check.that(
                !people.agentsAmong(tx, schedule.deskId(), List.of(who)).isEmpty(),
                "personId",
                "unknown",
                "Nobody of this desk");
        check.done();
        return new StandIn(
                Ids.next(),
                schedule.id(),
                who,
                first,
                end,
                context.at(),
                context.actor().id());
    }

    /** Who does not manage the desk hands over what is their own, all the time of it. */
    private void allowed(Tx tx, Context context, Schedule schedule, StandIn made) {
        if (context.rights().manages(schedule.deskId())) {
            return;
        }
        UUID me = context.personId();
        var before = schedule.timetable(store.standIns(tx, List.of(schedule.id()), made.from(), made.until()));
        List<Shift> shifts = before.shifts(made.from(), made.until());
        boolean mine = shifts.stream().allMatch(s -> s.person().equals(me))
                && Timetable.gaps(shifts, made.from(), made.until()).isEmpty();
        if (!mine) {
            throw Problem.forbidden("You can hand over your own shifts; a manager of the desk arranges others");
        }
    }

    /** Takes an override back; what has passed of it stays. Its maker may, and the desk's managers. */
    public void end(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            StandIn there = store.standIn(tx, id).orElseThrow(() -> Problem.notFound("override"));
            Schedule schedule = schedules.get(tx, context, there.scheduleId());
            if (!context.isActor(there.createdBy())) {
                context.needManager(schedule.deskId());
            }
            Instant now = context.at().truncatedTo(ChronoUnit.SECONDS);
            if (!there.until().isAfter(now)) {
                throw Problem.conflict("This override is over");
            }
            if (there.from().isBefore(now)) {
                store.end(tx, id, now);
            } else {
                store.deleteStandIn(tx, id);
            }
            record(tx, context, schedule, there, "override_removed");
        });
    }

    private void record(Tx tx, Context context, Schedule schedule, StandIn s, String what) {
        var data = new HashMap<String, Object>();
        data.put("name", schedule.name());
        data.put("personId", s.personId());
        PersonRef person = directory.ref(tx, s.personId());
        data.put("person", person == null ? "" : person.name());
        data.put("from", s.from());
        data.put("until", s.until());
        journal.append(tx, context, NewEntry.of(Schedules.SUBJECT, schedule.id(), schedule.deskId(), what, data));
    }
}
