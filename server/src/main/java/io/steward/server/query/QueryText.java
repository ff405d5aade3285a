package io.steward.server.query;

import io.steward.server.query.Expr.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a query in its one canonical form; what is read from it is the same tree. */
public final class QueryText {
    private static final Pattern PLAIN = Pattern.compile("[\\w.+:@/-]+", Pattern.UNICODE_CHARACTER_CLASS);
    /** What would be read as something else where a value may stand or end. */
    private static final Set<String> RESERVED = Set.of(
            "empty", "null", "and", "or", "not", "in", "is", "was", "changed", "order", "by", "asc", "desc", "from",
            "to", "after", "before", "on", "during");

    private QueryText() {}

    public static String of(Expr.Query query) {
        String where = query.where() instanceof Expr.All ? "" : or(query.where());
        if (query.order().isEmpty()) {
            return where;
        }
        String order = query.order().stream()
                .map(o -> o.field() + (o.descending() ? " desc" : ""))
                .collect(Collectors.joining(", "));
        return (where.isEmpty() ? "" : where + " ") + "order by " + order;
    }

    private static String or(Expr e) {
        return switch (e) {
            case Expr.Or(var parts) -> parts.stream().map(QueryText::and).collect(Collectors.joining(" or "));
            default -> and(e);
        };
    }

    private static String and(Expr e) {
        return switch (e) {
            case Expr.And(var parts) -> parts.stream().map(QueryText::not).collect(Collectors.joining(" and "));
            default -> not(e);
        };
    }

    private static String not(Expr e) {
        return switch (e) {
            case Expr.Not(var part) -> "not " + not(part);
            case Expr.And and -> "(" + and(and) + ")";
            case Expr.Or or -> "(" + or(or) + ")";
            case Expr.Words w -> quoted(w.text());
            case Expr.Compare c -> compare(c);
            case Expr.All all -> throw new IllegalArgumentException("Everything is no part of a condition");
        };
    }

    private static String compare(Expr.Compare c) {
        var text = new StringBuilder(c.field()).append(' ').append(c.op().text());
        if (c.op().isList()) {
            text.append(' ').append(list(c.values()));
        } else if (!c.op().isBare()) {
            text.append(' ').append(value(c.values().getFirst()));
        }
        var when = c.when();
        several(text, "from", when.from());
        several(text, "to", when.to());
        one(text, "after", when.after());
        one(text, "before", when.before());
        one(text, "on", when.on());
        if (!when.during().isEmpty()) {
            text.append(" during ").append(list(when.during()));
        }
        several(text, "by", when.by());
        return text.toString();
    }

    private static void several(StringBuilder text, String word, List<Literal> values) {
        if (!values.isEmpty()) {
            text.append(' ').append(word).append(' ');
            text.append(values.size() == 1 ? value(values.getFirst()) : list(values));
        }
    }

    private static void one(StringBuilder text, String word, @Nullable Literal value) {
        if (value != null) {
            text.append(' ').append(word).append(' ').append(value(value));
        }
    }

    private static String list(List<Literal> values) {
        return values.stream().map(QueryText::value).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String value(Literal v) {
        return switch (v.form()) {
            case EMPTY -> "empty";
            case TEXT -> text(v.text());
            case FUNCTION ->
                v.text() + v.arguments().stream().map(QueryText::text).collect(Collectors.joining(", ", "(", ")"));
        };
    }

    /** A value as it must be written: in quotation marks unless it is one plain word. */
    public static String text(String value) {
        boolean plain = PLAIN.matcher(value).matches() && !RESERVED.contains(value.toLowerCase(java.util.Locale.ROOT));
        return plain ? value : quoted(value);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The conditions that all hold, as one condition. */
    public static String all(List<String> conditions) {
        var parts = new ArrayList<Expr>();
        for (String condition : conditions) {
            Expr where = QueryParser.parse(condition).where();
            if (where instanceof Expr.And(var inner)) {
                parts.addAll(inner);
            } else if (!(where instanceof Expr.All)) {
                parts.add(where);
            }
        }
        Expr where = parts.isEmpty() ? new Expr.All() : parts.size() == 1 ? parts.getFirst() : new Expr.And(parts);
        return of(new Expr.Query(where, List.of()));
    }
}
