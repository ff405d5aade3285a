package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.NUMBER_COUNTER;

import io.steward.server.platform.Tx;
import org.springframework.stereotype.Repository;

/** Draws ticket numbers: without gaps from failures, each once, in order of commit. Drawn last, since it locks. */
@Repository
public class Numbers {
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
        long last = tx.sql()
                .insertInto(NUMBER_COUNTER)
                .set(NUMBER_COUNTER.TENANT_ID, tx.t())
                .set(NUMBER_COUNTER.PREFIX, prefix)
                .set(NUMBER_COUNTER.LAST, 1000L + count)
                .onConflict(NUMBER_COUNTER.TENANT_ID, NUMBER_COUNTER.PREFIX)
                .doUpdate()
                .set(NUMBER_COUNTER.LAST, NUMBER_COUNTER.LAST.plus((long) count))
                .returning(NUMBER_COUNTER.LAST)
                .fetchSingle()
                .getLast();
        return last - count + 1;
    }
}
