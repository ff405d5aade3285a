package io.steward.server.sla;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.sla.rules.Holiday;
import io.steward.server.sla.rules.Shift;
import io.steward.server.sla.store.BookStore;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The calendars of desks, tended by their managers. A change makes the desk's next book. */
@Component
public class Calendars {
    private static final int MOST = 50;
    private static final int MOST_SHIFTS = 50;
    private static final int MOST_HOLIDAYS = 2_000;

    private final Database database;
    private final BookStore store;
    private final Books books;
    private final Policies policies;
    private final Journal journal;

    Calendars(Database database, BookStore store, Books books, Policies policies, Journal journal) {
        this.database = database;
        this.store = store;
        this.books = books;
        this.policies = policies;
        this.journal = journal;
    }

    public List<DeskCalendar> managed(Context context, UUID desk) {
        policies.needDesk(context, desk);
        return database.read(context.tenant(), tx -> store.calendars(tx, desk));
    }

    public DeskCalendar create(Context context, DeskCalendar given, Consumer<Tx> also) {
        policies.needDesk(context, given.deskId());
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            if (store.calendars(tx, given.deskId()).size() >= MOST) {
                throw Problem.invalid("name", "too-many", "A desk has at most " + MOST + " calendars");
            }
            var calendar = checked(given, Ids.next(), given.deskId(), 1);
            Problem.unlessTaken(
                    "name", "The desk has a calendar of this name", () -> store.insert(tx, calendar, context.at()));
            record(tx, context, calendar, "created");
            return calendar;
        });
    }

    public DeskCalendar change(Context context, UUID id, DeskCalendar given, int version) {
        return database.write(context.tenant(), tx -> {
            DeskCalendar before = found(tx, context, id);
            var after = checked(given, id, before.deskId(), version + 1);
            Problem.unlessTaken("name", "The desk has a calendar of this name", () -> {
                if (!store.update(tx, after, version)) {
                    throw Problem.stale(before);
                }
            });
            record(tx, context, after, "changed");
            return after;
        });
    }

    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            DeskCalendar calendar = found(tx, context, id);
            var used = store.policies(tx, calendar.deskId()).stream()
                    .filter(p -> p.calendars().contains(id))
                    .map(Policy::name)
                    .toList();
            if (!used.isEmpty()) {
                throw Problem.conflict("Policies count by this calendar: " + String.join(", ", used));
            }
            store.deleteCalendar(tx, id);
            record(tx, context, calendar, "deleted");
        });
    }

    private DeskCalendar found(Tx tx, Context context, UUID id) {
        DeskCalendar calendar = store.calendarById(tx, id)
                .filter(c -> context.rights().worksOn(c.deskId()))
                .orElseThrow(() -> Problem.notFound("calendar"));
        context.needManager(calendar.deskId());
        return calendar;
    }

    /** As it is to be kept. @throws Problem with all that is wrong */
    public static DeskCalendar checked(DeskCalendar given, UUID id, UUID desk, int version) {
        var check = new Check();
        String name = check.text("name", given.name(), 100);
        try {
            ZoneId.of(given.zone());
        } catch (DateTimeException e) {
            check.error("zone", "unknown", "A time zone such as Europe/Vienna");
        }
        var shifts = shifts(given.shifts(), check);
        var holidays = holidays(given.holidays(), check);
        check.done();
        return new DeskCalendar(id, desk, name, given.zone(), shifts, holidays, version);
    }

    private static List<Shift> shifts(List<Shift> given, Check check) {
        check.that(
                !given.isEmpty() && given.size() <= MOST_SHIFTS, "shifts", "range", "1 to " + MOST_SHIFTS + " shifts");
        for (int i = 0; i < Math.min(given.size(), MOST_SHIFTS); i++) {
            Shift s = given.get(i);
            boolean good = s.from() >= 0 && s.from() < Shift.DAY && s.to() >= 0 && s.to() <= Shift.DAY;
            check.that(
                    good && s.from() != s.to(),
                    "shifts[" + i + "]",
                    "range",
                    "From 00:00 to 24:00, or to an hour of the next day");
        }
        var sorted = new ArrayList<>(given);
        sorted.sort(Comparator.comparing(Shift::day).thenComparing(Shift::from));
        return sorted;
    }

    private static List<Holiday> holidays(List<Holiday> given, Check check) {
        check.that(given.size() <= MOST_HOLIDAYS, "holidays", "too-many", "At most " + MOST_HOLIDAYS + " holidays");
        var all = new ArrayList<Holiday>();
        for (int i = 0; i < Math.min(given.size(), MOST_HOLIDAYS); i++) {
            Holiday h = given.get(i);
            String at = "holidays[" + i + "]";
            long days = ChronoUnit.DAYS.between(h.first(), h.last()) + 1;
            check.that(
                    days >= 1 && days <= (h.yearly() ? 60 : Holiday.MOST_DAYS) && isNear(h.first()),
                    at,
                    "range",
                    "The first day comes first, and it ends within a year (yearly ones within 60 days)");
            all.add(new Holiday(h.first(), h.last(), check.optional(at + ".name", h.name(), 100), h.yearly()));
        }
        all.sort(Comparator.comparing(Holiday::first).thenComparing(Holiday::name));
        return all;
    }

    private static boolean isNear(LocalDate day) {
        return day.getYear() >= 1900 && day.getYear() <= 2200;
    }

    private void record(Tx tx, Context context, DeskCalendar c, String what) {
        Book book = books.renew(tx, context, c.deskId());
        var data = Map.of(
                "name", c.name(), "zone", c.zone(), "holidays", c.holidays().size(), "book", book.number());
        journal.append(tx, context, NewEntry.of(Books.CALENDAR, c.id(), c.deskId(), what, data));
    }
}
