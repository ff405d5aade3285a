package io.steward.server.identity;

import io.steward.server.identity.store.DeskStore;
import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.journal.JournalTail;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Desks and their teams, remembered per tenant since every page needs them. */
@Component
public class Desks implements JournalTail {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,29}");

    private record Known(List<Desk> desks, List<Team> teams) {}

    private final Database database;
    private final DeskStore store;
    private final Journal journal;
    private final Map<TenantId, Known> known = new ConcurrentHashMap<>();

    Desks(Database database, DeskStore store, Journal journal) {
        this.database = database;
        this.store = store;
        this.journal = journal;
    }

    public List<Desk> all(TenantId tenant) {
        return known(tenant).desks();
    }

    public Optional<Desk> find(TenantId tenant, UUID id) {
        return all(tenant).stream().filter(d -> d.id().equals(id)).findFirst();
    }

    public Desk get(TenantId tenant, UUID id) {
        return find(tenant, id).orElseThrow(() -> Problem.notFound("desk"));
    }

    public List<Team> teams(TenantId tenant) {
        return known(tenant).teams();
    }

    public Optional<Team> team(TenantId tenant, UUID id) {
        return teams(tenant).stream().filter(t -> t.id().equals(id)).findFirst();
    }

    /** Creates a desk; what its template holds is the rooms' above, in the same transaction. */
    public Desk create(Tx tx, Context context, @Nullable String name, @Nullable String key, String template) {
        context.needAdministrator();
        var check = new Check();
        String cleanName = check.text("name", name, 100);
        String cleanKey = check.text("key", key, 30);
        check.that(
                cleanKey.isEmpty() || KEY.matcher(cleanKey).matches(),
                "key",
                "format",
                "Small letters, digits and dashes, beginning with a letter");
        check.that(
                store.desks(tx).stream().noneMatch(d -> d.key().equals(cleanKey)),
                "key",
                "taken",
                "A desk has this key");
        check.done();
        var desk = new Desk(Ids.next(), cleanKey, cleanName, template, 1);
        store.insert(tx, desk, context.at());
        record(tx, context, "desk", desk.id(), desk.id(), "created", Map.of("name", cleanName, "template", template));
        return desk;
    }

    public Desk rename(Context context, UUID id, @Nullable String name, int version) {
        context.needAdministrator();
        Desk before = get(context.tenant(), id);
        var check = new Check();
        String clean = check.text("name", name, 100);
        check.done();
        database.run(context.tenant(), tx -> {
            if (!store.rename(tx, id, clean, version)) {
                throw Problem.stale(before);
            }
            record(tx, context, "desk", id, id, "changed", Map.of("name", clean));
        });
        return get(context.tenant(), id);
    }

    public Team createTeam(
            Context context, UUID desk, @Nullable String name, Collection<UUID> members, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            return createTeam(tx, context, desk, name, members);
        });
    }

    public Team createTeam(Tx tx, Context context, UUID desk, @Nullable String name, Collection<UUID> members) {
        context.needManager(desk);
        var check = new Check();
        String clean = check.text("name", name, 100);
        check.done();
        UUID id = Ids.next();
        unique(() -> store.insertTeam(tx, id, desk, clean, members, context.at()));
        record(tx, context, "team", id, desk, "created", Map.of("name", clean, "members", members));
        return store.team(tx, id).orElseThrow();
    }

    public Team changeTeam(
            Context context, UUID id, @Nullable String name, @Nullable Collection<UUID> members, int version) {
        return database.write(context.tenant(), tx -> {
            Team before = store.team(tx, id).orElseThrow(() -> Problem.notFound("team"));
            context.needManager(before.deskId());
            var check = new Check();
            String clean = name == null ? before.name() : check.text("name", name, 100);
            check.done();
            unique(() -> {
                if (!store.updateTeam(tx, id, clean, members, version)) {
                    throw Problem.stale(before);
                }
            });
            record(
                    tx,
                    context,
                    "team",
                    id,
                    before.deskId(),
                    "changed",
                    members == null ? Map.of("name", clean) : Map.of("name", clean, "members", members));
            return store.team(tx, id).orElseThrow();
        });
    }

    private void record(Tx tx, Context context, String kind, UUID id, UUID desk, String what, Map<String, ?> data) {
        journal.append(tx, context, NewEntry.of(kind, id, desk, what, data));
        tx.forget(this);
        tx.afterCommit(() -> known.remove(tx.tenant()));
    }

    private static void unique(Runnable write) {
        try {
            write.run();
        } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
            if (String.valueOf(e.getMessage()).contains("team_tenant_id_desk_id_name_key")) {
                throw Problem.invalid("name", "taken", "A team of this desk has this name");
            }
            throw Problem.invalid("members", "unknown", "There is no such person or desk");
        }
    }

    private Known known(TenantId tenant) {
        Tx joined = database.joined(tenant);
        return joined != null
                ? joined.remembered(this, () -> load(joined))
                : known.computeIfAbsent(tenant, t -> database.read(t, this::load));
    }

    private Known load(Tx tx) {
        return new Known(store.desks(tx), store.teams(tx));
    }

    @Override
    public void accept(TenantId tenant, List<Entry> entries) {
        if (entries.stream().anyMatch(e -> Set.of("desk", "team", "person").contains(e.subjectKind()))) {
            known.remove(tenant);
        }
    }
}
