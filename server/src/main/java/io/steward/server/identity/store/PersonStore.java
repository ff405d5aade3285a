package io.steward.server.identity.store;

import static io.steward.db.identity.Tables.DESK_ROLE;
import static io.steward.db.identity.Tables.PERSON;

import io.steward.server.identity.Emails;
import io.steward.server.identity.Person;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.BulkCopy;
import io.steward.server.platform.DeskRole;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code identity.person} and {@code identity.desk_role}. */
@Repository
public class PersonStore {
    public void insert(Tx tx, Person p, @Nullable String passwordHash, Instant at) {
        tx.sql()
                .insertInto(PERSON)
                .set(PERSON.TENANT_ID, tx.t())
                .set(PERSON.ID, p.id())
                .set(PERSON.NAME, p.name())
                .set(PERSON.EMAIL, p.email())
                .set(PERSON.EMAIL_KEY, Emails.key(p.email()))
                .set(PERSON.PASSWORD_HASH, passwordHash)
                .set(PERSON.ACTIVE, p.active())
                .set(PERSON.ADMIN, p.admin())
                .set(PERSON.LOCALE, p.locale())
                .set(PERSON.TIME_ZONE, p.timeZone())
                .set(PERSON.UNIT_ID, p.unitId())
                .set(PERSON.LOCATION_ID, p.locationId())
                .set(PERSON.MANAGER_ID, p.managerId())
                .set(PERSON.PHONE, p.phone())
                .set(PERSON.CHAT_NAME, p.chatName())
                .set(PERSON.CREATED, at)
                .execute();
        roles(tx, p);
    }

    public boolean update(Tx tx, Person p, int version) {
        boolean done = tx.sql()
                        .update(PERSON)
                        .set(PERSON.NAME, p.name())
                        .set(PERSON.EMAIL, p.email())
                        .set(PERSON.EMAIL_KEY, Emails.key(p.email()))
                        .set(PERSON.ACTIVE, p.active())
                        .set(PERSON.ADMIN, p.admin())
                        .set(PERSON.LOCALE, p.locale())
                        .set(PERSON.TIME_ZONE, p.timeZone())
                        .set(PERSON.UNIT_ID, p.unitId())
                        .set(PERSON.LOCATION_ID, p.locationId())
                        .set(PERSON.MANAGER_ID, p.managerId())
                        .set(PERSON.PHONE, p.phone())
                        .set(PERSON.CHAT_NAME, p.chatName())
                        .set(PERSON.VERSION, version + 1)
                        .where(PERSON.TENANT_ID.eq(tx.t()), PERSON.ID.eq(p.id()), PERSON.VERSION.eq(version))
                        .execute()
                == 1;
        if (done) {
            tx.sql()
                    .deleteFrom(DESK_ROLE)
                    .where(DESK_ROLE.TENANT_ID.eq(tx.t()), DESK_ROLE.PERSON_ID.eq(p.id()))
                    .execute();
            roles(tx, p);
        }
        return done;
    }

    private static void roles(Tx tx, Person p) {
        if (p.roles().isEmpty()) {
            return;
        }
        var insert = tx.sql()
                .insertInto(DESK_ROLE, DESK_ROLE.TENANT_ID, DESK_ROLE.PERSON_ID, DESK_ROLE.DESK_ID, DESK_ROLE.ROLE);
        for (var role : p.roles().entrySet()) {
            insert =
                    insert.values(tx.t(), p.id(), role.getKey(), role.getValue().key());
        }
        insert.execute();
    }

    public Optional<Person> find(Tx tx, UUID id) {
        return list(tx, PERSON.ID.eq(id), 1).stream().findFirst();
    }

    public List<Person> find(Tx tx, Collection<UUID> ids) {
        return list(tx, PERSON.ID.eq(DSL.any(ids.toArray(UUID[]::new))), ids.size());
    }

    public Optional<Person> byEmail(Tx tx, String email) {
        return list(tx, PERSON.EMAIL_KEY.eq(Emails.key(email)), 1).stream().findFirst();
    }

