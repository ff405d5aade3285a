package io.steward.server.identity;

import io.steward.server.platform.Check;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Phone numbers as the whole world can call them: E.164, such as {@code +436601234567}. */
public final class Phones {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private Phones() {}

    /** The number without what people write between its digits; null if there is none, or after an error was added. */
    public static @Nullable String checked(Check check, @Nullable String written) {
        String clean = check.optional("phone", written, 40).replaceAll("[ ()/.\\-\u00a0]", "");
        if (clean.isEmpty()) {
            return null;
        }
        if (!isGood(clean)) {
            check.error("phone", "format", "A number with its country, such as +43 660 1234567");
            return null;
        }
        return clean;
    }

    public static boolean isGood(String number) {
        return E164.matcher(number).matches();
    }
}
