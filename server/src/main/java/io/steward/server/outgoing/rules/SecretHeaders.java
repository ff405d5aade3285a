package io.steward.server.outgoing.rules;

import io.steward.server.platform.Check;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers whose values are written and never read. */
public final class SecretHeaders {
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
