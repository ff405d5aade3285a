package io.steward.server.identity.store;

import static io.steward.db.identity.Tables.DESK;
import static io.steward.db.identity.Tables.PERSON;
import static io.steward.db.identity.Tables.TEAM;
import static io.steward.db.identity.Tables.TEAM_MEMBER;

import io.steward.server.identity.Desk;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code identity.desk}, {@code identity.team} and {@code identity.team_member}. */
@Repository
public class DeskStore {
    public List<Desk> desks(Tx tx) {
        return tx.sql()
                .selectFrom(DESK)
                .where(DESK.TENANT_ID.eq(tx.t()))
                .orderBy(DESK.CREATED, DESK.ID)
                .fetch(r -> new Desk(r.getId(), r.getKey(), r.getName(), r.getTemplate(), r.getVersion()));
    }

    public void insert(Tx tx, Desk d, Instant at) {
        tx.sql()
                .insertInto(DESK)
                .set(DESK.TENANT_ID, tx.t())
                .set(DESK.ID, d.id())
                .set(DESK.KEY, d.key())
                .set(DESK.NAME, d.name())
                .set(DESK.TEMPLATE, d.template())
                .set(DESK.CREATED, at)
                .execute();
    }

    public boolean rename(Tx tx, UUID id, String name, int version) {
        return tx.sql()
                        .update(DESK)
                        .set(DESK.NAME, name)
                        .set(DESK.VERSION, version + 1)
                        .where(DESK.TENANT_ID.eq(tx.t()), DESK.ID.eq(id), DESK.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public List<Team> teams(Tx tx, Condition where) {
        var members = DSL.multiset(DSL.select(PERSON.ID, PERSON.NAME, PERSON.EMAIL)
                .from(TEAM_MEMBER)
                .join(PERSON)
                .on(PERSON.TENANT_ID.eq(TEAM_MEMBER.TENANT_ID), PERSON.ID.eq(TEAM_MEMBER.PERSON_ID))
                .where(TEAM_MEMBER.TENANT_ID.eq(TEAM.TENANT_ID), TEAM_MEMBER.TEAM_ID.eq(TEAM.ID))
                .orderBy(PERSON.NAME));
        return tx.sql()
                .select(TEAM.ID, TEAM.DESK_ID, TEAM.NAME, members, TEAM.VERSION)
                .from(TEAM)
                .where(TEAM.TENANT_ID.eq(tx.t()), where)
                .orderBy(TEAM.NAME, TEAM.ID)
                .fetch(r -> new Team(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4().map(m -> new PersonRef(m.value1(), m.value2(), m.value3())),
                        r.value5()));
    }

    public List<Team> teams(Tx tx) {
        return teams(tx, DSL.noCondition());
    }

    public Optional<Team> team(Tx tx, UUID id) {
        return teams(tx, TEAM.ID.eq(id)).stream().findFirst();
    }

    public void insertTeam(Tx tx, UUID id, UUID desk, String name, Collection<UUID> members, Instant at) {
        tx.sql()
                .insertInto(TEAM)
                .set(TEAM.TENANT_ID, tx.t())
                .set(TEAM.ID, id)
                .set(TEAM.DESK_ID, desk)
                .set(TEAM.NAME, name)
                .set(TEAM.CREATED, at)
                .execute();
        members(tx, id, members);
    }

    public boolean updateTeam(Tx tx, UUID id, String name, @Nullable Collection<UUID> members, int version) {
        boolean done = tx.sql()
                        .update(TEAM)
                        .set(TEAM.NAME, name)
                        .set(TEAM.VERSION, version + 1)
                        .where(TEAM.TENANT_ID.eq(tx.t()), TEAM.ID.eq(id), TEAM.VERSION.eq(version))
                        .execute()
                == 1;
        if (done && members != null) {
            tx.sql()
                    .deleteFrom(TEAM_MEMBER)
                    .where(TEAM_MEMBER.TENANT_ID.eq(tx.t()), TEAM_MEMBER.TEAM_ID.eq(id))
                    .execute();
            members(tx, id, members);
        }
        return done;
    }

    private static void members(Tx tx, UUID team, Collection<UUID> members) {
        if (members.isEmpty()) {
            return;
        }
        var insert =
                tx.sql().insertInto(TEAM_MEMBER, TEAM_MEMBER.TENANT_ID, TEAM_MEMBER.TEAM_ID, TEAM_MEMBER.PERSON_ID);
        for (UUID member : new LinkedHashSet<>(members)) {
            insert = insert.values(tx.t(), team, member);
        }
        insert.execute();
    }
}
