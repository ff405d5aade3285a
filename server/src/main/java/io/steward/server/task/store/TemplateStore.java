package io.steward.server.task.store;

import static io.steward.db.task.Tables.TEMPLATE;

import io.steward.db.task.tables.records.TemplateRecord;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import io.steward.server.task.TaskTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** {@code task.template}. */
@Repository
public class TemplateStore {
    private record Steps(List<TaskTemplate.Step> all) {}

    public List<TaskTemplate> all(Tx tx) {
        return list(tx, DSL.noCondition());
    }

    /** Those that tickets of a type get when they are created. */
    public List<TaskTemplate> forNew(Tx tx, UUID desk, UUID type) {
        return list(
                tx,
                TEMPLATE.DESK_ID.eq(desk).and(TEMPLATE.ACTIVE).and(DSL.val(type).eq(DSL.any(TEMPLATE.TYPE_IDS))));
    }

    public Optional<TaskTemplate> find(Tx tx, UUID id) {
        return list(tx, TEMPLATE.ID.eq(id)).stream().findFirst();
    }

    private static List<TaskTemplate> list(Tx tx, Condition which) {
        return tx.sql()
                .selectFrom(TEMPLATE)
                .where(TEMPLATE.TENANT_ID.eq(tx.t()), which)
                .orderBy(TEMPLATE.DESK_ID, TEMPLATE.NAME)
                .fetch(TemplateStore::template);
    }

    private static TaskTemplate template(TemplateRecord r) {
        return new TaskTemplate(
                r.getId(),
                r.getDeskId(),
                r.getName(),
                List.of(r.getTypeIds()),
                r.getActive(),
                Json.read(r.getSteps(), Steps.class).all(),
                r.getVersion());
    }

    public void insert(Tx tx, TaskTemplate t, Instant at) {
        tx.sql()
                .insertInto(TEMPLATE)
                .set(TEMPLATE.TENANT_ID, tx.t())
                .set(TEMPLATE.ID, t.id())
                .set(TEMPLATE.DESK_ID, t.deskId())
                .set(TEMPLATE.NAME, t.name())
                .set(TEMPLATE.TYPE_IDS, t.typeIds().toArray(UUID[]::new))
                .set(TEMPLATE.ACTIVE, t.active())
                .set(TEMPLATE.STEPS, Json.of(new Steps(t.steps())))
                .set(TEMPLATE.CREATED, at)
                .execute();
    }

    public boolean update(Tx tx, TaskTemplate t, int version) {
        return tx.sql()
                        .update(TEMPLATE)
                        .set(TEMPLATE.NAME, t.name())
                        .set(TEMPLATE.TYPE_IDS, t.typeIds().toArray(UUID[]::new))
                        .set(TEMPLATE.ACTIVE, t.active())
                        .set(TEMPLATE.STEPS, Json.of(new Steps(t.steps())))
                        .set(TEMPLATE.VERSION, version + 1)
                        .where(TEMPLATE.TENANT_ID.eq(tx.t()), TEMPLATE.ID.eq(t.id()), TEMPLATE.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(TEMPLATE)
                .where(TEMPLATE.TENANT_ID.eq(tx.t()), TEMPLATE.ID.eq(id))
                .execute();
    }
}
