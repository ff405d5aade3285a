package io.steward.server.oncall;

import io.steward.server.identity.Desks;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.oncall.store.DeskStore;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What desks have of one kind: tended by their managers, read by their agents.
 *
 * @param <G> one as it is to be, as somebody wrote it
 */
public abstract class DeskThings<T extends DeskThing, G> {
    private static final int MOST = 50;

    private final String kind;
    private final String subject;
    private final Database database;
    private final DeskStore<T> store;
    private final Desks desks;
    private final Journal journal;

    /** @param kind as people call one @param subject as the journal does */
    protected DeskThings(
            String kind, String subject, Database database, DeskStore<T> store, Desks desks, Journal journal) {
        this.kind = kind;
        this.subject = subject;
        this.database = database;
        this.store = store;
        this.desks = desks;
        this.journal = journal;
    }

    /** Of a desk, or of all desks that the actor works on, by desk and name. */
    public List<T> all(Tx tx, Context context, @Nullable UUID desk) {
        if (desk != null) {
            known(context, desk);
            return store.ofDesk(tx, desk);
        }
        return store.all(tx).stream()
                .filter(t -> context.rights().worksOn(t.deskId()))
                .toList();
    }

    public T get(Tx tx, Context context, UUID id) {
        return store.find(tx, id)
                .filter(t -> context.rights().worksOn(t.deskId()))
                .orElseThrow(() -> Problem.notFound(kind));
    }

    public T create(Context context, UUID desk, G given, Consumer<Tx> also) {
        known(context, desk);
        context.needManager(desk);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            if (store.ofDesk(tx, desk).size() >= MOST) {
                throw Problem.invalid("name", "too-many", "A desk has at most " + MOST + " " + kind + "s");
            }
            T made = checked(tx, given, Ids.next(), desk, 1);
            unlessTaken(() -> store.insert(tx, made, context.at()));
            record(tx, context, made, "created");
            return made;
        });
    }

    /** The whole of it as it is to be; its desk stays. */
    public T change(Context context, UUID id, G given, int version) {
        return database.write(context.tenant(), tx -> {
            T before = managed(tx, context, id);
            T after = checked(tx, given, id, before.deskId(), version + 1);
            unlessTaken(() -> {
                if (!store.update(tx, after)) {
                    throw Problem.stale(before);
                }
            });
            record(tx, context, after, "changed");
            return after;
        });
    }

    /** @throws Problem when something still needs it */
    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            T thing = managed(tx, context, id);
            needUnused(tx, thing);
            store.delete(tx, id);
            record(tx, context, thing, "deleted");
        });
    }

    /** What somebody wrote, if all is right with it. @throws Problem naming what is not */
    protected abstract T checked(Tx tx, G given, UUID id, UUID desk, int version);

    /** What the journal says of it, beside its name. */
    protected abstract Map<String, ?> said(T thing);

    /** @throws Problem when it cannot be deleted */
    protected void needUnused(Tx tx, T thing) {
        // Nothing needs it, unless its kind knows better.
    }

    protected void known(Context context, UUID desk) {
        if (desks.find(context.tenant(), desk).isEmpty() || !context.rights().worksOn(desk)) {
            throw Problem.notFound("desk");
        }
    }

    private T managed(Tx tx, Context context, UUID id) {
        T thing = get(tx, context, id);
        context.needManager(thing.deskId());
        return thing;
    }

    private static void unlessTaken(Runnable write) {
        Problem.unlessTaken("name", "The desk has one of this name already", write);
    }

    private void record(Tx tx, Context context, T thing, String what) {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", thing.name());
        data.putAll(said(thing));
        journal.append(tx, context, NewEntry.of(subject, thing.id(), thing.deskId(), what, data));
    }
}
