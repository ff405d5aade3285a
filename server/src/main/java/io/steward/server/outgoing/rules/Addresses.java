package io.steward.server.outgoing.rules;

import io.steward.server.platform.Check;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses and headers as people write them. */
public final class Addresses {
    public static final int LONGEST = 2_000;
    private static final int MOST_HEADERS = 30;
    private static final int LONGEST_HEADER = 4_000;
    /** They say how the message is framed, which is ours. */
    private static final Set<String> OURS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect");

    private Addresses() {}

    /** The address with a scheme and host; null after an error was added. */
    public static @Nullable URI url(Check check, String field, @Nullable String text) {
        String clean = check.text(field, text, LONGEST);
        if (clean.isEmpty()) {
            return null;
        }
        String why = fault(clean);
        if (why != null) {
            check.error(field, "format", why);
            return null;
        }
        return URI.create(clean);
    }

    /** What is wrong with an address, or null. */
    public static @Nullable String fault(String text) {
        try {
            var uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                return "An address beginning with https:// or http://";
            }
            if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getPort() == 0 || uri.getPort() > 65_535) {
                return "An address with a host name, such as https://example.org/hook";
            }
            return uri.getUserInfo() != null
                    ? "No password in the address: please give it as a secret header of a connection"
                    : null;
        } catch (URISyntaxException e) {
            return "This is not an address";
        }
    }

    /** Headers that may be sent. */
    public static void headers(Check check, String field, Map<String, String> headers) {
        check.that(headers.size() <= MOST_HEADERS, field, "too-many", "At most " + MOST_HEADERS + " headers");
        headers.forEach((name, value) -> {
            check.that(isName(name), field + "." + name, "format", "A header's name, such as Authorization");
            check.that(
                    !OURS.contains(name.toLowerCase(Locale.ROOT)),
                    field + "." + name,
                    "refused",
                    "Steward sets this itself");
            check.that(
                    value != null && isValue(value),
                    field + "." + name,
                    "format",
                    "One line of at most " + LONGEST_HEADER + " characters");
        });
    }

    public static boolean isName(String name) {
        return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    }

    public static boolean isValue(String value) {
        return value.length() <= LONGEST_HEADER && value.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c < 0x7F));
    }
}
