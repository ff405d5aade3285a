package io.steward.server.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Offers fields, operators and values for the place where somebody is typing. */
public final class Completion {
    private static final int MOST = 12;

    /** {@code text} replaces the word being typed. */
    public record Item(String text, String label, String kind) {}

    private Completion() {}

    public static List<Item> of(QueryFields<?> fields, QueryScope scope, String q, int at) {
        String before = q.substring(0, Math.clamp(at, 0, Math.min(q.length(), QueryParser.LONGEST)));
        int start = before.length();
        while (start > 0 && " (),=<>!~\"".indexOf(before.charAt(start - 1)) < 0) {
            start--;
        }
        String typed = before.substring(start).toLowerCase(Locale.ROOT);
        String context = before.substring(0, start).stripTrailing();
        String word = lastWord(context);
        if (context.endsWith("=") || context.endsWith("(") || context.endsWith(",") || context.endsWith("\"")) {
            return values(fields, scope, context, typed);
        }
        if (fields.all().stream().anyMatch(f -> f.name().equalsIgnoreCase(word))) {
            return items(List.of("=", "!=", "in (", "not in (", "is empty", ">=", "<", "~"), typed, "operator");
        }
        var found = new ArrayList<Item>();
        if (!context.isEmpty() && !List.of("and", "or", "not", "by").contains(word)) {
            found.addAll(items(List.of("and", "or", "order by"), typed, "word"));
        }
        found.addAll(items(fields.all().stream().map(QueryField::name).toList(), typed, "field"));
        return found.stream().limit(MOST).toList();
    }

    private static List<Item> values(QueryFields<?> fields, QueryScope scope, String context, String typed) {
        String field = "";
        for (String word : context.toLowerCase(Locale.ROOT).split("[^a-z_]+")) {
            for (QueryField<?> f : fields.all()) {
                if (f.name().equals(word)) {
                    field = word;
                }
            }
        }
        String name = field;
        return fields.all().stream()
                .filter(f -> f.name().equals(name))
                .flatMap(f -> values(f, scope).stream())
                .filter(v -> v.toLowerCase(Locale.ROOT).contains(typed))
                .limit(MOST)
                .map(v -> new Item(v.matches("[\\w()-]+") ? v : '"' + v + '"', v, "value"))
                .toList();
    }

    private static List<String> values(QueryField<?> field, QueryScope scope) {
        var all = new ArrayList<String>();
        if (field.column().getType() == UUID.class
                && List.of("assignee", "requester").contains(field.name())) {
            all.add("me()");
        }
        if (field.name().equals("team")) {
            all.add("myTeams()");
        }
        all.addAll(field.suggestions().apply(scope));
        return all;
    }

    private static List<Item> items(List<String> texts, String typed, String kind) {
        return texts.stream()
                .filter(t -> t.startsWith(typed))
                .map(t -> new Item(t, t, kind))
                .toList();
    }

    private static String lastWord(String text) {
        int i = text.length();
        while (i > 0 && (Character.isLetter(text.charAt(i - 1)) || text.charAt(i - 1) == '_')) {
            i--;
        }
        return text.substring(i).toLowerCase(Locale.ROOT);
    }
}
