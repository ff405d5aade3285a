package io.steward.server.oncall.store;

import static io.steward.db.oncall.Tables.SHIFT_TOLD;

import io.steward.server.oncall.HandOver;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** {@code oncall.shift_told}. */
@Repository
public class ShiftStore {
    /** Of what begins after a moment, what was told. */
    public Set<HandOver> told(Tx tx, Instant after) {
        return tx.sql()
                .selectFrom(SHIFT_TOLD)
                .where(SHIFT_TOLD.TENANT_ID.eq(tx.t()), SHIFT_TOLD.BEGINS.gt(after))
                .fetchSet(r -> new HandOver(r.getScheduleId(), r.getPersonId(), r.getBegins(), r.getStage()));
    }

    /** False when it was marked before, by whichever node. */
    public boolean mark(Tx tx, HandOver h) {
        return tx.sql()
                        .insertInto(SHIFT_TOLD)
                        .set(SHIFT_TOLD.TENANT_ID, tx.t())
                        .set(SHIFT_TOLD.SCHEDULE_ID, h.schedule())
                        .set(SHIFT_TOLD.PERSON_ID, h.person())
                        .set(SHIFT_TOLD.BEGINS, h.begins())
                        .set(SHIFT_TOLD.STAGE, h.stage())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    public void forget(Tx tx, Instant before) {
        tx.sql()
                .deleteFrom(SHIFT_TOLD)
                .where(SHIFT_TOLD.TENANT_ID.eq(tx.t()), SHIFT_TOLD.BEGINS.lt(before))
                .execute();
    }
}
