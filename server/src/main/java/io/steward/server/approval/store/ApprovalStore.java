package io.steward.server.approval.store;

import static io.steward.db.approval.Tables.APPROVAL_;
import static io.steward.db.approval.Tables.SEAT;
import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.approval.Approval;
import io.steward.server.approval.ApprovalState;
import io.steward.server.approval.Plan;
import io.steward.server.approval.Seat;
import io.steward.server.approval.Snapshot;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code approval.approval} and {@code approval.seat}. */
@Repository
public class ApprovalStore {
    private static final io.steward.db.approval.tables.Approval A = APPROVAL_;

    public void insert(Tx tx, Approval a) {
        tx.sql()
                .insertInto(A)
                .set(A.TENANT_ID, tx.t())
                .set(A.ID, a.id())
                .set(A.TICKET_ID, a.ticketId())
                .set(A.DESK_ID, a.deskId())
                .set(A.TITLE, a.plan().title())
                .set(A.REASON, a.plan().reason())
                .set(A.STATE, a.state().key())
                .set(A.STEP, a.step())
                .set(A.PLAN, Json.of(a.plan()))
                .set(A.SNAPSHOT, Json.of(a.snapshot()))
                .set(A.REQUESTED_BY, a.requestedBy())
                .set(A.REQUESTED, a.requested())
                .set(A.EXPIRES, a.expires())
                .set(A.NEXT_REMINDER, a.nextReminder())
                .set(A.REPLACES, a.replaces())
                .execute();
        var rows = tx.sql().insertInto(SEAT, SEAT.TENANT_ID, SEAT.APPROVAL_ID, SEAT.STEP, SEAT.PERSON_ID, SEAT.SOURCE);
        for (Seat s : a.seats()) {
            rows = rows.values(tx.t(), a.id(), s.step(), s.personId(), s.source());
        }
        rows.execute();
    }

    public Optional<Approval> find(Tx tx, UUID id) {
        return list(tx, A.ID.eq(id), 1).stream().findFirst();
    }

    /** Held until the transaction ends: votes come one after the other. */
    public Optional<Approval> lock(Tx tx, UUID id) {
        tx.sql()
                .select(A.ID)
                .from(A)
                .where(A.TENANT_ID.eq(tx.t()), A.ID.eq(id))
                .forUpdate()
                .fetch();
        return find(tx, id);
    }

    /** The newest first. */
    public List<Approval> ofTicket(Tx tx, UUID ticket) {
        return list(tx, A.TICKET_ID.eq(ticket), 100);
    }

    /** Those of a ticket that wait or hold, held until the transaction ends. */
    public List<Approval> standing(Tx tx, UUID ticket, ApprovalState... states) {
        var keys = List.of(states).stream().map(ApprovalState::key).toList();
        var ids = tx.sql()
                .select(A.ID)
                .from(A)
                .where(A.TENANT_ID.eq(tx.t()), A.TICKET_ID.eq(ticket), A.STATE.in(keys))
                .orderBy(A.ID)
                .forUpdate()
                .fetch(A.ID);
        return ids.isEmpty() ? List.of() : list(tx, A.ID.in(ids), ids.size());
    }

    /** What waits for one of these people, and was not asked for nor decided at this step by {@code me}. */
    public List<Approval> waiting(Tx tx, UUID me, Collection<UUID> people, @Nullable UUID before, int limit) {
        return list(tx, waits(me, people).and(before(before)), limit);
    }

    public int countWaiting(Tx tx, UUID me, Collection<UUID> people, int most) {
        return tx.sql()
                .fetchCount(DSL.selectOne()
                        .from(A)
                        .where(A.TENANT_ID.eq(tx.t()), waits(me, people))
                        .limit(most));
    }

    private static Condition waits(UUID me, Collection<UUID> people) {
        Condition mine = DSL.exists(DSL.selectOne()
                .from(SEAT)
                .where(
                        SEAT.TENANT_ID.eq(A.TENANT_ID),
                        SEAT.APPROVAL_ID.eq(A.ID),
                        SEAT.STEP.eq(A.STEP),
                        SEAT.PERSON_ID.eq(DSL.any(people.toArray(UUID[]::new))),
                        SEAT.DECISION.isNull()));
        Condition done = DSL.exists(DSL.selectOne()
                .from(SEAT)
                .where(
                        SEAT.TENANT_ID.eq(A.TENANT_ID),
                        SEAT.APPROVAL_ID.eq(A.ID),
                        SEAT.STEP.eq(A.STEP),
                        SEAT.DECIDED_BY.eq(me)));
        return A.STATE
                .eq(DSL.inline("pending"))
                .and(A.ID.in(DSL.select(SEAT.APPROVAL_ID)
                        .from(SEAT)
                        .where(
                                SEAT.TENANT_ID.eq(A.TENANT_ID),
                                SEAT.PERSON_ID.eq(DSL.any(people.toArray(UUID[]::new))))))
                .and(mine)
                .andNot(done)
                .and(A.REQUESTED_BY.isDistinctFrom(me));
    }

    public List<Approval> decidedBy(Tx tx, UUID me, @Nullable UUID before, int limit) {
        Condition mine = A.ID.in(
                DSL.select(SEAT.APPROVAL_ID).from(SEAT).where(SEAT.TENANT_ID.eq(tx.t()), SEAT.DECIDED_BY.eq(me)));
        return list(tx, mine.and(before(before)), limit);
    }

