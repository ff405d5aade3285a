package io.steward.server.sla.store;

import static io.steward.db.sla.Tables.BOOK;
import static io.steward.db.sla.Tables.CALENDAR;
import static io.steward.db.sla.Tables.POLICY;

import io.steward.db.sla.tables.records.CalendarRecord;
import io.steward.db.sla.tables.records.PolicyRecord;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import io.steward.server.sla.Agreement;
import io.steward.server.sla.Book;
import io.steward.server.sla.DeskCalendar;
import io.steward.server.sla.Policy;
import io.steward.server.sla.Promise;
import io.steward.server.sla.rules.Holiday;
import io.steward.server.sla.rules.Shift;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code sla.policy}, {@code sla.calendar} and {@code sla.book}. */
@Repository
public class BookStore {
    private record Hours(List<Shift> shifts, List<Holiday> holidays) {}

    private record Kept(
            Agreement agreement,
            @Nullable UUID teamId,
            String supplier,
            String query,
            List<UUID> calendars,
            List<Promise> promises) {}

    public List<Policy> policies(Tx tx, UUID desk) {
        return tx.sql()
                .selectFrom(POLICY)
                .where(POLICY.TENANT_ID.eq(tx.t()), POLICY.DESK_ID.eq(desk))
                .orderBy(POLICY.POSITION, POLICY.ID)
                .fetch(BookStore::policy);
    }

    public Optional<Policy> policyById(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(POLICY)
                .where(POLICY.TENANT_ID.eq(tx.t()), POLICY.ID.eq(id))
                .fetchOptional(BookStore::policy);
    }

    public void insert(Tx tx, Policy p, Instant at) {
        tx.sql()
                .insertInto(POLICY)
                .set(POLICY.TENANT_ID, tx.t())
                .set(POLICY.ID, p.id())
                .set(POLICY.DESK_ID, p.deskId())
                .set(POLICY.POSITION, p.position())
                .set(POLICY.NAME, p.name())
                .set(POLICY.ACTIVE, p.active())
                .set(POLICY.TERMS, Json.of(kept(p)))
                .set(POLICY.CREATED, at)
                .execute();
    }

