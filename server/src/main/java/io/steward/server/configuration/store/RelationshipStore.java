package io.steward.server.configuration.store;

import static io.steward.db.configuration.Tables.RELATIONSHIP;

import io.steward.server.configuration.RelationKind;
import io.steward.server.configuration.Relationship;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** {@code configuration.relationship}. */
@Repository
public class RelationshipStore {
    /** All that a CI is in, from either end. */
    public List<Relationship> of(Tx tx, UUID ci) {
        return tx.sql()
                .selectFrom(RELATIONSHIP)
                .where(
                        RELATIONSHIP.TENANT_ID.eq(tx.t()),
                        RELATIONSHIP.FROM_ID.eq(ci).or(RELATIONSHIP.TO_ID.eq(ci)))
                .orderBy(RELATIONSHIP.CREATED, RELATIONSHIP.ID)
                .fetch(r -> new Relationship(r.getId(), r.getFromId(), RelationKind.of(r.getKind()), r.getToId()));
    }

    public boolean exists(Tx tx, UUID from, RelationKind kind, UUID to) {
        return tx.sql()
                .fetchExists(DSL.selectOne()
                        .from(RELATIONSHIP)
                        .where(
                                RELATIONSHIP.TENANT_ID.eq(tx.t()),
                                RELATIONSHIP.FROM_ID.eq(from),
                                RELATIONSHIP.KIND.eq(kind.key()),
                                RELATIONSHIP.TO_ID.eq(to)));
    }

    /** Answers whether it is new. */
    public boolean insert(Tx tx, Relationship r, Instant at) {
        return tx.sql()
                        .insertInto(RELATIONSHIP)
                        .set(RELATIONSHIP.TENANT_ID, tx.t())
                        .set(RELATIONSHIP.ID, r.id())
                        .set(RELATIONSHIP.FROM_ID, r.from())
                        .set(RELATIONSHIP.KIND, r.kind().key())
                        .set(RELATIONSHIP.TO_ID, r.to())
                        .set(RELATIONSHIP.CREATED, at)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(RELATIONSHIP)
                .where(RELATIONSHIP.TENANT_ID.eq(tx.t()), RELATIONSHIP.ID.eq(id))
                .execute();
    }
}
