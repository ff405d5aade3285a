package io.steward.server.channel.rules;

import io.steward.server.platform.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Templates with {@code {{name}}}, filled so that a value cannot become anything else where it stands. */
public final class Filled {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([a-z]+)\\s*}}");

    private Filled() {}

    /** As the kind of content needs it: in JSON within quotation marks, in forms encoded, else as it is. */
    public static String in(String contentType, String template, Map<String, String> values) {
        return fill(
                template,
                values,
                value -> contentType.contains("json")
                        ? inJson(value)
                        : contentType.contains("form") ? URLEncoder.encode(value, StandardCharsets.UTF_8) : value);
    }

    public static String inAddress(String template, Map<String, String> values) {
        return fill(
                template,
                values,
                v -> URLEncoder.encode(v, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private static String inJson(String value) {
        String quoted = Json.text(value);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String fill(
            String template, Map<String, String> values, java.util.function.UnaryOperator<String> safe) {
        Matcher m = PLACE.matcher(template);
        var out = new StringBuilder();
        while (m.find()) {
            m.appendReplacement(out, Matcher.quoteReplacement(safe.apply(values.getOrDefault(m.group(1), ""))));
        }
        return m.appendTail(out).toString();
    }
}
