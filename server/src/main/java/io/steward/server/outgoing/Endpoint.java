package io.steward.server.outgoing;

import io.steward.server.platform.Context;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where requests go.
 *
 * @param deskId whose it is; null: the whole organisation's
 * @param ownerId who is told when it fails; of a browser, whose it is
 * @param settings what may be shown, as its kind has it
 * @param sealed what is secret, sealed
 * @param failing since when nothing arrived any more; null while it does
 * @param offWhy why Steward switched it off itself
 */
public record Endpoint(
        UUID id,
        EndpointKind kind,
        @Nullable UUID deskId,
        String name,
        @Nullable UUID ownerId,
        JsonNode settings,
        String sealed,
        boolean active,
        Instant created,
        @Nullable Instant failing,
        int failures,
        @Nullable String offWhy,
        int version) {

    /** A desk's managers look after its own; what is the whole organisation's is for administrators. */
    public boolean isTendedBy(Context context) {
        return deskId == null ? context.rights().all() : context.rights().manages(deskId);
    }
}
