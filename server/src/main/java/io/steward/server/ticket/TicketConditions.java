package io.steward.server.ticket;

import io.steward.server.platform.Context;
import io.steward.server.platform.Rights;
import io.steward.server.platform.Tx;
import io.steward.server.query.Expr;
import io.steward.server.query.Queries;
import io.steward.server.query.QueryError;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryParser;
import io.steward.server.query.QueryScope;
import io.steward.server.query.QueryText;
import io.steward.server.query.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Many conditions asked of many tickets in memory: what they may name is worked out once, and each is read once. */
@Component
public class TicketConditions {
    private final TicketFields fields;

    TicketConditions(TicketFields fields) {
        this.fields = fields;
    }

    /** A condition as it is written, read. @throws QueryError when it is none */
    public static Expr read(@Nullable String text) {
        return text == null || text.isBlank()
                ? new Expr.All()
                : QueryParser.parse(text).where();
    }

    /** For one transaction and one moment; used by one thread. */
    public Session session(Context context, Tx tx) {
        return new Session(context, tx);
    }

    /**
     * What one comparison of a condition came to.
     *
     * @param text the comparison
     * @param value what the ticket had, as people read it; empty for nothing
     */
    public record Explained(String text, String value, boolean result) {}

    /** Conditions, each bound once. */
    public final class Session {
        private final Queries<Ticket> queries;
        private final QueryScope scope;
        private final Map<Expr, Predicate<Ticket>> bound = new IdentityHashMap<>();
        private final Map<Rights, Set<String>> readable = new HashMap<>();

        private Session(Context context, Tx tx) {
            this.queries = new Queries<>(fields.of(context));
            this.scope = fields.scope(context, tx);
        }

        /** @throws QueryError when what it names is not there any more */
        public boolean holds(Expr condition, Ticket ticket) {
            if (condition instanceof Expr.All) {
                return true;
            }
            Predicate<Ticket> known = bound.get(condition);
            if (known == null) {
                known = queries.predicate(condition, scope);
                bound.put(condition, known);
            }
            return known.test(ticket);
        }

        /**
         * Each comparison in the order in which they are written, at most so many.
         *
         * @param reader who is to read it: what they may not know of has no value
         * @throws QueryError as {@link #holds}
         */
        public List<Explained> explain(Expr condition, Ticket ticket, int most, Context reader) {
            Set<String> known = readable.computeIfAbsent(
                    reader.rights(),
                    r -> fields.of(reader).all().stream().map(QueryField::name).collect(Collectors.toSet()));
            var all = new ArrayList<Expr>();
            comparisons(condition, all);
            return all.stream()
                    .limit(most)
                    .map(e -> new Explained(
                            QueryText.of(new Expr.Query(e, List.of())), value(e, ticket, known), holds(e, ticket)))
                    .toList();
        }

        /** What a ticket has in a field of queries. @throws QueryError when there is no such field */
        public @Nullable Object value(String field, Ticket ticket) {
            return queries.fields().get(field, 0, field.length()).get(scope, ticket);
        }

        private String value(Expr e, Ticket ticket, Set<String> known) {
            if (!(e instanceof Expr.Compare c)) {
                return "";
            }
            QueryField<Ticket> field = queries.fields().get(c.field(), c.at(), c.length());
            Object value = known.contains(field.name()) ? field.get(scope, ticket) : null;
            Collection<?> values =
                    value == null ? List.of() : value instanceof Collection<?> list ? list : List.of(value);
            Map<Object, Values.Label> labels =
                    values.isEmpty() ? Map.of() : new HashMap<>(field.values().labels(scope, values));
            String text = values.stream().limit(10).map(v -> label(labels, v)).collect(Collectors.joining(", "));
            return text.length() <= 200 ? text : text.substring(0, 200) + "…";
        }

        private static String label(Map<Object, Values.Label> labels, Object value) {
            Values.Label label = labels.get(value);
            return label == null ? value instanceof UUID ? "…" : value.toString() : label.name();
        }

        private static void comparisons(Expr e, List<Expr> all) {
            switch (e) {
                case Expr.And(var parts) -> parts.forEach(p -> comparisons(p, all));
                case Expr.Or(var parts) -> parts.forEach(p -> comparisons(p, all));
                case Expr.Not not -> all.add(not);
                case Expr.Compare c -> all.add(c);
                case Expr.Words w -> all.add(w);
                case Expr.All nothing -> {
                    // Always holds.
                }
            }
        }
    }
}
