package io.steward.server.query;

import java.util.function.Predicate;
import org.jooq.Condition;

/** Evaluates queries: as SQL for lists, in memory for events. Both read the same resolved tree. */
public final class Queries<R> {
    private final QueryFields<R> fields;

    public Queries(QueryFields<R> fields) {
        this.fields = fields;
    }

    public QueryFields<R> fields() {
        return fields;
    }

    /** @throws QueryError */
    public Condition condition(Expr where, QueryScope scope) {
        return new SqlEvaluator<>(fields).condition(new Binder<>(fields, scope).bind(where));
    }

    /** @throws QueryError */
    public Predicate<R> predicate(Expr where, QueryScope scope) {
        Bound<R> bound = new Binder<>(fields, scope).bind(where);
        var evaluator = new MemoryEvaluator<>(fields, scope);
        return row -> evaluator.matches(bound, row);
    }
}
