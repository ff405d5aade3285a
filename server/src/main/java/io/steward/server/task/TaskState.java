package io.steward.server.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a task stands. */
public enum TaskState {
    OPEN,
    IN_PROGRESS,
    DONE,
    SKIPPED;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Nothing is left to do. */
    public boolean isSettled() {
        return this == DONE || this == SKIPPED;
    }

    public static TaskState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    public static Optional<TaskState> find(String key) {
        return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst();
    }
}
