package io.steward.server.ticket;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.query.QueryError;
import io.steward.server.ticket.store.TypeStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The saved queries that desks work from. */
@Component
public class Queues {
    private final Database database;
    private final TypeStore store;
    private final TicketQueries queries;
    private final Journal journal;

    Queues(Database database, TypeStore store, TicketQueries queries, Journal journal) {
        this.database = database;
        this.store = store;
        this.queries = queries;
        this.journal = journal;
    }

    public List<Queue> of(Context context) {
        return database.read(context.tenant(), store::queues).stream()
                .filter(q -> context.rights().worksOn(q.deskId()))
                .toList();
    }

    public Queue create(
            Context context,
            UUID desk,
            @Nullable String name,
            @Nullable String query,
            @Nullable String order,
            Consumer<Tx> also) {
        context.needManager(desk);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            var queue = checked(
                    context, new Queue(Ids.next(), desk, or(name), or(query), or(order), position(tx, desk), 1));
            store.insert(tx, queue);
            journal.append(
                    tx,
                    context,
                    NewEntry.of(
                            "queue",
                            queue.id(),
                            desk,
                            "created",
                            Map.of("name", queue.name(), "query", queue.query(), "order", queue.order())));
            return queue;
        });
    }

    public Queue change(
            Context context,
            UUID id,
            @Nullable String name,
            @Nullable String query,
            @Nullable String order,
            int version) {
        return database.write(context.tenant(), tx -> {
            Queue b = find(tx, context, id);
            var after = checked(
                    context,
                    new Queue(
                            id,
                            b.deskId(),
                            name == null ? b.name() : name,
                            query == null ? b.query() : query,
                            order == null ? b.order() : order,
                            b.position(),
                            version + 1));
            if (!store.update(tx, after, version)) {
                throw Problem.stale(b);
            }
            journal.append(
                    tx,
                    context,
                    NewEntry.of(
                            "queue",
                            id,
                            b.deskId(),
                            "changed",
                            Map.of("name", after.name(), "query", after.query(), "order", after.order())));
            return after;
        });
    }

    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Queue queue = find(tx, context, id);
            store.deleteQueue(tx, id);
            journal.append(
                    tx,
                    context,
                    NewEntry.of(
                            "queue",
                            id,
                            queue.deskId(),
                            "deleted",
                            Map.of("name", queue.name(), "query", queue.query(), "order", queue.order())));
        });
    }

    private Queue find(Tx tx, Context context, UUID id) {
        Queue queue = store.queues(tx).stream()
                .filter(q -> q.id().equals(id) && context.rights().worksOn(q.deskId()))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("queue"));
        context.needManager(queue.deskId());
        return queue;
    }

    private int position(Tx tx, UUID desk) {
        return (int)
                store.queues(tx).stream().filter(q -> q.deskId().equals(desk)).count();
    }

    private Queue checked(Context context, Queue q) {
        var check = new Check();
        check.text("name", q.name(), 100);
        check.optional("query", q.query(), 2_000);
        check.optional("order", q.order(), 200);
        check.done();
        try {
            queries.check(context, q.query() + (q.order().isBlank() ? "" : " order by " + q.order()));
        } catch (QueryError e) {
            throw e.problem();
        }
        return q;
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
