package io.steward.server.journal;

import io.steward.server.platform.Actor;
import io.steward.server.platform.Cause;
import io.steward.server.platform.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One thing that happened. {@code seq} orders all entries of the installation. */
public record Entry(
        long seq,
        TenantId tenant,
        UUID id,
        Instant at,
        Actor actor,
        String subjectKind,
        UUID subjectId,
        @Nullable UUID deskId,
        String kind,
        Audience audience,
        @Nullable String body,
        @Nullable String folded,
        JsonNode data,
        @Nullable Cause cause) {
    /** In {@link #data}: it was written down afterwards. */
    public static final String PAST = "past";

    /** In {@link #data}: the run of a rule that wrote it. */
    public static final String RUN = "run";

    /** Whether it is history from elsewhere, written down afterwards: nobody is to be told of it now. */
    public boolean isPast() {
        return data.path(PAST).asBoolean(false);
    }

    /** The run of a rule that wrote it, if one did. */
    public @Nullable UUID run() {
        return cause == null ? null : cause.run();
    }
}
