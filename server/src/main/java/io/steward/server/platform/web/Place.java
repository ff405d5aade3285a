package io.steward.server.platform.web;

import io.steward.server.platform.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page of a list by time begins: after this row, or at the beginning if both are null. */
public record Place(@Nullable Instant at, @Nullable UUID id) {
    public static final Place START = new Place(null, null);

    /** @throws Problem naming the field {@code cursor} */
    public static Place of(@Nullable String cursor) {
        if (cursor == null) {
            return START;
        }
        try {
            int cut = cursor.indexOf('_');
            return new Place(
                    Instant.parse(cursor.substring(0, Math.max(0, cut))), UUID.fromString(cursor.substring(cut + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Problem.invalid("cursor", "unreadable", "Not a cursor of this list");
        }
    }

    /** The cursor of the page after this row. */
    public static String after(Instant at, UUID id) {
        return at + "_" + id;
    }
}
