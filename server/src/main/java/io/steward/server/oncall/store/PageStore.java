package io.steward.server.oncall.store;

import static io.steward.db.oncall.Tables.PAGE;
import static io.steward.db.oncall.Tables.TOLD;
import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.db.oncall.tables.records.PageRecord;
import io.steward.server.oncall.Call;
import io.steward.server.oncall.PageState;
import io.steward.server.oncall.Told;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code oncall.page} and {@code oncall.told}. */
@Repository
public class PageStore {
    private static final Condition STANDING = PAGE.STATE.in(DSL.inline("triggered"), DSL.inline("acknowledged"));

    /** How the pages about a ticket of the query's stand, each state once. */
    public static Field<String[]> statesOfTicket() {
        return DSL.array(
                DSL.selectDistinct(PAGE.STATE).from(PAGE).where(ofTicket()).orderBy(PAGE.STATE));
    }

    /** That there is a page about a ticket of the query's. @param states in one of these; null: whatever its state */
    public static Condition isOfTicket(@Nullable Collection<?> states) {
        Condition wanted = states == null
                ? DSL.noCondition()
                : PAGE.STATE.in(states.stream().map(Object::toString).toList());
        return DSL.exists(DSL.selectOne().from(PAGE).where(ofTicket(), wanted));
    }

    private static Condition ofTicket() {
        return PAGE.TENANT_ID.eq(TICKET_.TENANT_ID).and(PAGE.TICKET_ID.eq(TICKET_.ID));
    }

    /** How the pages about a ticket stand, each state once. */
    public List<String> statesOf(Tx tx, UUID ticket) {
        return tx.sql()
                .selectDistinct(PAGE.STATE)
                .from(PAGE)
                .where(PAGE.TENANT_ID.eq(tx.t()), PAGE.TICKET_ID.eq(ticket))
                .orderBy(PAGE.STATE)
                .fetch(PAGE.STATE);
    }

    /** False when one of the same chain stands on the ticket. */
    public boolean insert(Tx tx, Call p) {
        return tx.sql()
                        .insertInto(PAGE)
                        .set(PAGE.TENANT_ID, tx.t())
                        .set(PAGE.ID, p.id())
                        .set(PAGE.TICKET_ID, p.ticketId())
                        .set(PAGE.DESK_ID, p.deskId())
                        .set(PAGE.CHAIN_ID, p.chainId())
                        .set(PAGE.CHAIN_NAME, p.chainName())
                        .set(PAGE.STEPS, Json.of(p.steps()))
                        .set(PAGE.REPEATS, p.repeats())
                        .set(PAGE.TEXT, p.text())
                        .set(PAGE.SOURCE, p.source())
                        .set(PAGE.STATE, p.state().key())
                        .set(PAGE.NEXT_AT, p.nextAt())
                        .set(PAGE.TRIGGERED, p.triggered())
                        .set(PAGE.TRIGGERED_BY, p.triggeredBy())
                        .onConflict(PAGE.TENANT_ID, PAGE.TICKET_ID, PAGE.CHAIN_ID)
                        .where(STANDING)
                        .doNothing()
                        .execute()
                == 1;
    }

    public Optional<Call> find(Tx tx, UUID id) {
        return list(tx, PAGE.ID.eq(id), 1).stream().findFirst();
    }

    /** The one of a chain that stands on a ticket, held until the transaction ends. */
    public Optional<Call> standing(Tx tx, UUID ticket, UUID chain) {
        return tx.sql()
                .selectFrom(PAGE)
                .where(PAGE.TENANT_ID.eq(tx.t()), PAGE.TICKET_ID.eq(ticket), PAGE.CHAIN_ID.eq(chain), STANDING)
                .forUpdate()
                .fetchOptional(PageStore::read);
    }

    /** All that stand on a ticket, held until the transaction ends. */
    public List<Call> standing(Tx tx, UUID ticket) {
        return tx.sql()
                .selectFrom(PAGE)
                .where(PAGE.TENANT_ID.eq(tx.t()), PAGE.TICKET_ID.eq(ticket), STANDING)
                .orderBy(PAGE.ID)
                .forUpdate()
                .fetch(PageStore::read);
    }

    /** Held until the transaction ends. */
    public Optional<Call> lock(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(PAGE)
                .where(PAGE.TENANT_ID.eq(tx.t()), PAGE.ID.eq(id))
                .forUpdate()
                .fetchOptional(PageStore::read);
    }

