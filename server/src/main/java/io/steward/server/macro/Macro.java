package io.steward.server.macro;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A change made with one press.
 *
 * @param deskId whose tickets it is for; null for one that is its owner's alone
 * @param change as a change of a ticket is written; {@code assigneeId} may be {@code me}
 * @param say reply or note; null to say nothing
 * @param text what is said, safe HTML with variables
 */
public record Macro(
        UUID id,
        @Nullable UUID deskId,
        @Nullable UUID ownerId,
        String name,
        String description,
        JsonNode change,
        @Nullable String say,
        String text,
        int position,
        boolean active,
        int version) {}
