package io.steward.server.identity;

import io.steward.server.identity.store.PersonStore;
import io.steward.server.identity.store.SessionStore;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.platform.web.Page;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The people of a tenant. */
@Component
public class People {
    /** The journal's name for a person. */
    public static final String SUBJECT = "person";

    /** How far up a line of managers is followed. */
    private static final int LONGEST_LINE = 50;

    private final Database database;
    private final PersonStore store;
    private final SessionStore sessions;
    private final Journal journal;
    private final Passwords passwords;
    private final Directory directory;
    private final Units units;

    People(
            Database database,
            PersonStore store,
            SessionStore sessions,
            Journal journal,
            Passwords passwords,
            Directory directory,
            Units units) {
        this.database = database;
        this.store = store;
        this.sessions = sessions;
        this.journal = journal;
        this.passwords = passwords;
        this.directory = directory;
        this.units = units;
    }

    public Person get(Context context, UUID id) {
        return database.read(context.tenant(), tx -> store.find(tx, id)).orElseThrow(() -> Problem.notFound("person"));
    }

    public Optional<Person> byEmail(Tx tx, String email) {
        return store.byEmail(tx, email);
    }

    public Optional<Person> find(Tx tx, UUID id) {
        return store.find(tx, id);
    }

    /** Several, by their ids. */
    public Map<UUID, Person> find(Tx tx, Collection<UUID> ids) {
        return store.find(tx, ids).stream().collect(Collectors.toMap(Person::id, Function.identity()));
    }

    /** By name; everybody, or only who works on a desk. */
    public Page<Person> search(Context context, String search, boolean agentsOnly, @Nullable String cursor, int limit) {
        String afterName = null;
        UUID afterId = null;
        if (cursor != null) {
            int cut = cursor.indexOf(':');
            try {
                afterId = UUID.fromString(cursor.substring(0, Math.max(cut, 0)));
                afterName = cursor.substring(cut + 1);
            } catch (IllegalArgumentException e) {
                throw Problem.invalid("cursor", "unreadable", "Not a cursor of this list");
            }
        }
        String name = afterName;
        UUID id = afterId;
        String words = search.length() > 100 ? search.substring(0, 100) : search.strip();
        return Page.of(
                database.read(context.tenant(), tx -> store.search(tx, words, agentsOnly, name, id, limit + 1)),
                limit,
                p -> p.id() + ":" + p.name().toLowerCase(Locale.ROOT));
    }

    /** Those whose name has all these words, for requesters: ten at most, from two letters on. */
    public List<PersonRef> byName(Context context, String search) {
        String words = Check.clean(search);
        return words.length() < 2 || words.length() > 100
                ? List.of()
                : database.read(context.tenant(), tx -> store.byName(tx, words, 10));
    }

