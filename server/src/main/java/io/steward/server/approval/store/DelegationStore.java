package io.steward.server.approval.store;

import static io.steward.db.approval.Tables.DELEGATION;

import io.steward.server.approval.Delegation;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** {@code approval.delegation}. */
@Repository
public class DelegationStore {
    public void insert(Tx tx, Delegation d, Instant at) {
        tx.sql()
                .insertInto(DELEGATION)
                .set(DELEGATION.TENANT_ID, tx.t())
                .set(DELEGATION.ID, d.id())
                .set(DELEGATION.PERSON_ID, d.personId())
                .set(DELEGATION.DELEGATE_ID, d.delegateId())
                .set(DELEGATION.FIRST, d.first())
                .set(DELEGATION.LAST, d.last())
                .set(DELEGATION.CREATED, at)
                .execute();
    }

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(DELEGATION)
                .where(DELEGATION.TENANT_ID.eq(tx.t()), DELEGATION.ID.eq(id))
                .execute();
    }

    public Optional<Delegation> find(Tx tx, UUID id) {
        return list(tx, DELEGATION.ID.eq(id)).stream().findFirst();
    }

    /** Of a person, or to them, that are not over on a day. */
    public List<Delegation> around(Tx tx, UUID person, LocalDate day) {
        return list(
                tx,
                DELEGATION
                        .PERSON_ID
                        .eq(person)
                        .or(DELEGATION.DELEGATE_ID.eq(person))
                        .and(DELEGATION.LAST.ge(day)));
    }

    /** Those of these people that hold on a day. */
    public List<Delegation> of(Tx tx, Collection<UUID> people, LocalDate day) {
        return list(tx, on(day).and(DELEGATION.PERSON_ID.eq(DSL.any(people.toArray(UUID[]::new)))));
    }

    /** Those to a person that hold on a day. */
    public List<Delegation> to(Tx tx, UUID delegate, LocalDate day) {
        return list(tx, on(day).and(DELEGATION.DELEGATE_ID.eq(delegate)));
    }

    private static Condition on(LocalDate day) {
        return DELEGATION.FIRST.le(day).and(DELEGATION.LAST.ge(day));
    }

    private static List<Delegation> list(Tx tx, Condition where) {
        return tx.sql()
                .selectFrom(DELEGATION)
                .where(DELEGATION.TENANT_ID.eq(tx.t()), where)
                .orderBy(DELEGATION.FIRST, DELEGATION.ID)
                .limit(200)
                .fetch(r -> new Delegation(r.getId(), r.getPersonId(), r.getDelegateId(), r.getFirst(), r.getLast()));
    }
}
