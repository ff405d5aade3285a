package io.steward.server.macro;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A text that is put into what one writes.
 *
 * @param deskId for all its agents; null for one that is its owner's alone
 * @param shortcut what is typed after a slash
 * @param text safe HTML with variables
 */
public record CannedAnswer(
        UUID id,
        @Nullable UUID deskId,
        @Nullable UUID ownerId,
        String name,
        String shortcut,
        String text,
        int version) {}