    public Person create(Context context, PersonChange given, @Nullable String password, Consumer<Tx> also) {
        context.needAdministrator();
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            return create(tx, context, given, password);
        });
    }

    /** For rooms that meet new people: a mail's sender, an import. */
    public Person create(Tx tx, Context context, PersonChange given, @Nullable String password) {
        var check = new Check();
        String name = check.text("name", given.name(), 200);
        String email = Emails.checked(check, given.email());
        if (given.locale() != null) {
            Tenants.locale(check, given.locale());
        }
        if (given.timeZone() != null) {
            Tenants.zone(check, given.timeZone());
        }
        String hash = password == null ? null : passwords.hashChecked(check, password);
        UUID unit = PersonChange.To.of(given.unit(), null);
        UUID location = PersonChange.To.of(given.location(), null);
        UUID manager = PersonChange.To.of(given.manager(), null);
        place(tx, check, unit, location);
        String phone = Phones.checked(check, given.phone());
        String chatName = ChatNames.checked(check, given.chatName());
        check.that(
                manager == null || store.find(tx, manager).isPresent(),
                "managerId",
                "unknown",
                "There is no such person");
        check.done();
        var person = new Person(
                Ids.next(),
                name,
                email,
                true,
                Boolean.TRUE.equals(given.admin()),
                given.locale(),
                given.timeZone(),
                given.roles() == null ? Map.of() : given.roles(),
                unit,
                location,
                manager,
                phone,
                chatName,
                1);
        unique(() -> store.insert(tx, person, hash, context.at()));
        record(tx, context, person, "created");
        return person;
    }

    public Person change(Context context, UUID id, PersonChange given, int version) {
        boolean self = context.isActor(id)
                && given.roles() == null
                && given.admin() == null
                && given.active() == null
                && given.email() == null
                && given.unit() == null
                && given.location() == null
                && given.manager() == null;
        if (!self) {
            context.needAdministrator();
        }
        return database.write(context.tenant(), tx -> {
            Person before = store.find(tx, id).orElseThrow(() -> Problem.notFound("person"));
            var check = new Check();
            var after = new Person(
                    id,
                    given.name() == null ? before.name() : check.text("name", given.name(), 200),
                    given.email() == null ? before.email() : Emails.checked(check, given.email()),
                    given.active() == null ? before.active() : given.active(),
                    given.admin() == null ? before.admin() : given.admin(),
                    given.locale() == null ? before.locale() : Tenants.locale(check, given.locale()),
                    given.timeZone() == null
                            ? before.timeZone()
                            : Tenants.zone(check, given.timeZone()).getId(),
                    given.roles() == null ? before.roles() : given.roles(),
                    PersonChange.To.of(given.unit(), before.unitId()),
                    PersonChange.To.of(given.location(), before.locationId()),
                    PersonChange.To.of(given.manager(), before.managerId()),
                    given.phone() == null ? before.phone() : Phones.checked(check, given.phone()),
                    given.chatName() == null ? before.chatName() : ChatNames.checked(check, given.chatName()),
                    version + 1);
            place(
                    tx,
                    check,
                    Objects.equals(after.unitId(), before.unitId()) ? null : after.unitId(),
                    Objects.equals(after.locationId(), before.locationId()) ? null : after.locationId());
            if (!Objects.equals(after.managerId(), before.managerId())) {
                led(tx, check, id, after.managerId());
            }
            check.done();
            unique(() -> {
                if (!store.update(tx, after, version)) {
                    throw Problem.stale(before);
                }
            });
            if (store.admins(tx) == 0) {
                throw Problem.invalid("admin", "last", "Somebody must remain administrator");
            }
            if (!after.active() || !after.rights().equals(before.rights())) {
                sessions.endAll(tx, id);
            }
            record(tx, context, after, "changed");
            tx.afterCommit(() -> directory.forget(tx.tenant(), id));
            return after;
        });
    }

    public void changeOwnPassword(Context context, String current, String fresh) {
        UUID id = context.personId();
        var check = new Check();
        String hash = passwords.hashChecked(check, fresh);
        String stored = database.read(context.tenant(), tx -> store.passwordHash(tx, id));
        check.that(passwords.matches(current, stored), "current", "wrong", "This is not the current password");
        check.done();
        database.run(context.tenant(), tx -> setPassword(tx, context, id, hash));
    }

    void setPassword(Tx tx, Context context, UUID id, String hash) {
        store.setPassword(tx, id, hash);
        sessions.endAll(tx, id);
        journal.append(tx, context, NewEntry.of(SUBJECT, id, null, "password", Map.of()));
    }

    /** Ids of those with exactly this name. */
    public List<Object> named(Tx tx, String name) {
        return store.named(tx, name);
    }

    /** The first by name whose name or address holds what was typed. */
    public List<PersonRef> suggest(Tx tx, String typed) {
        return store.search(tx, typed.length() > 100 ? typed.substring(0, 100) : typed, false, null, null, 12).stream()
                .filter(Person::active)
                .map(p -> new PersonRef(p.id(), p.name(), p.email()))
                .toList();
    }

    /** Somebody's name as a column, to sort by. */
    public static Field<String> name(Field<Integer> tenant, Field<UUID> person) {
        return PersonStore.name(tenant, person);
    }

    /** The managers of these people, by their ids. */
    public Map<UUID, PersonRef> managers(Context context, Collection<Person> of) {
        var ids = of.stream()
                .map(Person::managerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return ids.isEmpty() ? Map.of() : database.read(context.tenant(), tx -> directory.refs(tx, ids));
    }

    /** Ids by e-mail key, for imports. */
    public Map<String, UUID> idsByEmail(Tx tx, Collection<String> keys) {
        return store.idsByEmail(tx, keys);
    }

    /** Many at once, without a password, for imports; nobody else has these addresses. */
    public void createAll(Tx tx, Context context, List<PersonRef> people) {
        store.insertAll(tx, people, context.at());
        journal.appendHistory(
                tx,
                people.stream()
                        .map(p -> new Journal.Past(
                                context.at(),
                                context.actor(),
                                NewEntry.of(SUBJECT, p.id(), null, "created", Map.of("name", p.name())),
                                context.cause()))
                        .toList());
    }

    /** Who of these works on the desk. */
    public List<PersonRef> agentsAmong(Tx tx, UUID desk, Collection<UUID> people) {
        return people.isEmpty() ? List.of() : store.agentsAmong(tx, desk, people);
    }

    /** Those who manage the desk, by name. */
    public List<PersonRef> managersOf(Tx tx, UUID desk) {
        return store.managers(tx, desk);
    }

    /** The time zones that these people chose; who chose none is left out. */
    public Map<UUID, String> timeZones(Tx tx, Collection<UUID> people) {
        return people.isEmpty() ? Map.of() : store.timeZones(tx, people);
    }

    public List<PersonRef> agents(Tx tx, UUID desk) {
        return store.agents(tx, desk);
    }

    public List<PersonRef> agents(Context context, UUID desk) {
        return database.read(context.tenant(), tx -> store.agents(tx, desk));
    }

    private void record(Tx tx, Context context, Person p, String kind) {
        var roles = new TreeMap<String, String>();
        p.roles().forEach((desk, role) -> roles.put(desk.toString(), role.key()));
        var data = new LinkedHashMap<String, Object>();
        data.put("name", p.name());
        data.put("email", p.email());
        data.put("active", p.active());
        data.put("admin", p.admin());
        data.put("roles", roles);
        if (p.unitId() != null) {
            data.put("unit", p.unitId());
        }
        if (p.locationId() != null) {
            data.put("location", p.locationId());
        }
        if (p.managerId() != null) {
            data.put("manager", p.managerId());
        }
        journal.append(tx, context, NewEntry.of(SUBJECT, p.id(), null, kind, data));
    }

    /** Nobody leads themselves, be it over others. */
    private void led(Tx tx, Check check, UUID person, @Nullable UUID manager) {
        UUID at = manager;
        for (int depth = 0; at != null && depth < LONGEST_LINE; depth++) {
            var above = store.find(tx, at);
            check.that(above.isPresent(), "managerId", "unknown", "There is no such person");
            if (at.equals(person)) {
                check.error("managerId", "ring", "Nobody is their own manager, nor the manager of their manager");
                return;
            }
            at = above.map(Person::managerId).orElse(null);
        }
    }

    private void place(Tx tx, Check check, @Nullable UUID unit, @Nullable UUID location) {
        check.that(
                unit == null || units.is(tx, unit, UnitKind.ORGANISATION_UNIT),
                "unitId",
                "unknown",
                "There is no such organisation unit");
        check.that(
                location == null || units.is(tx, location, UnitKind.LOCATION),
                "locationId",
                "unknown",
                "There is no such location");
    }

    private static void unique(Runnable write) {
        try {
            write.run();
        } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
            if (String.valueOf(e.getMessage()).contains("person_email")) {
                throw Problem.invalid("email", "taken", "Somebody has this address already");
            }
            if (String.valueOf(e.getMessage()).matches("(?s).*(unit|location)_id_fkey.*")) {
                throw Problem.invalid("unitId", "unknown", "It was deleted meanwhile");
            }
            throw Problem.invalid("roles", "unknown", "There is no such desk");
        }
    }
}
