package io.steward.server.oncall;

import io.steward.server.identity.People;
import io.steward.server.identity.Tenants;
import io.steward.server.notification.Notice;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.Notifications;
import io.steward.server.oncall.rules.Shift;
import io.steward.server.oncall.rules.Timetable;
import io.steward.server.oncall.store.RotaStore;
import io.steward.server.oncall.store.ShiftStore;
import io.steward.server.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tells people that a shift of theirs begins: shortly before, and when it does. Each is marked in the transaction that tells it, so it is
 * told once, whatever crashes and however many nodes look. What began while nobody looked is told afterwards, while it goes on.
 */
@Component
public class HandOvers {
    static final Duration BEFORE = Duration.ofMinutes(30);
    /** What began longer ago is no news any more. */
    private static final Duration NEWS = Duration.ofHours(12);

    private static final Duration KEPT = Duration.ofDays(2);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm '('VV')'");

    private final RotaStore rota;
    private final ShiftStore store;
    private final People people;
    private final Tenants tenants;
    private final Notifications notifications;

    HandOvers(RotaStore rota, ShiftStore store, People people, Tenants tenants, Notifications notifications) {
        this.rota = rota;
        this.store = store;
        this.people = people;
        this.tenants = tenants;
        this.notifications = notifications;
    }

    /** Tells what is to be told by then. */
    public void tell(Tx tx, Instant now) {
        List<Schedule> all = rota.all(tx);
        if (all.isEmpty()) {
            return;
        }
        Instant from = now.minus(NEWS);
        Instant until = now.plus(BEFORE);
        var covers = rota.standIns(tx, all.stream().map(Schedule::id).toList(), from, until);
        Set<HandOver> told = store.told(tx, from);
        boolean any = false;
        for (Schedule schedule : all) {
            var shifts = schedule.timetable(covers).shifts(from, until);
            for (HandOver h : handOvers(schedule.id(), shifts, from, now)) {
                if (!told.contains(h) && store.mark(tx, h)) {
                    tell(tx, schedule, h, now);
                    any = true;
                }
            }
        }
        if (any) {
            store.forget(tx, now.minus(KEPT));
        }
    }

    /** Those who come on call, or just came and still are. Who goes on with a shift of another layer does not come on call. */
    private static List<HandOver> handOvers(UUID schedule, List<Shift> shifts, Instant from, Instant now) {
        return shifts.stream()
                .map(Shift::person)
                .distinct()
                .flatMap(person -> Timetable.of(person, shifts).stream()
                        .filter(span ->
                                span.from().isAfter(from) && span.until().isAfter(now))
                        .map(span -> new HandOver(
                                schedule,
                                person,
                                span.from(),
                                span.from().isAfter(now) ? HandOver.SOON : HandOver.BEGUN)))
                .toList();
    }

    private void tell(Tx tx, Schedule schedule, HandOver h, Instant now) {
        var agents = people.agentsAmong(tx, schedule.deskId(), Set.of(h.person())).stream()
                .map(p -> p.id())
                .collect(Collectors.toSet());
        String zone = people.timeZones(tx, agents)
                .getOrDefault(h.person(), tenants.get(tx.tenant()).timeZone().getId());
        notifications.tell(
                tx,
                new Notice(
                        now,
                        NoticeKind.SHIFT,
                        agents,
                        null,
                        "shift:" + schedule.id() + ":" + h.begins() + ":" + h.stage(),
                        "/work/on-call",
                        Map.of(
                                "schedule",
                                schedule.name(),
                                "time",
                                TIME.format(h.begins().atZone(ZoneId.of(zone))),
                                "outcome",
                                h.stage()),
                        "on_call",
                        Set.of()));
    }
}