    /** One that goes on now and that no other node has in hand. */
    public Optional<Call> due(Tx tx, Instant now) {
        return tx.sql()
                .selectFrom(PAGE)
                .where(PAGE.TENANT_ID.eq(tx.t()), PAGE.STATE.eq(DSL.inline("triggered")), PAGE.NEXT_AT.le(now))
                .orderBy(PAGE.NEXT_AT)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(PageStore::read);
    }

    public List<Call> ofTicket(Tx tx, UUID ticket, int most) {
        return list(tx, PAGE.TICKET_ID.eq(ticket), most);
    }

    /** Of some desks, the newest first. */
    public List<Call> page(
            Tx tx, Collection<UUID> desks, Collection<PageState> states, @Nullable UUID before, int limit) {
        Condition where = PAGE.DESK_ID
                .in(desks)
                .and(PAGE.STATE.in(states.stream().map(PageState::key).toList()));
        return desks.isEmpty() ? List.of() : list(tx, before == null ? where : where.and(PAGE.ID.lt(before)), limit);
    }

    private static List<Call> list(Tx tx, Condition where, int limit) {
        return tx.sql()
                .selectFrom(PAGE)
                .where(PAGE.TENANT_ID.eq(tx.t()), where)
                .orderBy(PAGE.ID.desc())
                .limit(limit)
                .fetch(PageStore::read);
    }

    /** Its row is held. */
    public void move(Tx tx, Call p) {
        tx.sql()
                .update(PAGE)
                .set(PAGE.STATE, p.state().key())
                .set(PAGE.STEP, p.step())
                .set(PAGE.ROUND, p.round())
                .set(PAGE.NEXT_AT, p.nextAt())
                .set(PAGE.ACKNOWLEDGED, p.acknowledged())
                .set(PAGE.ACKNOWLEDGED_BY, p.acknowledgedBy())
                .set(PAGE.ACKNOWLEDGED_VIA, p.acknowledgedVia())
                .set(PAGE.ENDED, p.ended())
                .where(PAGE.TENANT_ID.eq(tx.t()), PAGE.ID.eq(p.id()))
                .execute();
    }

    public void told(Tx tx, Call p, Collection<UUID> people, Instant at) {
        if (people.isEmpty()) {
            return;
        }
        var rows =
                tx.sql().insertInto(TOLD, TOLD.TENANT_ID, TOLD.PAGE_ID, TOLD.ROUND, TOLD.STEP, TOLD.PERSON_ID, TOLD.AT);
        for (UUID person : people) {
            rows = rows.values(tx.t(), p.id(), p.round(), p.step(), person, at);
        }
        rows.execute();
    }

    /** Whether somebody was told in a round. */
    public boolean anyTold(Tx tx, UUID page, int round) {
        return tx.sql().fetchExists(TOLD, TOLD.TENANT_ID.eq(tx.t()), TOLD.PAGE_ID.eq(page), TOLD.ROUND.eq(round));
    }

    public boolean wasTold(Tx tx, UUID page, UUID person) {
        return tx.sql().fetchExists(TOLD, TOLD.TENANT_ID.eq(tx.t()), TOLD.PAGE_ID.eq(page), TOLD.PERSON_ID.eq(person));
    }

    /** In the order in which they were told. */
    public List<Told> told(Tx tx, Collection<UUID> pages) {
        return pages.isEmpty()
                ? List.of()
                : tx.sql()
                        .selectFrom(TOLD)
                        .where(TOLD.TENANT_ID.eq(tx.t()), TOLD.PAGE_ID.eq(DSL.any(pages.toArray(UUID[]::new))))
                        .orderBy(TOLD.PAGE_ID, TOLD.ROUND, TOLD.STEP, TOLD.PERSON_ID)
                        .fetch(r -> new Told(r.getPageId(), r.getRound(), r.getStep(), r.getPersonId(), r.getAt()));
    }

    private static Call read(PageRecord r) {
        return new Call(
                r.getId(),
                r.getTicketId(),
                r.getDeskId(),
                r.getChainId(),
                r.getChainName(),
                Json.read(r.getSteps(), ChainStore.STEPS),
                r.getRepeats(),
                r.getText(),
                r.getSource(),
                PageState.of(r.getState()),
                r.getStep(),
                r.getRound(),
                r.getNextAt(),
                r.getTriggered(),
                r.getTriggeredBy(),
                r.getAcknowledged(),
                r.getAcknowledgedBy(),
                r.getAcknowledgedVia(),
                r.getEnded());
    }
}
