package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Difference;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that was applied.
 *
 * @param created whether it made the desk
 * @param people whether people stood in it
 * @param before the desk's file before
 * @param afterHash stands for the desk's file after it
 * @param undoes the change that this one took back
 * @param undone when it was taken back itself
 */
public record Change(
        UUID id,
        UUID deskId,
        Instant at,
        @Nullable UUID by,
        boolean created,
        boolean people,
        String before,
        String afterHash,
        List<Difference> differences,
        @Nullable UUID undoes,
        @Nullable Instant undone) {}