    public List<Person> search(
            Tx tx, String search, boolean agentsOnly, @Nullable String afterName, @Nullable UUID afterId, int limit) {
        Condition where = DSL.noCondition();
        if (!search.isEmpty()) {
            Field<String> text = DSL.lower(PERSON.NAME.concat(" ").concat(PERSON.EMAIL));
            for (String word : search.toLowerCase(Locale.ROOT).split("\\s+")) {
                where = where.and(text.contains(word));
            }
        }
        if (agentsOnly) {
            where = where.and(PERSON.ADMIN
                    .isTrue()
                    .or(DSL.exists(DSL.selectOne()
                            .from(DESK_ROLE)
                            .where(DESK_ROLE.TENANT_ID.eq(PERSON.TENANT_ID), DESK_ROLE.PERSON_ID.eq(PERSON.ID)))));
        }
        if (afterName != null && afterId != null) {
            where = where.and(DSL.row(DSL.lower(PERSON.NAME), PERSON.ID).gt(afterName, afterId));
        }
        return list(tx, where, limit);
    }

    private List<Person> list(Tx tx, Condition where, int limit) {
        var roles = DSL.multiset(DSL.select(DESK_ROLE.DESK_ID, DESK_ROLE.ROLE)
                .from(DESK_ROLE)
                .where(DESK_ROLE.TENANT_ID.eq(PERSON.TENANT_ID), DESK_ROLE.PERSON_ID.eq(PERSON.ID)));
        return tx.sql()
                .select(
                        PERSON.ID,
                        PERSON.NAME,
                        PERSON.EMAIL,
                        PERSON.ACTIVE,
                        PERSON.ADMIN,
                        PERSON.LOCALE,
                        PERSON.TIME_ZONE,
                        roles,
                        PERSON.UNIT_ID,
                        PERSON.LOCATION_ID,
                        PERSON.MANAGER_ID,
                        PERSON.PHONE,
                        PERSON.CHAT_NAME,
                        PERSON.VERSION)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tx.t()), where)
                .orderBy(DSL.lower(PERSON.NAME), PERSON.ID)
                .limit(limit)
                .fetch(r -> new Person(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8().intoMap(x -> x.value1(), x -> DeskRole.of(x.value2())),
                        r.value9(),
                        r.value10(),
                        r.value11(),
                        r.value12(),
                        r.value13(),
                        r.value14()));
    }

    public Map<UUID, PersonRef> refs(Tx tx, Collection<UUID> ids) {
        return tx.sql()
                .select(PERSON.ID, PERSON.NAME, PERSON.EMAIL)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tx.t()), PERSON.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .fetchMap(r -> r.value1(), r -> new PersonRef(r.value1(), r.value2(), r.value3()));
    }

    public static Field<String> name(Field<Integer> tenant, Field<UUID> person) {
        return DSL.field(DSL.select(DSL.lower(PERSON.NAME))
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant), PERSON.ID.eq(person)));
    }

    /** Active people whose name has all the words; their addresses are not looked at. */
    public List<PersonRef> byName(Tx tx, String words, int limit) {
        Condition where = PERSON.ACTIVE.isTrue();
        for (String word : words.toLowerCase(Locale.ROOT).split("\\s+")) {
            where = where.and(DSL.lower(PERSON.NAME).contains(word));
        }
        return tx.sql()
                .select(PERSON.ID, PERSON.NAME, PERSON.EMAIL)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tx.t()), where)
                .orderBy(DSL.lower(PERSON.NAME), PERSON.ID)
                .limit(limit)
                .fetch(r -> new PersonRef(r.value1(), r.value2(), r.value3()));
    }

    public List<Object> named(Tx tx, String name) {
        return tx.sql()
                .select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tx.t()), DSL.lower(PERSON.NAME).eq(name.toLowerCase(Locale.ROOT)))
                .limit(100)
                .fetch(r -> r.value1());
    }

    public Map<String, UUID> idsByEmail(Tx tx, Collection<String> keys) {
        return tx.sql()
                .select(PERSON.EMAIL_KEY, PERSON.ID)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tx.t()), PERSON.EMAIL_KEY.eq(DSL.any(keys.toArray(String[]::new))))
                .fetchMap(PERSON.EMAIL_KEY, PERSON.ID);
    }

    public void insertAll(Tx tx, List<PersonRef> people, Instant at) {
        BulkCopy.into(
                tx,
                PERSON,
                List.of(PERSON.TENANT_ID, PERSON.ID, PERSON.NAME, PERSON.EMAIL, PERSON.EMAIL_KEY, PERSON.CREATED),
                rows -> people.forEach(p -> rows.add(tx.t())
                        .add(p.id())
                        .add(p.name())
                        .add(p.email())
                        .add(Emails.key(p.email()))
                        .add(at)
                        .end()));
    }

    public @Nullable String passwordHash(Tx tx, UUID id) {
        return tx.sql()
                .select(PERSON.PASSWORD_HASH)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tx.t()), PERSON.ID.eq(id))
                .fetchOne(PERSON.PASSWORD_HASH);
    }

    public void setPassword(Tx tx, UUID id, String hash) {
        tx.sql()
                .update(PERSON)
                .set(PERSON.PASSWORD_HASH, hash)
                .where(PERSON.TENANT_ID.eq(tx.t()), PERSON.ID.eq(id))
                .execute();
    }

    public List<PersonRef> agents(Tx tx, UUID desk) {
        return agents(tx, desk, DSL.noCondition());
    }

    public List<PersonRef> agentsAmong(Tx tx, UUID desk, Collection<UUID> people) {
        return agents(tx, desk, PERSON.ID.in(people));
    }

    private static List<PersonRef> agents(Tx tx, UUID desk, Condition also) {
        return tx.sql()
                .select(PERSON.ID, PERSON.NAME, PERSON.EMAIL)
                .from(PERSON)
                .join(DESK_ROLE)
                .on(DESK_ROLE.TENANT_ID.eq(PERSON.TENANT_ID), DESK_ROLE.PERSON_ID.eq(PERSON.ID))
                .where(PERSON.TENANT_ID.eq(tx.t()), DESK_ROLE.DESK_ID.eq(desk), PERSON.ACTIVE.isTrue(), also)
                .orderBy(PERSON.NAME)
                .fetch(r -> new PersonRef(r.value1(), r.value2(), r.value3()));
    }

    public List<PersonRef> managers(Tx tx, UUID desk) {
        return agents(tx, desk, DESK_ROLE.ROLE.eq(DeskRole.MANAGER.name().toLowerCase(Locale.ROOT)));
    }

    /** The time zones that these people chose; who chose none is left out. */
    public Map<UUID, String> timeZones(Tx tx, Collection<UUID> people) {
        return tx.sql()
                .select(PERSON.ID, PERSON.TIME_ZONE)
                .from(PERSON)
                .where(
                        PERSON.TENANT_ID.eq(tx.t()),
                        PERSON.ID.eq(DSL.any(people.toArray(UUID[]::new))),
                        PERSON.TIME_ZONE.isNotNull())
                .fetchMap(PERSON.ID, PERSON.TIME_ZONE);
    }

    public int admins(Tx tx) {
        return tx.sql()
                .fetchCount(DSL.selectOne()
                        .from(PERSON)
                        .where(PERSON.TENANT_ID.eq(tx.t()), PERSON.ADMIN.isTrue(), PERSON.ACTIVE.isTrue()));
    }

    /** The next ids in their order, after one or from the beginning. */
    public List<UUID> ids(Tx tx, @Nullable UUID after, int limit) {
        return tx.sql()
                .select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tx.t()), after == null ? DSL.noCondition() : PERSON.ID.gt(after))
                .orderBy(PERSON.ID)
                .limit(limit)
                .fetch(PERSON.ID);
    }
}
