package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.NUMBER_COUNTER;
import static io.steward.server.platform.Prepared.value;

import io.steward.server.platform.Prepared;
import io.steward.server.platform.Row;
import io.steward.server.platform.Tx;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Draws ticket numbers: without gaps from failures, each once, in order of commit. Drawn last, since it locks. */
@Repository
public class Numbers {
    private static final long BEFORE_FIRST = 1000;

    private static final Prepared RESERVE = Prepared.of(
            () -> DSL.insertInto(NUMBER_COUNTER, NUMBER_COUNTER.TENANT_ID, NUMBER_COUNTER.PREFIX, NUMBER_COUNTER.LAST)
                    .values(value(NUMBER_COUNTER.TENANT_ID), value(NUMBER_COUNTER.PREFIX), value(NUMBER_COUNTER.LAST))
                    .onConflict(NUMBER_COUNTER.TENANT_ID, NUMBER_COUNTER.PREFIX)
                    .doUpdate()
                    .set(NUMBER_COUNTER.LAST, NUMBER_COUNTER.LAST.plus(value(Long.class)))
                    .returning(NUMBER_COUNTER.LAST));

    public String next(Tx tx, String prefix) {
        return prefix + "-" + reserve(tx, prefix, 1);
    }

    /** The next number of a counter that begins with {@code first}. */
    public long draw(Tx tx, String counter, long first) {
        return tx.sql()
                .insertInto(NUMBER_COUNTER)
                .set(NUMBER_COUNTER.TENANT_ID, tx.t())
                .set(NUMBER_COUNTER.PREFIX, counter)
                .set(NUMBER_COUNTER.LAST, first)
                .onConflict(NUMBER_COUNTER.TENANT_ID, NUMBER_COUNTER.PREFIX)
                .doUpdate()
                .set(NUMBER_COUNTER.LAST, NUMBER_COUNTER.LAST.plus(1L))
                .returning(NUMBER_COUNTER.LAST)
                .fetchSingle()
                .getLast();
    }

    /** Reserves several numbers; the first of them. */
    public long reserve(Tx tx, String prefix, int count) {
        long last = RESERVE.find(tx, Row::big, tx.t(), prefix, BEFORE_FIRST + count, (long) count)
                .orElseThrow();
        return last - count + 1;
    }
}