    public boolean update(Tx tx, Policy p, int version) {
        return tx.sql()
                        .update(POLICY)
                        .set(POLICY.NAME, p.name())
                        .set(POLICY.ACTIVE, p.active())
                        .set(POLICY.TERMS, Json.of(kept(p)))
                        .set(POLICY.VERSION, version + 1)
                        .where(POLICY.TENANT_ID.eq(tx.t()), POLICY.ID.eq(p.id()), POLICY.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public void place(Tx tx, UUID id, int position) {
        tx.sql()
                .update(POLICY)
                .set(POLICY.POSITION, position)
                .where(POLICY.TENANT_ID.eq(tx.t()), POLICY.ID.eq(id))
                .execute();
    }

    public void deletePolicy(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(POLICY)
                .where(POLICY.TENANT_ID.eq(tx.t()), POLICY.ID.eq(id))
                .execute();
    }

    public List<DeskCalendar> calendars(Tx tx, UUID desk) {
        return tx.sql()
                .selectFrom(CALENDAR)
                .where(CALENDAR.TENANT_ID.eq(tx.t()), CALENDAR.DESK_ID.eq(desk))
                .orderBy(CALENDAR.NAME)
                .fetch(BookStore::calendar);
    }

    public Optional<DeskCalendar> calendarById(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(CALENDAR)
                .where(CALENDAR.TENANT_ID.eq(tx.t()), CALENDAR.ID.eq(id))
                .fetchOptional(BookStore::calendar);
    }

    public void insert(Tx tx, DeskCalendar c, Instant at) {
        tx.sql()
                .insertInto(CALENDAR)
                .set(CALENDAR.TENANT_ID, tx.t())
                .set(CALENDAR.ID, c.id())
                .set(CALENDAR.DESK_ID, c.deskId())
                .set(CALENDAR.NAME, c.name())
                .set(CALENDAR.ZONE, c.zone())
                .set(CALENDAR.HOURS, Json.of(new Hours(c.shifts(), c.holidays())))
                .set(CALENDAR.CREATED, at)
                .execute();
    }

    public boolean update(Tx tx, DeskCalendar c, int version) {
        return tx.sql()
                        .update(CALENDAR)
                        .set(CALENDAR.NAME, c.name())
                        .set(CALENDAR.ZONE, c.zone())
                        .set(CALENDAR.HOURS, Json.of(new Hours(c.shifts(), c.holidays())))
                        .set(CALENDAR.VERSION, version + 1)
                        .where(CALENDAR.TENANT_ID.eq(tx.t()), CALENDAR.ID.eq(c.id()), CALENDAR.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public void deleteCalendar(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(CALENDAR)
                .where(CALENDAR.TENANT_ID.eq(tx.t()), CALENDAR.ID.eq(id))
                .execute();
    }

    /** Each desk's newest book. */
    public List<Book> current(Tx tx) {
        return tx.sql()
                .selectDistinct(BOOK.DESK_ID, BOOK.NUMBER, BOOK.PAGES)
                .on(BOOK.DESK_ID)
                .from(BOOK)
                .where(BOOK.TENANT_ID.eq(tx.t()))
                .orderBy(BOOK.DESK_ID, BOOK.NUMBER.desc())
                .fetch(r -> new Book(r.value1(), r.value2(), Json.read(r.value3(), Book.Pages.class)));
    }

    public Optional<Book> book(Tx tx, UUID desk, int number) {
        return tx.sql()
                .select(BOOK.PAGES)
                .from(BOOK)
                .where(BOOK.TENANT_ID.eq(tx.t()), BOOK.DESK_ID.eq(desk), BOOK.NUMBER.eq(number))
                .fetchOptional(r -> new Book(desk, number, Json.read(r.value1(), Book.Pages.class)));
    }

    /** Writes the desk's next book; the desk's books are written one at a time. */
    public Book next(Tx tx, UUID desk, Book.Pages pages, Instant at) {
        tx.sql()
                .execute(
                        "select pg_advisory_xact_lock(hashtextextended({0}, {1}))",
                        DSL.val("sla:" + desk), DSL.val((long) tx.t()));
        int number = tx.sql()
                        .select(DSL.coalesce(DSL.max(BOOK.NUMBER), DSL.inline(0)))
                        .from(BOOK)
                        .where(BOOK.TENANT_ID.eq(tx.t()), BOOK.DESK_ID.eq(desk))
                        .fetchSingle()
                        .value1()
                + 1;
        tx.sql()
                .insertInto(BOOK)
                .set(BOOK.TENANT_ID, tx.t())
                .set(BOOK.DESK_ID, desk)
                .set(BOOK.NUMBER, number)
                .set(BOOK.PAGES, Json.of(pages))
                .set(BOOK.CREATED, at)
                .execute();
        return new Book(desk, number, pages);
    }

    private static Kept kept(Policy p) {
        return new Kept(p.agreement(), p.teamId(), p.supplier(), p.query(), p.calendars(), p.promises());
    }

    private static Policy policy(PolicyRecord r) {
        var kept = Json.read(r.getTerms(), Kept.class);
        return new Policy(
                r.getId(),
                r.getDeskId(),
                r.getPosition(),
                r.getName(),
                r.getActive(),
                kept.agreement(),
                kept.teamId(),
                kept.supplier(),
                kept.query(),
                kept.calendars(),
                kept.promises(),
                r.getVersion());
    }

    private static DeskCalendar calendar(CalendarRecord r) {
        var hours = Json.read(r.getHours(), Hours.class);
        return new DeskCalendar(
                r.getId(), r.getDeskId(), r.getName(), r.getZone(), hours.shifts(), hours.holidays(), r.getVersion());
    }
}
