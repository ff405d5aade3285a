package io.steward.server.journal;

import io.steward.server.platform.Ids;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded.
 *
 * @param body safe HTML, or null when the entry has no text
 * @param folded quoted history or a signature cut from the body
 * @param data what the room adds, as JSON
 */
public record NewEntry(
        UUID id,
        String subjectKind,
        UUID subjectId,
        @Nullable UUID deskId,
        String kind,
        Audience audience,
        @Nullable String body,
        @Nullable String folded,
        Map<String, ?> data) {

    public static NewEntry of(
            String subjectKind, UUID subjectId, @Nullable UUID deskId, String kind, Map<String, ?> data) {
        return new NewEntry(Ids.next(), subjectKind, subjectId, deskId, kind, Audience.INTERNAL, null, null, data);
    }
}
