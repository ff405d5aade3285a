package io.steward.server.macro.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The places in a text that are filled in, such as {@code {{ticket.number}}}. A fixed list: nothing is ever evaluated. */
public final class Variables {
    /** Before the key of a custom field. */
    public static final String FIELD = "fields.";

    public static final List<String> KNOWN = List.of(
            "ticket.number",
            "ticket.title",
            "ticket.type",
            "ticket.status",
            "ticket.priority",
            "requester.name",
            "requester.firstName",
            "requester.email",
            "agent.name",
            "agent.firstName",
            "agent.email",
            "team.name",
            "desk.name");

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]{0,200}?)\\s*}}");

    private Variables() {}

    /** All that a text names, known or not. */
    public static Set<String> in(String html) {
        var found = new LinkedHashSet<String>();
        PLACE.matcher(html).results().forEach(r -> found.add(r.group(1)));
        return found;
    }

    /** Those named in a text that there are not. */
    public static List<String> unknown(String html, Set<String> fieldKeys) {
        return in(html).stream()
                .filter(name -> !KNOWN.contains(name))
                .filter(name -> !name.startsWith(FIELD) || !fieldKeys.contains(name.substring(FIELD.length())))
                .toList();
    }

    /** Puts values in their places, each as plain text; one that has no value leaves nothing. */
    public static String filled(String html, Function<String, @Nullable String> values) {
        return PLACE.matcher(html).replaceAll(place -> {
            String value = values.apply(place.group(1));
            return value == null ? "" : Matcher.quoteReplacement(escaped(value));
        });
    }

    /** As {@link #filled}, with the values as they are; what they hold is not filled again. */
    public static String plain(String text, Function<String, @Nullable String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            String value = values.apply(place.group(1));
            return value == null ? "" : Matcher.quoteReplacement(value);
        });
    }

    /** Also without braces, so that a value that looks like a variable is none. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("{", "&#123;");
    }

    /** The first word of a name. */
    public static String first(String name) {
        String clean = name.strip();
        int space = clean.indexOf(' ');
        return space < 0 ? clean : clean.substring(0, space);
    }
}
