package io.steward.server.identity;

import io.steward.server.identity.store.UnitStore;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The organisation units and locations of a tenant: two trees, tended by administrators. */
@Component
public class Units {
    /** The journal's name for a unit. */
    public static final String SUBJECT = "unit";

    private static final int MOST = 5_000;
    private static final int DEEPEST = 10;

    private final Database database;
    private final UnitStore store;
    private final Journal journal;
    private final ObjectProvider<UnitUse> uses;

    Units(Database database, UnitStore store, Journal journal, ObjectProvider<UnitUse> uses) {
        this.database = database;
        this.store = store;
        this.journal = journal;
        this.uses = uses;
    }

    /** All of a kind by name, also those that are no longer chosen. */
    public List<Unit> all(TenantId tenant, UnitKind kind) {
        return database.read(tenant, tx -> store.all(tx, kind));
    }

    public Map<UUID, String> names(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : store.names(tx, ids);
    }

    /** Whether there is such a unit of this kind. */
    public boolean is(Tx tx, UUID id, UnitKind kind) {
        return store.find(tx, id).filter(u -> u.kind() == kind).isPresent();
    }

    public Unit create(
            Context context, UnitKind kind, @Nullable UUID parent, @Nullable String name, Consumer<Tx> also) {
        context.needAdministrator();
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            store.lock(tx, kind);
            var all = store.all(tx, kind);
            if (all.size() >= MOST) {
                throw Problem.invalid("name", "too-many", "At most " + MOST + " of a kind");
            }
            Unit unit = checked(all, new Unit(Ids.next(), kind, parent, name == null ? "" : name, true, 1));
            Problem.unlessTaken("name", "There is one of this name here already", () -> store.insert(tx, unit));
            record(tx, context, unit, "created");
            return unit;
        });
    }

    /** Renames, moves (when {@code moved}, to {@code parent}; null is the root) and switches off and on. */
    public Unit change(
            Context context,
            UUID id,
            boolean moved,
            @Nullable UUID parent,
            @Nullable String name,
            @Nullable Boolean active,
            int version) {
        context.needAdministrator();
        return database.write(context.tenant(), tx -> {
            var all = locked(tx, id);
            Unit before = of(all, id);
            Unit after = checked(
                    all,
                    new Unit(
                            id,
                            before.kind(),
                            moved ? parent : before.parentId(),
                            name == null ? before.name() : name,
                            active == null ? before.active() : active,
                            version + 1));
            Problem.unlessTaken("name", "There is one of this name here already", () -> {
                if (!store.update(tx, after, version)) {
                    throw Problem.stale(before);
                }
            });
            record(tx, context, after, "changed");
            return after;
        });
    }

    /** One that nothing belongs to; others are switched off instead. */
    public void delete(Context context, UUID id, int version) {
        context.needAdministrator();
        database.run(context.tenant(), tx -> {
            var all = locked(tx, id);
            Unit unit = of(all, id);
            if (unit.version() != version) {
                throw Problem.stale(unit);
            }
            if (all.stream().anyMatch(u -> id.equals(u.parentId()))) {
                throw Problem.conflict("It holds others; move or delete those first");
            }
            if (store.hasPeople(tx, id) || uses.orderedStream().anyMatch(u -> u.uses(tx, unit))) {
                throw used();
            }
            try {
                store.delete(tx, id);
            } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
                throw used();
            }
            record(tx, context, unit, "deleted");
        });
    }

    private static Problem used() {
        return Problem.conflict("It is in use; switch it off instead");
    }

    /** All of its kind, locked: two moves at once could make a circle that neither sees. */
    private List<Unit> locked(Tx tx, UUID id) {
        UnitKind kind =
                store.find(tx, id).orElseThrow(() -> Problem.notFound("unit")).kind();
        store.lock(tx, kind);
        return store.all(tx, kind);
    }

    private static Unit of(List<Unit> all, UUID id) {
        return all.stream().filter(u -> u.id().equals(id)).findFirst().orElseThrow(() -> Problem.notFound("unit"));
    }

    private static Unit checked(List<Unit> all, Unit given) {
        var check = new Check();
        String name = check.text("name", given.name().replaceAll("\\s+", " "), 100);
        var unit = new Unit(given.id(), given.kind(), given.parentId(), name, given.active(), given.version());
        var byId = new HashMap<UUID, Unit>();
        all.forEach(u -> byId.put(u.id(), u));
        byId.put(unit.id(), unit);
        int below = height(all, unit.id(), 0);
        UUID at = unit.parentId();
        for (int depth = 1; at != null; depth++) {
            Unit parent = byId.get(at);
            if (parent == null) {
                check.error("parentId", "unknown", "There is no such unit of this kind");
                break;
            }
            if (at.equals(unit.id()) || depth + below >= DEEPEST) {
                check.error("parentId", "depth", "At most " + DEEPEST + " levels, and not within itself");
                break;
            }
            at = parent.parentId();
        }
        check.done();
        return unit;
    }

    /** How many levels are below a unit. */
    private static int height(List<Unit> all, UUID id, int guard) {
        return guard >= DEEPEST
                ? 0
                : all.stream()
                        .filter(u -> id.equals(u.parentId()))
                        .mapToInt(u -> 1 + height(all, u.id(), guard + 1))
                        .max()
                        .orElse(0);
    }

    private void record(Tx tx, Context context, Unit u, String what) {
        var data = new HashMap<String, Object>(Map.of("kind", u.kind().key(), "name", u.name(), "active", u.active()));
        if (u.parentId() != null) {
            data.put("parent", u.parentId());
        }
        journal.append(tx, context, NewEntry.of(SUBJECT, u.id(), null, what, data));
    }
}
