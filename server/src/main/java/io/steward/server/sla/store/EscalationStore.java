package io.steward.server.sla.store;

import static io.steward.db.sla.Tables.ESCALATION;

import io.steward.server.platform.Ids;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import io.steward.server.sla.Clock;
import io.steward.server.sla.Promise;
import io.steward.server.sla.rules.ClockState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** {@code sla.escalation}. */
@Repository
public class EscalationStore {
    private static final TypeReference<List<Promise.Action>> ACTIONS = new TypeReference<>() {};

    /** What is still to be done because a clock came to a percentage. */
    public record Escalation(
            UUID id, UUID ticketId, String key, String policy, int percent, List<Promise.Action> actions, Instant due) {
        public static Escalation of(
                Clock clock, String policy, int percent, List<Promise.Action> actions, ClockState state) {
            Instant due = state.due() == null ? state.since() : state.due();
            return new Escalation(Ids.next(), clock.ticketId(), clock.key(), policy, percent, actions, due);
        }
    }

    public void insert(Tx tx, List<Escalation> all) {
        if (all.isEmpty()) {
            return;
        }
        var insert = tx.sql()
                .insertInto(
                        ESCALATION,
                        ESCALATION.TENANT_ID,
                        ESCALATION.ID,
                        ESCALATION.TICKET_ID,
                        ESCALATION.KEY,
                        ESCALATION.POLICY,
                        ESCALATION.PERCENT,
                        ESCALATION.ACTIONS,
                        ESCALATION.DUE);
        for (Escalation e : all) {
            insert = insert.values(
                    tx.t(), e.id(), e.ticketId(), e.key(), e.policy(), e.percent(), Json.of(e.actions()), e.due());
        }
        insert.execute();
    }

    /** The oldest that no other node has in hand, gone with this transaction. */
    public Optional<Escalation> take(Tx tx) {
        var oldest = DSL.select(ESCALATION.ID)
                .from(ESCALATION)
                .where(ESCALATION.TENANT_ID.eq(tx.t()))
                .orderBy(ESCALATION.ID)
                .limit(DSL.inline(1))
                .forUpdate()
                .skipLocked();
        return tx.sql()
                .deleteFrom(ESCALATION)
                .where(ESCALATION.TENANT_ID.eq(tx.t()), ESCALATION.ID.eq(oldest))
                .returning()
                .fetchOptional(r -> new Escalation(
                        r.getId(),
                        r.getTicketId(),
                        r.getKey(),
                        r.getPolicy(),
                        r.getPercent(),
                        Json.read(r.getActions(), ACTIONS),
                        r.getDue()));
    }
}
