package io.steward.server.view;

import io.steward.server.identity.Desks;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.query.QueryError;
import io.steward.server.ticket.TicketQueries;
import io.steward.server.view.rules.ViewRules;
import io.steward.server.view.store.ViewStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Saved views: a private one is seen and changed by its owner alone, a shared one is seen by its desk's agents and changed by
 * its managers.
 */
@Component
public class SavedViews {
    private final Database database;
    private final ViewStore store;
    private final Desks desks;
    private final TicketQueries queries;
    private final Journal journal;

    SavedViews(Database database, ViewStore store, Desks desks, TicketQueries queries, Journal journal) {
        this.database = database;
        this.store = store;
        this.desks = desks;
        this.queries = queries;
        this.journal = journal;
    }

    public List<View> seen(Context context) {
        return database.read(
                context.tenant(),
                tx -> store.seen(tx, context.rights(), context.actor().id()));
    }

    public List<View> queues(Context context) {
        return database.read(
                context.tenant(),
                tx -> store.queues(tx, context.rights(), context.actor().id()));
    }

    /** @param also runs in the same transaction */
    public View create(Context context, ChangeView c, Consumer<Tx> also) {
        boolean shared = Boolean.TRUE.equals(c.shared()) || Boolean.TRUE.equals(c.queue());
        return database.write(context.tenant(), tx -> {
            UUID owner = shared ? null : context.personId();
            var view = new View(
                    Ids.next(),
                    c.desk(),
                    owner,
                    or(c.name(), ""),
                    or(c.query(), ""),
                    or(c.order(), ""),
                    or(c.layout(), "table"),
                    Boolean.TRUE.equals(c.queue()),
                    shared,
                    false,
                    c.position() == null ? store.next(tx, c.desk(), owner, shared) : c.position(),
                    c.config() == null ? ViewConfig.NONE : c.config(),
                    1);
            check(context, view);
            store.insert(tx, view);
            record(tx, context, view, "created");
            also.accept(tx);
            return view;
        });
    }

    public View change(Context context, UUID id, ChangeView c, int version) {
        return database.write(context.tenant(), tx -> {
            View before = mine(tx, context, id);
            boolean shared = c.shared() == null ? before.shared() : c.shared();
            var after = new View(
                    id,
                    c.desk() == null ? before.desk() : c.desk(),
                    // Who takes a desk's view back makes it their own.
                    shared ? null : before.shared() ? context.personId() : before.owner(),
                    or(c.name(), before.name()),
                    or(c.query(), before.query()),
                    or(c.order(), before.order()),
                    or(c.layout(), before.layout()),
                    shared && (c.queue() == null ? before.queue() : c.queue()),
                    shared,
                    before.favourite(),
                    c.position() == null ? before.position() : c.position(),
                    c.config() == null ? before.config() : c.config(),
                    version + 1);
            check(context, after);
            if (!store.update(tx, after, version)) {
                throw Problem.stale(before);
            }
            record(tx, context, after, "changed");
            return after;
        });
    }

    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            View view = mine(tx, context, id);
            store.delete(tx, id);
            record(tx, context, view, "deleted");
        });
    }

    public void favour(Context context, UUID id, boolean favourite) {
        database.run(context.tenant(), tx -> {
            View view = visible(tx, context, id);
            if (favourite) {
                store.favour(tx, context.personId(), view.id());
            } else {
                store.unfavour(tx, context.personId(), view.id());
            }
        });
    }

    private View visible(Tx tx, Context context, UUID id) {
        return store.find(tx, id, context.rights(), context.actor().id()).orElseThrow(() -> Problem.notFound("view"));
    }

    /** One that the actor may change. */
    private View mine(Tx tx, Context context, UUID id) {
        View view = visible(tx, context, id);
        if (view.shared() && view.desk() != null) {
            context.needManager(view.desk());
        }
        return view;
    }

    private void check(Context context, View v) {
        var check = new Check();
        ViewRules.check(check, v);
        UUID desk = v.desk();
        boolean known = desk == null
                || (desks.find(context.tenant(), desk).isPresent()
                        && context.rights().worksOn(desk));
        check.that(known, "deskId", "unknown", "There is no such desk, or it is not yours to see");
        check.done();
        if (v.shared() && desk != null) {
            context.needManager(desk);
        }
        try {
            queries.check(context, v.query() + (v.order().isBlank() ? "" : " order by " + v.order()));
        } catch (QueryError e) {
            throw e.problem();
        }
    }

    private void record(Tx tx, Context context, View v, String what) {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", v.name());
        data.put("query", v.query());
        data.put("order", v.order());
        data.put("layout", v.layout());
        data.put("queue", v.queue());
        data.put("shared", v.shared());
        journal.append(tx, context, NewEntry.of("view", v.id(), v.desk(), what, data));
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : Check.clean(given);
    }
}
