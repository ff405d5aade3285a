package io.steward.server.sla;

import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalTail;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.TenantId;
import io.steward.server.query.Expr;
import io.steward.server.query.QueryError;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryFields;
import io.steward.server.query.QueryParser;
import io.steward.server.query.Times;
import io.steward.server.ticket.ComputedFields;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketFields;
import io.steward.server.ticket.TicketQueries;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * The conditions of policies and clocks: queries of what the journal keeps of a ticket, so that they can be asked again of any
 * moment of its past.
 */
@Component
class ClockConditions implements JournalTail {
    private static final Set<String> KEPT = Set.of(
            "kind",
            "type",
            "desk",
            "status",
            "state",
            "team",
            "category",
            "channel",
            "assignee",
            "requester",
            "priority",
            "impact",
            "urgency",
            "title",
            "number",
            "tags");
    private final TicketQueries queries;
    private final TicketFields fields;
    private final Types types;
    private final Map<TenantId, Map<String, Predicate<Ticket>>> known = new ConcurrentHashMap<>();

    ClockConditions(TicketQueries queries, TicketFields fields, Types types) {
        this.queries = queries;
        this.fields = fields;
        this.types = types;
    }

    /** A condition that cannot be understood any more, since what it names is gone, never holds. */
    boolean holds(Ticket ticket, TenantId tenant, String query) {
        if (query.isEmpty()) {
            return true;
        }
        return known.computeIfAbsent(tenant, t -> new ConcurrentHashMap<>())
                .computeIfAbsent(query, q -> compiled(tenant, q))
                .test(ticket);
    }

    private Predicate<Ticket> compiled(TenantId tenant, String query) {
        try {
            // Nothing in it depends on when it is asked.
            return queries.predicate(Context.system(tenant, Instant.EPOCH, null), null, query);
        } catch (QueryError e) {
            return ticket -> false;
        }
    }

    /** Finds fault with a condition: what it names has to be kept by the journal, and must not depend on when it is asked. */
    void check(Context context, Check check, String field, String query) {
        try {
            var system = Context.system(context.tenant(), context.at(), null);
            queries.check(system, query);
            verify(context, fields.of(system), QueryParser.parse(query).where());
        } catch (QueryError e) {
            check.error(field, "query", String.valueOf(e.getMessage()));
        }
    }

    private void verify(Context context, QueryFields<Ticket> all, Expr e) {
        switch (e) {
            case Expr.And(var parts) -> parts.forEach(p -> verify(context, all, p));
            case Expr.Or(var parts) -> parts.forEach(p -> verify(context, all, p));
            case Expr.Not(var part) -> verify(context, all, part);
            case Expr.All nothing -> {
                // Always holds.
            }
            case Expr.Words w ->
                throw new QueryError(w.at(), w.length(), "The words of a ticket cannot be a condition here");
            case Expr.Compare c -> verify(context, all, c);
        }
    }

    private void verify(Context context, QueryFields<Ticket> all, Expr.Compare c) {
        if (c.op().isPast()) {
            throw new QueryError(c.at(), c.length(), "What was before cannot be a condition here");
        }
        var field = all.get(c.field(), c.at(), c.length());
        if (!KEPT.contains(field.name()) && !isKept(context, field)) {
            throw new QueryError(
                    c.at(),
                    c.length(),
                    field.name() + " cannot be a condition here: its past is not kept. Possible are "
                            + String.join(", ", KEPT.stream().sorted().toList())
                            + " and custom fields that are not worked out from others");
        }
        for (Expr.Literal v : c.values()) {
            if (v.form() == Expr.Form.FUNCTION && !v.text().equalsIgnoreCase("membersof")) {
                throw new QueryError(v.at(), v.length(), v.text() + "() depends on who asks and when");
            }
            if (field.type().isTemporal() && Times.isRelative(v)) {
                throw new QueryError(v.at(), v.length(), v.text() + " depends on when it is asked");
            }
        }
    }

    /** A field of the customer's whose values are written down as they change. */
    private boolean isKept(Context context, QueryField<Ticket> field) {
        String key = field.name().substring(field.name().lastIndexOf('.') + 1);
        var fields = types.all(context.tenant()).stream()
                .flatMap(t -> t.field(key).stream())
                .toList();
        return !fields.isEmpty() && fields.stream().noneMatch(ComputedFields::computes);
    }

    @Override
    public void accept(TenantId tenant, List<Entry> entries) {
        // Names of teams, statuses and people may mean something else by now.
        if (entries.stream().anyMatch(e -> !e.subjectKind().equals(Tickets.SUBJECT))) {
            known.remove(tenant);
        }
    }
}
