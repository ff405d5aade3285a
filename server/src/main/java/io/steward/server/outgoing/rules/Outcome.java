package io.steward.server.outgoing.rules;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt.
 *
 * @param status what was answered; null: nothing
 * @param answer the beginning of the answer
 * @param error what went wrong; null: it arrived
 * @param hopeless another attempt would come to the same
 * @param retryAfter the pause that the receiver asked for
 */
public record Outcome(
        @Nullable Integer status,
        @Nullable String answer,
        @Nullable String error,
        boolean hopeless,
        @Nullable Duration retryAfter) {

    public boolean arrived() {
        return error == null;
    }

    public static Outcome failed(String error) {
        return new Outcome(null, null, error, false, null);
    }

    public static Outcome hopeless(String error) {
        return new Outcome(null, null, error, true, null);
    }

    /** Of an answer: 2xx arrived; a redirect is not followed, and is none. */
    public static Outcome of(int status, String answer, @Nullable String retryAfter) {
        if (status >= 200 && status < 300) {
            return new Outcome(status, answer, null, false, null);
        }
        String said = status >= 300 && status < 400
                ? "Answered " + status + ": redirects are not followed, please give the final address"
                : "Answered " + status;
        return new Outcome(status, answer, said, false, pause(retryAfter));
    }

    private static @Nullable Duration pause(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.strip().matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                : null;
    }
}
