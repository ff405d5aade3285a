package io.steward.server.identity;

import io.steward.server.platform.Check;
import io.steward.server.platform.Secrets;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Password hashes: bcrypt over SHA-256, so that long passwords count whole. */
@Component
public class Passwords {
    public static final int SHORTEST = 10;
    private static final int LONGEST = 200;
    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(10);
    private final String nobody = encoder.encode("nobody has this");

    public String hash(String password) {
        return Objects.requireNonNull(encoder.encode(digest(password)));
    }

    /** Takes the same time whether there is a stored hash or not. */
    public boolean matches(String password, @Nullable String stored) {
        boolean same = encoder.matches(digest(password), stored == null ? nobody : stored);
        return same && stored != null;
    }

    String hashChecked(Check check, @Nullable String password) {
        String given = password == null ? "" : password;
        check.that(given.length() >= SHORTEST, "password", "too-short", "At least " + SHORTEST + " characters");
        check.that(given.length() <= LONGEST, "password", "too-long", "At most " + LONGEST + " characters");
        return hash(given);
    }

    private static String digest(String password) {
        return HexFormat.of().formatHex(Secrets.sha256(password));
    }
}
