package io.steward.server.journal.store;

import static io.steward.db.journal.Tables.CURSOR;
import static io.steward.db.journal.Tables.ENTRY;

import io.steward.server.platform.Tx;
import java.util.OptionalLong;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** How far each consumer has come, per tenant. */
@Repository
public class Cursors {
    /** Locks the consumer's cursor for this transaction; empty when another node holds it or none is there yet. */
    public OptionalLong lock(Tx tx, String consumer) {
        Long seq = tx.sql()
                .select(CURSOR.SEQ)
                .from(CURSOR)
                .where(CURSOR.TENANT_ID.eq(tx.t()), CURSOR.CONSUMER.eq(consumer))
                .forUpdate()
                .skipLocked()
                .fetchOne(CURSOR.SEQ);
        return seq == null ? OptionalLong.empty() : OptionalLong.of(seq);
    }

    public void begin(Tx tx, String consumer, long seq) {
        tx.sql()
                .insertInto(CURSOR)
                .values(tx.t(), consumer, seq)
                .onConflictDoNothing()
                .execute();
    }

    public void move(Tx tx, String consumer, long seq) {
        tx.sql()
                .update(CURSOR)
                .set(CURSOR.SEQ, seq)
                .where(CURSOR.TENANT_ID.eq(tx.t()), CURSOR.CONSUMER.eq(consumer))
                .execute();
    }

    /** How many entries the consumer has not had yet; no more than {@code most} are counted. */
    public int behind(Tx tx, String consumer, int most) {
        var ahead = DSL.selectOne()
                .from(ENTRY)
                .where(
                        ENTRY.TENANT_ID.eq(tx.t()),
                        ENTRY.SEQ.gt(DSL.select(CURSOR.SEQ)
                                .from(CURSOR)
                                .where(CURSOR.TENANT_ID.eq(tx.t()), CURSOR.CONSUMER.eq(consumer))))
                .limit(most);
        return tx.sql().fetchCount(ahead);
    }
}
