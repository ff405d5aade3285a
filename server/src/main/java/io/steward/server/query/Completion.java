package io.steward.server.query;

import io.steward.server.query.QueryField.Refers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Offers fields, operators, values and functions for the place where somebody is typing. */
public final class Completion {
    private static final int MOST = 12;
    private static final List<String> SUFFIXES = List.of("after", "before", "on", "during (", "by");
    /** How functions are written whose names are of several words. */
    private static final Map<String, String> WRITTEN =
            Map.of("myteams", "myTeams", "membersof", "membersOf", "oncall", "onCall");

    private static final Set<String> TIMES = Set.of("after", "before", "on");

    /** {@code text} replaces the word being typed. */
    public record Item(String text, String label, String kind) {}

    private final QueryFields<?> fields;
    private final QueryScope scope;
    private final String typed;

    private Completion(QueryFields<?> fields, QueryScope scope, String typed) {
        this.fields = fields;
        this.scope = scope;
        this.typed = typed;
    }

    public static List<Item> of(QueryFields<?> fields, QueryScope scope, String q, int at) {
        String before = q.substring(0, Math.clamp(at, 0, Math.min(q.length(), QueryParser.LONGEST)));
        int start = open(before);
        boolean quoted = start >= 0;
        if (!quoted) {
            start = before.length();
            while (start > 0 && " (),=<>!~\"".indexOf(before.charAt(start - 1)) < 0) {
                start--;
            }
        }
        String typed = before.substring(quoted ? start + 1 : start).toLowerCase(Locale.ROOT);
        var completion = new Completion(fields, scope, typed);
        return completion.at(words(before.substring(0, start))).stream()
                .limit(MOST)
                .toList();
    }

