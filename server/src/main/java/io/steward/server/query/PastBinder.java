package io.steward.server.query;

import io.steward.server.query.QueryHistory.Had;
import io.steward.server.query.QueryHistory.Moved;
import io.steward.server.query.QueryHistory.Wanted;
import io.steward.server.query.QueryHistory.Window;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Resolves what is asked of the past. */
final class PastBinder<R> {
    private final QueryFields<R> fields;
    private final QueryScope scope;
    private final Binder<R> binder;

    PastBinder(QueryFields<R> fields, QueryScope scope, Binder<R> binder) {
        this.fields = fields;
        this.scope = scope;
        this.binder = binder;
    }

    Bound<R> bind(Expr.Compare c, QueryField<R> field) {
        String key = field.history();
        if (key == null) {
            throw new QueryError(
                    c.at(),
                    c.length(),
                    "The past of " + field.name() + " is not kept; "
                            + fields.all().stream()
                                    .filter(f -> f.history() != null)
                                    .map(QueryField::name)
                                    .limit(12)
                                    .toList()
                            + " have one");
        }
        Window window = window(c.when());
        Bound<R> bound;
        if (window.isEmpty()) {
            bound = new Bound.Or<>(List.of());
        } else if (c.op() == Expr.Op.CHANGED) {
            var moved =
                    new Moved(any(field, c.when().from()), any(field, c.when().to()), window);
            bound = new Bound.Changed<>(field, key, moved);
        } else {
            bound = new Bound.Was<>(field, key, new Had(wanted(field, c.values()), window));
        }
        boolean not = c.op() == Expr.Op.WAS_NOT || c.op() == Expr.Op.WAS_NOT_IN;
        return not ? new Bound.Not<>(bound) : bound;
    }

    private @Nullable Wanted any(QueryField<R> field, List<Expr.Literal> values) {
        return values.isEmpty() ? null : wanted(field, values);
    }

    /** As the journal writes them: keys, or names where it was told no key. */
    private Wanted wanted(QueryField<R> field, List<Expr.Literal> literals) {
        if (field.type().isList()) {
            Expr.Literal first = literals.getFirst();
            throw new QueryError(first.at(), first.length(), "Of " + field.name() + " ask only whether it changed");
        }
        var texts = new HashSet<String>();
        boolean empty = false;
        for (Expr.Literal v : literals) {
            if (v.empty()) {
                empty = true;
                continue;
            }
            List<Object> values = field.type().isTemporal() ? List.of(v.text()) : binder.values(field, v);
            values.forEach(value -> texts.add(Past.text(value)));
            field.values().labels(scope, values).values().forEach(l -> texts.add(l.name()));
        }
        return new Wanted(texts, empty);
    }

    private Window window(Expr.When when) {
        Instant from = null;
        Instant until = null;
        if (when.after() != null) {
            from = later(from, binder.until(when.after()));
        }
        if (when.before() != null) {
            until = earlier(until, binder.from(when.before()));
        }
        if (when.on() != null) {
            from = later(from, binder.from(when.on()));
            until = earlier(until, binder.until(when.on()));
        }
        if (when.during().size() == 2) {
            from = later(from, binder.from(when.during().getFirst()));
            until = earlier(until, binder.until(when.during().getLast()));
        }
        return new Window(from, until, when.by().isEmpty() ? null : by(when.by()));
    }

    private Set<UUID> by(List<Expr.Literal> literals) {
        var all = new HashSet<UUID>();
        literals.forEach(v -> binder.people(v).forEach(id -> all.add((UUID) id)));
        return all;
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }

    private static Instant earlier(@Nullable Instant a, Instant b) {
        return a == null || b.isBefore(a) ? b : a;
    }
}
