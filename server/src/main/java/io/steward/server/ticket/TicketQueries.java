package io.steward.server.ticket;

import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Tx;
import io.steward.server.query.Completion;
import io.steward.server.query.Expr;
import io.steward.server.query.Queries;
import io.steward.server.query.QueryError;
import io.steward.server.query.QueryParser;
import io.steward.server.query.QueryScope;
import io.steward.server.query.QueryTree;
import io.steward.server.ticket.store.AttentionStore;
import io.steward.server.ticket.store.TicketPages;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists, counts and conditions by query. */
@Component
public class TicketQueries {
    private static final int MOST_COUNTED = 10_000;

    /** A page of tickets, with the cursor of the next. */
    public record Listed(List<Ticket> tickets, @Nullable String next) {}

    private final Database database;
    private final TicketStore store;
    private final TicketPages pages;
    private final TicketFields fields;

    TicketQueries(Database database, TicketStore store, TicketPages pages, TicketFields fields) {
        this.database = database;
        this.store = store;
        this.pages = pages;
        this.fields = fields;
    }

    /** Parses and resolves, to tell a person what is wrong. @throws QueryError */
    public void check(Context context, String q) {
        var query = QueryParser.parse(q);
        var known = fields.of(context);
        new Queries<>(known).condition(query.where(), fields.scope(context));
        Ordering.of(query.order(), known);
    }

    /** The query as a tree, with the types of its fields. @throws QueryError */
    public QueryTree tree(Context context, String q) {
        return QueryTree.of(QueryParser.parse(q), fields.of(context));
    }

    /** What a query means for single tickets; within a transaction, if there is one. @throws QueryError */
    public Predicate<Ticket> predicate(Context context, @Nullable Tx tx, String q) {
        var scope = tx == null ? fields.scope(context) : fields.scope(context, tx);
        return new Queries<>(fields.of(context)).predicate(QueryParser.parse(q).where(), scope);
    }

    /** As {@link #predicate(Context, Tx, String)}, with the custom fields of these types only. @throws QueryError */
    Predicate<Ticket> predicate(Context context, @Nullable Tx tx, String q, Collection<TicketType> among) {
        var scope = tx == null ? fields.scope(context) : fields.scope(context, tx);
        return new Queries<>(fields.among(context, among))
                .predicate(QueryParser.parse(q).where(), scope);
    }

    /** As {@link #check(Context, String)}, with the custom fields of these types only. @throws QueryError */
    public void check(Context context, String q, Collection<TicketType> among) {
        var query = QueryParser.parse(q);
        new Queries<>(fields.among(context, among)).condition(query.where(), fields.scope(context));
    }

    /** As {@link #check(Context, String)}, for a condition in a type's definition, whose fields may be new. @throws QueryError */
    public void check(Context context, String q, TicketType type) {
        var query = QueryParser.parse(q);
        new Queries<>(fields.of(context, type)).condition(query.where(), fields.scope(context));
    }

    /**
     * @param awake without what the actor has put off
     * @param read what the rows hold of the custom fields
     */
    public Listed list(
            Context context,
            @Nullable String q,
            @Nullable String order,
            @Nullable UUID desk,
            boolean awake,
            RowFields read,
            @Nullable String cursor,
            int limit) {
        return asked(() -> {
            var asked = ask(context, q, order, desk, awake);
            var ordering = asked.ordering();
            Condition where = cursor == null ? asked.where() : asked.where().and(ordering.after(cursor));
            var rows = database.read(
                    context.tenant(),
                    tx -> pages.page(tx, where, ordering.columns(), ordering.sort(), read, limit + 1));
            boolean more = rows.size() > limit;
            var shown = more ? rows.subList(0, limit) : rows;
            var last = shown.isEmpty() ? null : shown.getLast();
            return new Listed(
                    shown.stream().map(TicketPages.Placed::ticket).toList(),
                    more && last != null
                            ? Ordering.cursor(last.keys(), last.ticket().id())
                            : null);
        });
    }

    /** Counts what the caller may see, up to 10,000. */
    public int count(Context context, String q, boolean awake) {
        return counts(context, List.of(new Counted(q, null, awake))).getFirst();
    }

    /**
     * A query whose answers are counted, those of one desk or of all.
     *
     * @param awake without what the actor has put off
     */
    public record Counted(String query, @Nullable UUID desk, boolean awake) {}

    /** Counts the answers of several queries with one statement, each up to 10,000 of what the caller may see. */
    public List<Integer> counts(Context context, List<Counted> wanted) {
        return asked(() -> {
            var scope = fields.scope(context);
            var queries = new Queries<>(fields.of(context));
            var all = wanted.stream()
                    .map(c ->
                            where(context, queries, QueryParser.parse(c.query()).where(), c.desk(), c.awake(), scope))
                    .toList();
            return database.read(context.tenant(), tx -> store.counts(tx, all, MOST_COUNTED));
        });
    }

    /** What may be written at a place in a query. */
    public List<Completion.Item> complete(Context context, String q, int at) {
        return Completion.of(fields.of(context), fields.scope(context), q, at);
    }

    /** A query made ready: the condition with what the actor may see, and the order. */
    record Asked(Condition where, Ordering ordering) {}

    Asked ask(Context context, @Nullable String q, @Nullable String order, @Nullable UUID desk, boolean awake) {
        var query = QueryParser.parse(q == null ? "" : q);
        var keys = order == null || order.isBlank()
                ? query.order()
                : QueryParser.parse("order by " + order).order();
        var queries = new Queries<>(fields.of(context));
        return new Asked(
                where(context, queries, query.where(), desk, awake, fields.scope(context)),
                Ordering.of(keys, queries.fields()));
    }

    /** Turns what is wrong with a query into what the caller is told. */
    static <T> T asked(Supplier<T> work) {
        try {
            return work.get();
        } catch (QueryError e) {
            throw e.problem();
        }
    }

    private static Condition where(
            Context context, Queries<Ticket> queries, Expr expr, @Nullable UUID desk, boolean awake, QueryScope scope) {
        Condition where = Visible.workedBy(context.rights()).condition().and(queries.condition(expr, scope));
        Condition there = desk == null ? where : where.and(TicketStore.ofDesk(desk));
        UUID person = context.actor().id();
        return awake && person != null ? there.and(AttentionStore.isAwake(context.tenant(), person)) : there;
    }
}
