package io.steward.postgres;

import org.jspecify.annotations.Nullable;

/** Says in one sentence why the embedded PostgreSQL could not do what was asked. */
public final class PostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PostgresException(String message) {
        super(message);
    }

    PostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
