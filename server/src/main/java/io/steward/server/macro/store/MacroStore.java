package io.steward.server.macro.store;

import static io.steward.db.macro.Tables.MACRO_;

import io.steward.db.macro.tables.records.MacroRecord;
import io.steward.server.macro.Macro;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** {@code macro.macro}. */
@Repository
public class MacroStore {
    public List<Macro> all(Tx tx) {
        return list(tx, DSL.noCondition());
    }

    public Optional<Macro> find(Tx tx, UUID id) {
        return list(tx, MACRO_.ID.eq(id)).stream().findFirst();
    }

    private static List<Macro> list(Tx tx, Condition which) {
        return tx.sql()
                .selectFrom(MACRO_)
                .where(MACRO_.TENANT_ID.eq(tx.t()), which)
                .orderBy(MACRO_.POSITION, MACRO_.NAME, MACRO_.ID)
                .fetch(MacroStore::macro);
    }

    private static Macro macro(MacroRecord r) {
        return new Macro(
                r.getId(),
                r.getDeskId(),
                r.getOwnerId(),
                r.getName(),
                r.getDescription(),
                Json.read(r.getChange(), JsonNode.class),
                r.getSay(),
                r.getText(),
                r.getPosition(),
                r.getActive(),
                r.getVersion());
    }

    public void insert(Tx tx, Macro m, Instant at) {
        tx.sql()
                .insertInto(MACRO_)
                .set(MACRO_.TENANT_ID, tx.t())
                .set(MACRO_.ID, m.id())
                .set(MACRO_.DESK_ID, m.deskId())
                .set(MACRO_.OWNER_ID, m.ownerId())
                .set(MACRO_.NAME, m.name())
                .set(MACRO_.DESCRIPTION, m.description())
                .set(MACRO_.CHANGE, Json.of(m.change()))
                .set(MACRO_.SAY, m.say())
                .set(MACRO_.TEXT, m.text())
                .set(MACRO_.POSITION, m.position())
                .set(MACRO_.ACTIVE, m.active())
                .set(MACRO_.CREATED, at)
                .execute();
    }

    public boolean update(Tx tx, Macro m, int version) {
        return tx.sql()
                        .update(MACRO_)
                        .set(MACRO_.NAME, m.name())
                        .set(MACRO_.DESCRIPTION, m.description())
                        .set(MACRO_.CHANGE, Json.of(m.change()))
                        .set(MACRO_.SAY, m.say())
                        .set(MACRO_.TEXT, m.text())
                        .set(MACRO_.POSITION, m.position())
                        .set(MACRO_.ACTIVE, m.active())
                        .set(MACRO_.VERSION, version + 1)
                        .where(MACRO_.TENANT_ID.eq(tx.t()), MACRO_.ID.eq(m.id()), MACRO_.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(MACRO_)
                .where(MACRO_.TENANT_ID.eq(tx.t()), MACRO_.ID.eq(id))
                .execute();
    }
}
