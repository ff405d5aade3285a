package io.steward.server.journal.store;

import io.steward.server.platform.Database;
import org.springframework.stereotype.Repository;

/**
 * The number below which no transaction is in flight. Every transaction has its id before it draws a journal number. So
 * once all transactions older than one that began after number n was drawn have ended, every number up to n is committed or
 * never will be. Consumers read up to there and can skip nothing.
 */
@Repository
public class Horizon {
    private static final long NONE = -1;

    private final Database database;
    private long safe;
    private long pendingSeq = NONE;
    private long pendingXid;

    Horizon(Database database) {
        this.database = database;
    }

    /** The newest safe number. */
    public synchronized long safe() {
        if (pendingSeq == NONE) {
            long drawn = number("select case when is_called then last_value else 0 end from journal.entry_seq");
            if (drawn == safe) {
                return safe;
            }
            // An id of our own, since a snapshot alone says nothing of transactions younger than the last that ended.
            pendingXid = number("select pg_current_xact_id()::text::bigint");
            pendingSeq = drawn;
        }
        if (number("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint") >= pendingXid) {
            safe = pendingSeq;
            pendingSeq = NONE;
        }
        return safe;
    }

    private long number(String query) {
        return database.shared(sql -> sql.resultQuery(query).fetchSingle().into(long.class));
    }
}
