package io.steward.server.identity;

import io.steward.server.platform.Check;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** E-mail addresses as keys: one address is one person, however it is written. */
public final class Emails {
    private static final Pattern GOOD = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,189}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                    + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private Emails() {}

    public static boolean isGood(String email) {
        return GOOD.matcher(email).matches();
    }

    public static String key(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    static String checked(Check check, @Nullable String email) {
        String clean = check.text("email", email, 254);
        if (!clean.isEmpty()) {
            check.that(isGood(clean), "email", "format", "This is not an e-mail address");
        }
        return clean;
    }
}
