package io.steward.server.notification.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence with variables in braces. What they stand for is text, never a template again. */
public final class Template {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]{1,20})}");

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

    private Template() {}

    /** What stands in braces and is none of these. */
    public static List<String> unknown(String template, Set<String> known) {
        return BRACES.matcher(template)
                .results()
                .map(m -> m.group(1))
                .filter(name -> !known.contains(name))
                .distinct()
                .toList();
    }

    /** One that is not known is left out. */
    public static String fill(String template, Map<String, String> values) {
        return VARIABLE.matcher(template)
                .replaceAll(m -> Matcher.quoteReplacement(values.getOrDefault(m.group(1), "")));
    }
}
