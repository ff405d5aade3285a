package io.steward.server.macro.store;

import static io.steward.db.macro.Tables.ANSWER;

import io.steward.server.macro.CannedAnswer;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** {@code macro.answer}. */
@Repository
public class AnswerStore {
    public List<CannedAnswer> all(Tx tx) {
        return list(tx, DSL.noCondition());
    }

    public Optional<CannedAnswer> find(Tx tx, UUID id) {
        return list(tx, ANSWER.ID.eq(id)).stream().findFirst();
    }

    private static List<CannedAnswer> list(Tx tx, Condition which) {
        return tx.sql()
                .selectFrom(ANSWER)
                .where(ANSWER.TENANT_ID.eq(tx.t()), which)
                .orderBy(ANSWER.NAME, ANSWER.ID)
                .fetch(r -> new CannedAnswer(
                        r.getId(),
                        r.getDeskId(),
                        r.getOwnerId(),
                        r.getName(),
                        r.getShortcut(),
                        r.getText(),
                        r.getVersion()));
    }

    public void insert(Tx tx, CannedAnswer a, Instant at) {
        tx.sql()
                .insertInto(ANSWER)
                .set(ANSWER.TENANT_ID, tx.t())
                .set(ANSWER.ID, a.id())
                .set(ANSWER.DESK_ID, a.deskId())
                .set(ANSWER.OWNER_ID, a.ownerId())
                .set(ANSWER.NAME, a.name())
                .set(ANSWER.SHORTCUT, a.shortcut())
                .set(ANSWER.TEXT, a.text())
                .set(ANSWER.CREATED, at)
                .execute();
    }

    public boolean update(Tx tx, CannedAnswer a, int version) {
        return tx.sql()
                        .update(ANSWER)
                        .set(ANSWER.NAME, a.name())
                        .set(ANSWER.SHORTCUT, a.shortcut())
                        .set(ANSWER.TEXT, a.text())
                        .set(ANSWER.VERSION, version + 1)
                        .where(ANSWER.TENANT_ID.eq(tx.t()), ANSWER.ID.eq(a.id()), ANSWER.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(ANSWER)
                .where(ANSWER.TENANT_ID.eq(tx.t()), ANSWER.ID.eq(id))
                .execute();
    }
}
