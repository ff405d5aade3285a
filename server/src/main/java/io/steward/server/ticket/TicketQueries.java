package io.steward.server.ticket;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Team;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.query.Completion;
import io.steward.server.query.Expr;
import io.steward.server.query.Queries;
import io.steward.server.query.QueryError;
import io.steward.server.query.QueryFields;
import io.steward.server.query.QueryParser;
import io.steward.server.query.QueryScope;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The fields of tickets that queries may name, and lists and counts by query. */
@Component
public class TicketQueries {
    private static final int MOST_COUNTED = 10_000;

    /** A page of tickets, with the cursor of the next. */
    public record Listed(List<Ticket> tickets, @Nullable String next) {}

    private final Database database;
    private final TicketStore store;
    private final Types types;
    private final Desks desks;
    private final Tenants tenants;
    private final FullText fullText;
    private final Queries<Ticket> queries;

    TicketQueries(
            Database database,
            TicketStore store,
            Types types,
            Desks desks,
            Tenants tenants,
            PersonNames people,
            FullText fullText) {
        this.database = database;
        this.store = store;
        this.types = types;
        this.desks = desks;
        this.tenants = tenants;
        this.fullText = fullText;
        this.queries = new Queries<>(Fields.of(types, desks, people));
    }

    /** Parses and resolves, to tell a person what is wrong. @throws QueryError */
    public void check(Context context, String q) {
        var query = QueryParser.parse(q);
        queries.condition(query.where(), scope(context));
        Ordering.of(query.order(), queries.fields());
    }

    /** As {@link #check(Context, String)}, with the fields of a type that is not published yet. */
    public void check(Context context, String q, TicketType.Definition definition) {
        queries.predicate(QueryParser.parse(q).where(), scope(context));
    }

    /** The query as a question to one ticket. @throws QueryError */
    public Predicate<Ticket> predicate(Context context, String q) {
        return queries.predicate(QueryParser.parse(q).where(), scope(context));
    }

    public QueryFields<Ticket> fields() {
        return queries.fields();
    }

    public Listed list(
            Context context,
            @Nullable String q,
            @Nullable String order,
            @Nullable UUID desk,
            @Nullable String cursor,
            int limit) {
        try {
            return listed(context, q, order, desk, cursor, limit);
        } catch (QueryError e) {
            throw e.problem();
        }
    }

    private Listed listed(
            Context context,
            @Nullable String q,
            @Nullable String order,
            @Nullable UUID desk,
            @Nullable String cursor,
            int limit) {
        var query = QueryParser.parse(q == null ? "" : q);
        var keys = order == null || order.isBlank()
                ? query.order()
                : QueryParser.parse("order by " + order).order();
        var ordering = Ordering.of(keys, queries.fields());
        Condition where = where(context, query.where(), desk, scope(context));
        if (cursor != null) {
            where = where.and(ordering.after(cursor));
        }
        Condition all = where;
        List<Ticket> rows = database.read(context.tenant(), tx -> store.list(tx, all, ordering.sort(), limit + 1));
        boolean more = rows.size() > limit;
        List<Ticket> shown = more ? rows.subList(0, limit) : rows;
        return new Listed(shown, more ? ordering.cursor(shown.getLast()) : null);
    }

    /** Counts what the caller may see, up to 10,000. */
    public int count(Context context, String q) {
        return counts(context, List.of(new Counted(q, null))).getFirst();
    }

    /** A query whose answers are counted, those of one desk or of all. */
    public record Counted(String query, @Nullable UUID desk) {}

    /** Counts the answers of several queries with one statement, each up to 10,000 of what the caller may see. */
    public List<Integer> counts(Context context, List<Counted> wanted) {
        try {
            var scope = scope(context);
            var all = wanted.stream()
                    .map(c -> where(context, QueryParser.parse(c.query()).where(), c.desk(), scope))
                    .toList();
            return database.read(context.tenant(), tx -> store.counts(tx, all, MOST_COUNTED));
        } catch (QueryError e) {
            throw e.problem();
        }
    }

    /** What may be written at a place in a query. */
    public List<Completion.Item> complete(Context context, String q, int at) {
        return Completion.of(queries.fields(), scope(context), q, at);
    }

    private Condition where(Context context, Expr expr, @Nullable UUID desk, QueryScope scope) {
        Condition where = Visible.workedBy(context.rights()).condition().and(queries.condition(expr, scope));
        return desk == null ? where : where.and(TicketStore.ofDesk(desk));
    }

    private QueryScope scope(Context context) {
        UUID person = context.actor().id();
        var zone = tenants.get(context.tenant()).timeZone();
        Set<UUID> teams = person == null
                ? Set.of()
                : desks.teams(context.tenant()).stream()
                        .filter(t -> t.members().stream().anyMatch(m -> m.id().equals(person)))
                        .map(Team::id)
                        .collect(Collectors.toSet());
        return new QueryScope(
                context.tenant(), person, teams, context.at(), zone, words -> fullText.ids(context.tenant(), words));
    }
}
