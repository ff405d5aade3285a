package io.steward.server.platform;

import java.util.List;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** A command that was refused. The kind decides the HTTP status; the message is for people and holds no secrets. */
public final class Problem extends RuntimeException {
    /** RFC 9457 problem types; the key is the stable end of the {@code type}. */
    public enum Kind {
        UNAUTHENTICATED("unauthenticated", 401, "Please sign in"),
        FORBIDDEN("forbidden", 403, "Not allowed"),
        NOT_FOUND("not-found", 404, "Not found"),
        CONFLICT("conflict", 409, "Conflict"),
        STALE("stale", 412, "Changed meanwhile"),
        TOO_LARGE("too-large", 413, "Too large"),
        INVALID("invalid", 422, "Please check what was entered"),
        VERSION_NEEDED("version-needed", 428, "If-Match is needed"),
        TOO_MANY("too-many", 429, "Too many attempts"),
        UNAVAILABLE("unavailable", 503, "Not available just now");

        private final String key;
        private final int status;
        private final String title;

        Kind(String key, int status, String title) {
            this.key = key;
            this.status = status;
            this.title = title;
        }

        public String key() {
            return key;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }
    }

    private final Kind kind;
    private final transient List<FieldError> errors;
    private final transient @Nullable Object current;

    private Problem(Kind kind, String message, List<FieldError> errors, @Nullable Object current) {
        super(message, null, false, false);
        this.kind = kind;
        this.errors = errors;
        this.current = current;
    }

    public static Problem of(Kind kind, String message) {
        return new Problem(kind, message, List.of(), null);
    }

    public static Problem notFound(String what) {
        return of(Kind.NOT_FOUND, "There is no such " + what + ", or it is not yours to see");
    }

    public static Problem forbidden(String message) {
        return of(Kind.FORBIDDEN, message);
    }

    public static Problem conflict(String message) {
        return of(Kind.CONFLICT, message);
    }

    public static Problem invalid(String field, String code, String message) {
        return invalid(List.of(new FieldError(field, code, message)));
    }

    public static Problem invalid(List<FieldError> errors) {
        return new Problem(Kind.INVALID, errors.getFirst().message(), List.copyOf(errors), null);
    }

    /**
     * Writes what has to be the only one of its kind in the database.
     *
     * @throws Problem naming the field when there is another
     */
    public static void unlessTaken(String field, String message, Runnable write) {
        try {
            write.run();
        } catch (IntegrityConstraintViolationException e) {
            throw invalid(field, "taken", message);
        }
    }

    /** Somebody else was faster; {@code current} is the record as it is now. */
    public static Problem stale(Object current) {
        return new Problem(Kind.STALE, "Somebody changed this meanwhile", List.of(), current);
    }

    public Kind kind() {
        return kind;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public @Nullable Object current() {
        return current;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
