package io.steward.server.integration.store;

import static io.steward.db.integration.Tables.ALERT;

import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code integration.alert}: what each source says just now, one row for each key. */
@Repository
public class AlertStore {
    /** @param said the SHA-256 of what was said last */
    public record Alert(
            String key,
            @Nullable UUID ticketId,
            boolean firing,
            int times,
            byte @Nullable [] said,
            Instant began,
            Instant lastAt) {}

    /** The row for a key, made when there is none, held until the transaction ends. */
    public Alert lock(Tx tx, UUID source, String key, Instant now) {
        tx.sql()
                .insertInto(ALERT)
                .set(ALERT.TENANT_ID, tx.t())
                .set(ALERT.SOURCE_ID, source)
                .set(ALERT.KEY, key)
                .set(ALERT.FIRING, false)
                .set(ALERT.TIMES, 0)
                .set(ALERT.BEGAN, now)
                .set(ALERT.LAST_AT, now)
                .onConflictDoNothing()
                .execute();
        return tx.sql()
                .selectFrom(ALERT)
                .where(ALERT.TENANT_ID.eq(tx.t()), ALERT.SOURCE_ID.eq(source), ALERT.KEY.eq(key))
                .forUpdate()
                .fetchSingle(r -> new Alert(
                        r.getKey(),
                        r.getTicketId(),
                        r.getFiring(),
                        r.getTimes(),
                        r.getSaid(),
                        r.getBegan(),
                        r.getLastAt()));
    }

    public void save(Tx tx, UUID source, Alert a) {
        tx.sql()
                .update(ALERT)
                .set(ALERT.TICKET_ID, a.ticketId())
                .set(ALERT.FIRING, a.firing())
                .set(ALERT.TIMES, a.times())
                .set(ALERT.SAID, a.said())
                .set(ALERT.BEGAN, a.began())
                .set(ALERT.LAST_AT, a.lastAt())
                .where(ALERT.TENANT_ID.eq(tx.t()), ALERT.SOURCE_ID.eq(source), ALERT.KEY.eq(a.key()))
                .execute();
    }

    public void delete(Tx tx, UUID source, String key) {
        tx.sql()
                .deleteFrom(ALERT)
                .where(ALERT.TENANT_ID.eq(tx.t()), ALERT.SOURCE_ID.eq(source), ALERT.KEY.eq(key))
                .execute();
    }

    /** Forgets what is long over. */
    public int forget(Tx tx, Instant before, int limit) {
        return tx.sql()
                .deleteFrom(ALERT)
                .where(
                        ALERT.TENANT_ID.eq(tx.t()),
                        DSL.row(ALERT.SOURCE_ID, ALERT.KEY)
                                .in(DSL.select(ALERT.SOURCE_ID, ALERT.KEY)
                                        .from(ALERT)
                                        .where(
                                                ALERT.TENANT_ID.eq(tx.t()),
                                                ALERT.FIRING.isFalse(),
                                                ALERT.LAST_AT.lt(before))
                                        .limit(limit)))
                .execute();
    }
}
