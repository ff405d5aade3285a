package io.steward.server.assignment.store;

import static io.steward.db.assignment.Tables.ABSENCE;
import static io.steward.db.assignment.Tables.CAPACITY;

import io.steward.server.assignment.Absence;
import io.steward.server.assignment.Capacity;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** {@code assignment.capacity} and {@code assignment.absence}. */
@Repository
public class AvailabilityStore {
    /** Of those who have set something. */
    public Map<UUID, Capacity> capacities(Tx tx, Collection<UUID> people) {
        return tx.sql()
                .selectFrom(CAPACITY)
                .where(CAPACITY.TENANT_ID.eq(tx.t()), CAPACITY.PERSON_ID.eq(DSL.any(people.toArray(UUID[]::new))))
                .fetchMap(
                        CAPACITY.PERSON_ID,
                        r -> new Capacity(r.getPersonId(), r.getMost(), List.of(r.getSkills()), r.getVersion()));
    }

    /** Answers whether nobody was faster. */
    public boolean save(Tx tx, Capacity c) {
        String[] skills = c.skills().toArray(String[]::new);
        int changed = c.version() == 1
                ? tx.sql()
                        .insertInto(CAPACITY)
                        .set(CAPACITY.TENANT_ID, tx.t())
                        .set(CAPACITY.PERSON_ID, c.personId())
                        .set(CAPACITY.MOST, c.most())
                        .set(CAPACITY.SKILLS, skills)
                        .onConflictDoNothing()
                        .execute()
                : tx.sql()
                        .update(CAPACITY)
                        .set(CAPACITY.MOST, c.most())
                        .set(CAPACITY.SKILLS, skills)
                        .set(CAPACITY.VERSION, c.version())
                        .where(
                                CAPACITY.TENANT_ID.eq(tx.t()),
                                CAPACITY.PERSON_ID.eq(c.personId()),
                                CAPACITY.VERSION.eq(c.version() - 1))
                        .execute();
        return changed == 1;
    }

    /** Absences that are not over on a day, the first to come first. */
    public List<Absence> absences(Tx tx, Collection<UUID> people, LocalDate day) {
        return tx.sql()
                .selectFrom(ABSENCE)
                .where(
                        ABSENCE.TENANT_ID.eq(tx.t()),
                        ABSENCE.PERSON_ID.eq(DSL.any(people.toArray(UUID[]::new))),
                        ABSENCE.LAST.ge(day))
                .orderBy(ABSENCE.FIRST, ABSENCE.ID)
                .fetch(AvailabilityStore::read);
    }

    public Optional<Absence> absence(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(ABSENCE)
                .where(ABSENCE.TENANT_ID.eq(tx.t()), ABSENCE.ID.eq(id))
                .fetchOptional(AvailabilityStore::read);
    }

    public void insert(Tx tx, Absence a, Instant at) {
        tx.sql()
                .insertInto(ABSENCE)
                .set(ABSENCE.TENANT_ID, tx.t())
                .set(ABSENCE.ID, a.id())
                .set(ABSENCE.PERSON_ID, a.personId())
                .set(ABSENCE.FIRST, a.first())
                .set(ABSENCE.LAST, a.last())
                .set(ABSENCE.REASON, a.reason())
                .set(ABSENCE.CREATED, at)
                .execute();
    }

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(ABSENCE)
                .where(ABSENCE.TENANT_ID.eq(tx.t()), ABSENCE.ID.eq(id))
                .execute();
    }

    private static Absence read(io.steward.db.assignment.tables.records.AbsenceRecord r) {
        return new Absence(r.getId(), r.getPersonId(), r.getFirst(), r.getLast(), r.getReason());
    }
}
