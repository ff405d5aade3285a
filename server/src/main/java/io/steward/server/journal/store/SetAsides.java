package io.steward.server.journal.store;

import static io.steward.db.journal.Tables.ENTRY;
import static io.steward.db.journal.Tables.SET_ASIDE;

import io.steward.server.journal.Follower;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Repository;

/** Entries that a follower could not take. */
@Repository
public class SetAsides {
    private static final int LONGEST = 500;

    public void add(Tx tx, String consumer, long seq, Instant at, Throwable why) {
        tx.sql()
                .insertInto(SET_ASIDE)
                .values(tx.t(), consumer, seq, at, said(why))
                .onConflictDoNothing()
                .execute();
    }

    /** False when it is not there (any more). */
    public boolean remove(Tx tx, String consumer, long seq) {
        return tx.sql()
                        .deleteFrom(SET_ASIDE)
                        .where(SET_ASIDE.TENANT_ID.eq(tx.t()), SET_ASIDE.CONSUMER.eq(consumer), SET_ASIDE.SEQ.eq(seq))
                        .execute()
                == 1;
    }

    public int count(Tx tx, String consumer) {
        return tx.sql().fetchCount(SET_ASIDE, SET_ASIDE.TENANT_ID.eq(tx.t()), SET_ASIDE.CONSUMER.eq(consumer));
    }

    public List<Follower.SetAside> first(Tx tx, String consumer, int most) {
        return tx.sql()
                .select(SET_ASIDE.SEQ, SET_ASIDE.AT, SET_ASIDE.ERROR, ENTRY.SUBJECT_KIND, ENTRY.SUBJECT_ID, ENTRY.KIND)
                .from(SET_ASIDE)
                .join(ENTRY)
                .on(ENTRY.TENANT_ID.eq(SET_ASIDE.TENANT_ID), ENTRY.SEQ.eq(SET_ASIDE.SEQ))
                .where(SET_ASIDE.TENANT_ID.eq(tx.t()), SET_ASIDE.CONSUMER.eq(consumer))
                .orderBy(SET_ASIDE.SEQ)
                .limit(most)
                .fetch(r ->
                        new Follower.SetAside(r.value1(), r.value2(), r.value3(), r.value4(), r.value5(), r.value6()));
    }

    /** The innermost reason, on one line. */
    public static String said(Throwable why) {
        Throwable at = why;
        while (at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        String text = (at.getClass().getSimpleName() + ": " + at.getMessage()).replaceAll("\\p{Cntrl}+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