    /** Where the quotation that is not yet closed began, or -1. */
    private static int open(String text) {
        int from = -1;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (from >= 0 && c == '\\') {
                i++;
            } else if (from >= 0 && c == quote) {
                from = -1;
            } else if (from < 0 && (c == '"' || (c == '\'' && (i == 0 || " (,=~".indexOf(text.charAt(i - 1)) >= 0)))) {
                from = i;
                quote = c;
            }
        }
        return from;
    }

    private static List<Tokens.Token> words(String text) {
        try {
            var all = Tokens.of(text);
            return all.subList(0, all.size() - 1);
        } catch (QueryError e) {
            return List.of();
        }
    }

    private List<Item> at(List<Tokens.Token> before) {
        if (before.isEmpty()) {
            return fieldsAnd(List.of("not"));
        }
        var last = before.getLast();
        boolean ordering = ordering(before);
        if (ordering) {
            return order(last);
        }
        if (last.is("and") || last.is("or") || last.is("not") && !past(before)) {
            return fieldsAnd(last.is("not") ? List.of() : List.of("not"));
        }
        var field = lastField(before);
        if (field.isEmpty()) {
            return last.sign("(") ? fieldsAnd(List.of("not")) : fieldsAnd(List.of());
        }
        return after(field.get(), before);
    }

    private List<Item> after(Found found, List<Tokens.Token> before) {
        var rest = before.subList(found.at() + 1, before.size());
        if (rest.isEmpty()) {
            return operators(found.field());
        }
        var last = rest.getLast();
        if (last.is("was")) {
            return join(words(List.of("not", "in (", "not in ("), "operator"), values(found.field()));
        }
        boolean past = rest.stream().anyMatch(t -> t.is("was") || t.is("changed"));
        if (past && (last.is("by") || inList(rest, "by"))) {
            return join(functions(List.of("me()")), named(fields.history().actors()));
        }
        if (past && (TIMES.stream().anyMatch(last::is) || inList(rest, "during"))) {
            return times();
        }
        if (last.is("is")) {
            return words(List.of("empty", "not empty"), "operator");
        }
        if (last.sign("(")
                || last.sign(",")
                || last.kind() == Tokens.Kind.SIGN && !last.sign(")")
                || last.is("from")
                || last.is("to")
                || last.is("in")
                || last.is("not")) {
            return values(found.field());
        }
        var words = new ArrayList<String>();
        if (past) {
            if (rest.stream().anyMatch(t -> t.is("changed"))) {
                words.addAll(List.of("from", "to"));
            }
            words.addAll(SUFFIXES);
        }
        words.addAll(List.of("and", "or", "order by"));
        return words(words, "word");
    }

    private record Found(QueryField<?> field, int at) {}

    /** The field that is being compared: the last one that stands where a condition begins. */
    private Optional<Found> lastField(List<Tokens.Token> before) {
        for (int i = before.size() - 1; i >= 0; i--) {
            var t = before.get(i);
            if (t.is("and") || t.is("or")) {
                return Optional.empty();
            }
            boolean begins = i == 0
                    || before.get(i - 1).is("and")
                    || before.get(i - 1).is("or")
                    || before.get(i - 1).is("not")
                    || before.get(i - 1).sign("(");
            if (begins && t.kind() == Tokens.Kind.WORD) {
                String name = t.text().toLowerCase(Locale.ROOT);
                var field =
                        fields.all().stream().filter(f -> f.name().equals(name)).findFirst();
                if (field.isPresent() && !valueOf(before, i)) {
                    return Optional.of(new Found(field.get(), i));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the word stands in a list of values: in (open …. */
    private static boolean valueOf(List<Tokens.Token> before, int at) {
        return at > 1
                && before.get(at - 1).sign("(")
                && (before.get(at - 2).is("in") || before.get(at - 2).is("by"));
    }

    private static boolean inList(List<Tokens.Token> rest, String word) {
        for (int i = rest.size() - 1; i > 0; i--) {
            if (rest.get(i).sign(")")) {
                return false;
            }
            if (rest.get(i).sign("(")) {
                return rest.get(i - 1).is(word);
            }
        }
        return false;
    }

    private static boolean past(List<Tokens.Token> before) {
        return before.size() > 1 && before.get(before.size() - 2).is("was");
    }

    private static boolean ordering(List<Tokens.Token> before) {
        return before.stream().anyMatch(t -> t.is("order"));
    }

    private List<Item> order(Tokens.Token last) {
        if (last.is("order")) {
            return words(List.of("by"), "word");
        }
        if (last.is("by") || last.sign(",")) {
            return fields.all().stream()
                    .filter(QueryField::sortable)
                    .filter(f -> offered(f.name()))
                    .map(f -> new Item(f.name(), f.label(), "field"))
                    .toList();
        }
        return words(List.of("desc", "asc"), "word");
    }

    private List<Item> fieldsAnd(List<String> words) {
        var all = new ArrayList<Item>();
        fields.all().stream()
                .filter(f -> offered(f.name()) || offered(f.label()))
                .map(f -> new Item(f.name(), f.label(), "field"))
                .forEach(all::add);
        all.addAll(words(words, "word"));
        return all;
    }

    private List<Item> operators(QueryField<?> field) {
        var all = new ArrayList<>(field.type().operators());
        if (field.history() != null) {
            if (!field.type().isList()) {
                all.addAll(List.of("was", "was not", "was in ("));
            }
            all.add("changed");
        }
        return words(all, "operator");
    }

    private List<Item> values(QueryField<?> field) {
        if (field.type().isTemporal()) {
            return times();
        }
        var functions = new ArrayList<String>();
        for (String name : field.functions().keySet()) {
            functions.add(WRITTEN.getOrDefault(name, name) + "()");
        }
        if (field.type() == QueryType.BOOLEAN) {
            return words(List.of("true", "false"), "value");
        }
        var all = join(functions(functions), named(field.values()));
        return field.optional() && field.refers() != Refers.NOTHING ? join(all, words(List.of("empty"), "value")) : all;
    }

    private List<Item> times() {
        return join(words(List.of("-1d", "-7d", "-30d", "-1h"), "value"), functions(Times.FUNCTIONS));
    }

    private List<Item> named(Values values) {
        return values.suggest(scope, typed).stream()
                .limit(MOST)
                .map(s -> new Item(QueryText.text(s.text()), s.label(), "value"))
                .toList();
    }

    private List<Item> functions(List<String> texts) {
        return texts.stream()
                .filter(this::offered)
                .map(t -> new Item(t, t, "function"))
                .toList();
    }

    private List<Item> words(List<String> texts, String kind) {
        return texts.stream()
                .filter(t -> t.startsWith(typed))
                .map(t -> new Item(t, t, kind))
                .toList();
    }

    private boolean offered(String text) {
        return text.toLowerCase(Locale.ROOT).startsWith(typed);
    }

    private static List<Item> join(List<Item> a, List<Item> b) {
        var all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