    public List<Approval> askedBy(Tx tx, UUID me, @Nullable UUID before, int limit) {
        return list(tx, A.REQUESTED_BY.eq(me).and(before(before)), limit);
    }

    private static Condition before(@Nullable UUID before) {
        return before == null ? DSL.noCondition() : A.ID.lt(before);
    }

    public void vote(Tx tx, UUID approval, Seat s) {
        tx.sql()
                .update(SEAT)
                .set(SEAT.DECISION, Boolean.TRUE.equals(s.approved()) ? "approved" : "rejected")
                .set(SEAT.DECIDED_BY, s.decidedBy())
                .set(SEAT.DECIDED, s.decided())
                .set(SEAT.COMMENT, s.comment())
                .set(SEAT.VIA, s.via())
                .where(
                        SEAT.TENANT_ID.eq(tx.t()),
                        SEAT.APPROVAL_ID.eq(approval),
                        SEAT.STEP.eq(s.step()),
                        SEAT.PERSON_ID.eq(s.personId()),
                        SEAT.DECISION.isNull())
                .execute();
    }

    /** Where it stands now; whoever changes it holds its row. */
    public void move(
            Tx tx, UUID id, ApprovalState state, int step, @Nullable Instant settled, @Nullable String ending) {
        boolean over = state != ApprovalState.PENDING;
        var update = tx.sql()
                .update(A)
                .set(A.STATE, state.key())
                .set(A.STEP, step)
                .set(A.SETTLED, settled)
                .set(A.ENDING, ending)
                .set(A.VERSION, A.VERSION.plus(1));
        if (over) {
            update = update.setNull(A.NEXT_REMINDER);
        }
        update.where(A.TENANT_ID.eq(tx.t()), A.ID.eq(id)).execute();
    }

    public void remind(Tx tx, UUID id, @Nullable Instant next) {
        tx.sql()
                .update(A)
                .set(A.NEXT_REMINDER, next)
                .where(A.TENANT_ID.eq(tx.t()), A.ID.eq(id))
                .execute();
    }

    /** One whose time is over, held; nobody else has it just now. */
    public Optional<Approval> expired(Tx tx, Instant now) {
        return due(tx, A.EXPIRES, now);
    }

    /** One whose approvers are to be reminded, held. */
    public Optional<Approval> toRemind(Tx tx, Instant now) {
        return due(tx, A.NEXT_REMINDER, now);
    }

    private Optional<Approval> due(Tx tx, Field<Instant> when, Instant now) {
        return tx.sql()
                .select(A.ID)
                .from(A)
                .where(A.TENANT_ID.eq(tx.t()), A.STATE.eq(DSL.inline("pending")), when.le(now))
                .orderBy(when)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(A.ID)
                .flatMap(id -> find(tx, id));
    }

    /** How the last approval of a ticket stands that was not taken back, as a column of the ticket. */
    public static Field<String> stateOfTicket() {
        return DSL.coalesce(DSL.field(latest(TICKET_.TENANT_ID, TICKET_.ID)), DSL.inline("none"));
    }

    public String stateOf(Tx tx, UUID ticket) {
        String state = tx.sql()
                .select(DSL.field(latest(DSL.val(tx.t()), DSL.val(ticket))))
                .fetchSingle()
                .value1();
        return state == null ? "none" : state;
    }

    private static Select<Record1<String>> latest(Field<Integer> tenant, Field<UUID> ticket) {
        return DSL.select(A.STATE)
                .from(A)
                .where(
                        A.TENANT_ID.eq(tenant),
                        A.TICKET_ID.eq(ticket),
                        A.STATE.notIn(DSL.inline("withdrawn"), DSL.inline("superseded")))
                .orderBy(A.ID.desc())
                .limit(1);
    }

    private static List<Approval> list(Tx tx, Condition where, int limit) {
        var rows = tx.sql()
                .selectFrom(A)
                .where(A.TENANT_ID.eq(tx.t()), where)
                .orderBy(A.ID.desc())
                .limit(limit)
                .fetch();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<Seat>> seats = tx.sql()
                .selectFrom(SEAT)
                .where(SEAT.TENANT_ID.eq(tx.t()), SEAT.APPROVAL_ID.in(rows.getValues(A.ID)))
                .orderBy(SEAT.STEP, SEAT.SOURCE, SEAT.PERSON_ID)
                .fetchGroups(SEAT.APPROVAL_ID, ApprovalStore::seat);
        return rows.map(r -> new Approval(
                r.getId(),
                r.getTicketId(),
                r.getDeskId(),
                ApprovalState.of(r.getState()),
                r.getStep(),
                Json.read(r.getPlan(), Plan.class),
                Json.read(r.getSnapshot(), Snapshot.class),
                seats.getOrDefault(r.getId(), List.of()),
                r.getRequestedBy(),
                r.getRequested(),
                r.getSettled(),
                r.getEnding(),
                r.getExpires(),
                r.getNextReminder(),
                r.getReplaces(),
                r.getVersion()));
    }

    private static Seat seat(io.steward.db.approval.tables.records.SeatRecord r) {
        String decision = r.getDecision();
        return new Seat(
                r.getStep(),
                r.getPersonId(),
                r.getSource(),
                decision == null ? null : (Boolean) decision.equals("approved"),
                r.getDecidedBy(),
                r.getDecided(),
                r.getComment(),
                r.getVia());
    }
}
