package io.steward.server.sla.web;

import io.steward.server.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests leave out. */
final class Bodies {
    private Bodies() {}

    static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw Problem.invalid(field, "required", "This is needed");
        }
        return value;
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Without what is null in it. */
    static <T> List<T> list(@Nullable List<@Nullable T> values) {
        var all = new ArrayList<T>();
        if (values != null) {
            for (T value : values) {
                if (value != null) {
                    all.add(value);
                }
            }
        }
        return all;
    }
}
