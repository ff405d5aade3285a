package io.steward.server.platform.web;

import io.steward.server.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Row versions as entity tags. */
public final class Versions {
    private Versions() {}

    public static String tag(int version) {
        return "\"" + version + "\"";
    }

    /** The version a change is based on. @throws Problem when the header is missing or not one of ours */
    public static int expected(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Problem.of(Problem.Kind.VERSION_NEEDED, "Send the version this change is based on as If-Match");
        }
        String digits = ifMatch.replace("W/", "").replace("\"", "").strip();
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw Problem.invalid("If-Match", "unreadable", "An entity tag such as \"7\"");
        }
    }

    public static <T> ResponseEntity<T> ok(T body, int version) {
        return ResponseEntity.ok().eTag(tag(version)).body(body);
    }

    public static <T> ResponseEntity<T> created(T body, int version) {
        return ResponseEntity.status(201).eTag(tag(version)).body(body);
    }
}
