package io.steward.server.journal.store;

import io.steward.server.platform.Database;
import org.springframework.stereotype.Repository;

/**
 * The number below which no transaction is in flight. Every transaction has its id before it draws a journal number, so
 * once all transactions that ran when number n was the last drawn have ended, every number up to n is committed or never
 * will be. Consumers read up to there and can skip nothing.
 */
@Repository
public class Horizon {
    private final Database database;
    private long safe;
    private long pendingSeq = -1;
    private long pendingXmax;

    Horizon(Database database) {
        this.database = database;
    }

    /** The newest safe number. */
    public synchronized long safe() {
        // The number is read in a statement before the snapshot: a transaction that draws a number in between is
        // younger.
        long drawn = database.shared(
                sql -> sql.resultQuery("select case when is_called then last_value else 0 end from journal.entry_seq")
                        .fetchSingle()
                        .into(long.class));
        if (drawn == safe) {
            return safe;
        }
        var snapshot = database.shared(sql -> sql.resultQuery("select pg_snapshot_xmin(s)::text::bigint, "
                        + "pg_snapshot_xmax(s)::text::bigint from pg_current_snapshot() s")
                .fetchSingle());
        long xmin = snapshot.get(0, Long.class);
        long xmax = snapshot.get(1, Long.class);
        if (xmin == xmax) {
            safe = drawn;
            pendingSeq = -1;
        } else if (pendingSeq >= 0 && xmin >= pendingXmax) {
            safe = pendingSeq;
            pendingSeq = -1;
        }
        if (pendingSeq < 0 && drawn > safe) {
            pendingSeq = drawn;
            pendingXmax = xmax;
        }
        return safe;
    }
}
