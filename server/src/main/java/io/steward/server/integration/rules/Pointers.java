package io.steward.server.integration.rules;

import io.steward.server.platform.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Templates filled from a JSON document: {@code {{/labels/host}}} is the value at that JSON pointer,
 * {@code {{/summary|/title|'Alert'}}} the first that is there. Other text stays as it is.
 */
final class Pointers {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");

    private Pointers() {}

    static String fill(String template, JsonNode document) {
        Matcher m = PLACE.matcher(template);
        var out = new StringBuilder();
        while (m.find()) {
            m.appendReplacement(out, Matcher.quoteReplacement(first(m.group(1), document)));
        }
        return m.appendTail(out).toString().strip();
    }

    private static String first(String alternatives, JsonNode document) {
        for (String one : split(alternatives)) {
            if (one.length() >= 2 && one.startsWith("'") && one.endsWith("'")) {
                return one.substring(1, one.length() - 1);
            }
            JsonPointer pointer = pointer(one);
            String value = pointer == null ? "" : text(document.at(pointer));
            if (!value.isBlank()) {
                return value;
            }
        }
        return "";
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull()
                ? ""
                : value.isContainer() ? value.isEmpty() ? "" : value.toString() : value.asString("");
    }

    private static List<String> split(String alternatives) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        var part = new StringBuilder();
        for (char c : alternatives.toCharArray()) {
            if (c == '\'') {
                quoted = !quoted;
            }
            if (c == '|' && !quoted) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    static @Nullable JsonPointer pointer(String text) {
        try {
            return text.startsWith("/") ? JsonPointer.compile(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static void check(Check check, String field, String template) {
        Matcher m = PLACE.matcher(template);
        while (m.find()) {
            for (String one : split(m.group(1))) {
                boolean good = (one.length() >= 2 && one.startsWith("'") && one.endsWith("'")) || pointer(one) != null;
                check.that(
                        good,
                        field,
                        "unreadable",
                        "“" + one + "” is neither a JSON pointer such as /labels/host nor a text in single quotes");
            }
        }
        check.that(!PLACE.matcher(template).replaceAll("").contains("{{"), field, "unreadable", "{{ is closed by }}");
    }
}
