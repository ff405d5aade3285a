package io.steward.server.outgoing.rules;

import io.steward.server.platform.Check;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Headers whose values are written and never read. */
public final class SecretHeaders {
    private static final Pattern SECRET =
            Pattern.compile("authorization|cookie|token|secret|password|api[-_.]?key|[-_]key$");

    private SecretHeaders() {}

    /**
     * The headers from now on. One without a value keeps the one known, for the same host only: else it would be told to whatever
     * host was typed.
     */
    public static Map<String, String> checked(
            Check check, @Nullable Map<String, @Nullable String> given, Map<String, String> before, boolean sameHost) {
        var all = new LinkedHashMap<String, String>();
        if (given != null) {
            given.forEach((name, value) -> {
                String known = before.get(name);
                if (value != null && !value.isEmpty()) {
                    all.put(name, value);
                } else if (known != null && sameHost) {
                    all.put(name, known);
                } else {
                    check.error("headers." + name, "required", "Please type its value");
                }
            });
        }
        Addresses.headers(check, "headers", all);
        return all;
    }

    /** Whether what is called so carries a secret, as far as its name says. */
    public static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRET.matcher(lower).find() && !lower.endsWith("idempotency-key");
    }

    public static boolean sameHost(String a, String b) {
        return origin(a).equals(origin(b));
    }

    private static String origin(String url) {
        if (Addresses.fault(url.replaceAll("\\{\\{[^}]*}}", "x")) != null) {
            return "?" + url;
        }
        URI uri = URI.create(url.replaceAll("\\{\\{[^}]*}}", "x"));
        return uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort();
    }
}
