package io.steward.server.oncall.store;

import static io.steward.db.oncall.Tables.CHAIN;

import io.steward.db.oncall.tables.records.ChainRecord;
import io.steward.server.oncall.Chain;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** {@code oncall.chain}. */
@Repository
public class ChainStore implements DeskStore<Chain> {
    static final TypeReference<List<Chain.Step>> STEPS = new TypeReference<>() {};

    @Override
    public List<Chain> all(Tx tx) {
        return list(tx, DSL.noCondition());
    }

    @Override
    public List<Chain> ofDesk(Tx tx, UUID desk) {
        return list(tx, CHAIN.DESK_ID.eq(desk));
    }

    @Override
    public Optional<Chain> find(Tx tx, UUID id) {
        return list(tx, CHAIN.ID.eq(id)).stream().findFirst();
    }

    private static List<Chain> list(Tx tx, Condition where) {
        return tx.sql()
                .selectFrom(CHAIN)
                .where(CHAIN.TENANT_ID.eq(tx.t()), where)
                .orderBy(CHAIN.DESK_ID, CHAIN.NAME)
                .fetch(ChainStore::read);
    }

    @Override
    public void insert(Tx tx, Chain c, Instant at) {
        tx.sql()
                .insertInto(CHAIN)
                .set(CHAIN.TENANT_ID, tx.t())
                .set(CHAIN.ID, c.id())
                .set(CHAIN.DESK_ID, c.deskId())
                .set(CHAIN.NAME, c.name())
                .set(CHAIN.STEPS, Json.of(c.steps()))
                .set(CHAIN.REPEATS, c.repeats())
                .set(CHAIN.CREATED, at)
                .execute();
    }

    @Override
    public boolean update(Tx tx, Chain c) {
        return tx.sql()
                        .update(CHAIN)
                        .set(CHAIN.NAME, c.name())
                        .set(CHAIN.STEPS, Json.of(c.steps()))
                        .set(CHAIN.REPEATS, c.repeats())
                        .set(CHAIN.VERSION, c.version())
                        .where(CHAIN.TENANT_ID.eq(tx.t()), CHAIN.ID.eq(c.id()), CHAIN.VERSION.eq(c.version() - 1))
                        .execute()
                == 1;
    }

    @Override
    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(CHAIN)
                .where(CHAIN.TENANT_ID.eq(tx.t()), CHAIN.ID.eq(id))
                .execute();
    }

    private static Chain read(ChainRecord r) {
        return new Chain(
                r.getId(), r.getDeskId(), r.getName(), Json.read(r.getSteps(), STEPS), r.getRepeats(), r.getVersion());
    }
}
