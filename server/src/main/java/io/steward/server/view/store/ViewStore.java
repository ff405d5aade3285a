package io.steward.server.view.store;

import static io.steward.db.view.Tables.FAVOURITE;
import static io.steward.db.view.Tables.VIEW_;

import io.steward.server.platform.Json;
import io.steward.server.platform.Rights;
import io.steward.server.platform.Tx;
import io.steward.server.view.View;
import io.steward.server.view.ViewConfig;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code view.view} and {@code view.favourite}. */
@Repository
public class ViewStore {
    /** What somebody sees: what is shared on their desks, and what is their own. */
    public List<View> seen(Tx tx, Rights rights, @Nullable UUID person) {
        return select(tx, person, shared(rights).or(own(person)));
    }

    public List<View> queues(Tx tx, Rights rights, @Nullable UUID person) {
        return select(tx, person, shared(rights).and(VIEW_.QUEUE));
    }

    public Optional<View> find(Tx tx, UUID id, Rights rights, @Nullable UUID person) {
        return select(tx, person, VIEW_.ID.eq(id).and(shared(rights).or(own(person)))).stream()
                .findFirst();
    }

    private static Condition shared(Rights rights) {
        if (rights.all()) {
            return VIEW_.SHARED.isTrue();
        }
        return VIEW_.SHARED
                .isTrue()
                .and(VIEW_.DESK_ID.eq(DSL.any(rights.desks().keySet().toArray(UUID[]::new))));
    }

    private static Condition own(@Nullable UUID person) {
        return person == null ? DSL.falseCondition() : VIEW_.SHARED.isFalse().and(VIEW_.OWNER_ID.eq(person));
    }

    private static List<View> select(Tx tx, @Nullable UUID person, Condition which) {
        Field<Boolean> favourite = DSL.field(DSL.exists(DSL.selectOne()
                        .from(FAVOURITE)
                        .where(
                                FAVOURITE.TENANT_ID.eq(VIEW_.TENANT_ID),
                                FAVOURITE.VIEW_ID.eq(VIEW_.ID),
                                FAVOURITE.PERSON_ID.eq(person))))
                .as("favourite");
        return tx.sql()
                .select(VIEW_.fields())
                .select(favourite)
                .from(VIEW_)
                .where(VIEW_.TENANT_ID.eq(tx.t()), which)
                .orderBy(VIEW_.DESK_ID.asc().nullsLast(), VIEW_.POSITION, VIEW_.ID)
                .fetch(r -> view(r, r.get(favourite)));
    }

    private static View view(Record r, boolean favourite) {
        return new View(
                r.get(VIEW_.ID),
                r.get(VIEW_.DESK_ID),
                r.get(VIEW_.OWNER_ID),
                r.get(VIEW_.NAME),
                r.get(VIEW_.QUERY),
                r.get(VIEW_.ORDERING),
                r.get(VIEW_.LAYOUT),
                r.get(VIEW_.QUEUE),
                r.get(VIEW_.SHARED),
                favourite,
                r.get(VIEW_.POSITION),
                Json.read(r.get(VIEW_.CONFIG), ViewConfig.class),
                r.get(VIEW_.VERSION));
    }

    /** How many the desk, or the person, has: where the next one stands. */
    public int next(Tx tx, @Nullable UUID desk, @Nullable UUID owner, boolean shared) {
        Condition beside = shared
                ? VIEW_.SHARED.isTrue().and(VIEW_.DESK_ID.eq(desk))
                : VIEW_.SHARED.isFalse().and(VIEW_.OWNER_ID.eq(owner));
        return tx.sql().fetchCount(VIEW_, VIEW_.TENANT_ID.eq(tx.t()), beside);
    }

    public void insert(Tx tx, View v) {
        tx.sql()
                .insertInto(VIEW_)
                .set(VIEW_.TENANT_ID, tx.t())
                .set(VIEW_.ID, v.id())
                .set(VIEW_.DESK_ID, v.desk())
                .set(VIEW_.OWNER_ID, v.owner())
                .set(VIEW_.NAME, v.name())
                .set(VIEW_.QUERY, v.query())
                .set(VIEW_.ORDERING, v.order())
                .set(VIEW_.LAYOUT, v.layout())
                .set(VIEW_.QUEUE, v.queue())
                .set(VIEW_.SHARED, v.shared())
                .set(VIEW_.POSITION, v.position())
                .set(VIEW_.CONFIG, Json.of(v.config()))
                .set(VIEW_.VERSION, v.version())
                .execute();
    }

    public boolean update(Tx tx, View v, int version) {
        return tx.sql()
                        .update(VIEW_)
                        .set(VIEW_.DESK_ID, v.desk())
                        .set(VIEW_.OWNER_ID, v.owner())
                        .set(VIEW_.NAME, v.name())
                        .set(VIEW_.QUERY, v.query())
                        .set(VIEW_.ORDERING, v.order())
                        .set(VIEW_.LAYOUT, v.layout())
                        .set(VIEW_.QUEUE, v.queue())
                        .set(VIEW_.SHARED, v.shared())
                        .set(VIEW_.POSITION, v.position())
                        .set(VIEW_.CONFIG, Json.of(v.config()))
                        .set(VIEW_.VERSION, v.version())
                        .where(VIEW_.TENANT_ID.eq(tx.t()), VIEW_.ID.eq(v.id()), VIEW_.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public void delete(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(VIEW_)
                .where(VIEW_.TENANT_ID.eq(tx.t()), VIEW_.ID.eq(id))
                .execute();
    }

    public void favour(Tx tx, UUID person, UUID view) {
        tx.sql()
                .insertInto(FAVOURITE)
                .values(tx.t(), person, view)
                .onConflictDoNothing()
                .execute();
    }

    public void unfavour(Tx tx, UUID person, UUID view) {
        tx.sql()
                .deleteFrom(FAVOURITE)
                .where(FAVOURITE.TENANT_ID.eq(tx.t()), FAVOURITE.PERSON_ID.eq(person), FAVOURITE.VIEW_ID.eq(view))
                .execute();
    }
}
