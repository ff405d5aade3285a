package io.steward.server.configuration.store;

import static io.steward.db.configuration.Tables.CI_CLASS;

import io.steward.server.configuration.CiClass;
import io.steward.server.platform.Tx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** {@code configuration.ci_class}. */
@Repository
public class ClassStore {
    public List<CiClass> all(Tx tx) {
        return tx.sql()
                .selectFrom(CI_CLASS)
                .where(CI_CLASS.TENANT_ID.eq(tx.t()))
                .orderBy(CI_CLASS.POSITION, CI_CLASS.NAME)
                .fetch(ClassStore::read);
    }

    public Optional<CiClass> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(CI_CLASS)
                .where(CI_CLASS.TENANT_ID.eq(tx.t()), CI_CLASS.ID.eq(id))
                .fetchOptional(ClassStore::read);
    }

    /** Answers whether it is new: one of this key or name stays as it is. */
    public boolean insert(Tx tx, CiClass c) {
        return tx.sql()
                        .insertInto(CI_CLASS)
                        .set(CI_CLASS.TENANT_ID, tx.t())
                        .set(CI_CLASS.ID, c.id())
                        .set(CI_CLASS.KEY, c.key())
                        .set(CI_CLASS.NAME, c.name())
                        .set(CI_CLASS.SERVICE, c.service())
                        .set(CI_CLASS.ACTIVE, c.active())
                        .set(CI_CLASS.POSITION, c.position())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    public boolean update(Tx tx, CiClass c, int version) {
        return tx.sql()
                        .update(CI_CLASS)
                        .set(CI_CLASS.NAME, c.name())
                        .set(CI_CLASS.SERVICE, c.service())
                        .set(CI_CLASS.ACTIVE, c.active())
                        .set(CI_CLASS.VERSION, version + 1)
                        .where(CI_CLASS.TENANT_ID.eq(tx.t()), CI_CLASS.ID.eq(c.id()), CI_CLASS.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(CI_CLASS)
                .where(CI_CLASS.TENANT_ID.eq(tx.t()), CI_CLASS.ID.eq(id))
                .execute();
    }

    private static CiClass read(io.steward.db.configuration.tables.records.CiClassRecord r) {
        return new CiClass(
                r.getId(), r.getKey(), r.getName(), r.getService(), r.getActive(), r.getPosition(), r.getVersion());
    }
}
