package io.steward.server.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saved query and how its tickets are shown.
 *
 * @param desk of shared ones whose it is
 * @param owner of private ones whose it is
 * @param queue a desk works from it
 * @param favourite of the person who asks
 */
public record View(
        UUID id,
        @Nullable UUID desk,
        @Nullable UUID owner,
        String name,
        String query,
        String order,
        String layout,
        boolean queue,
        boolean shared,
        boolean favourite,
        int position,
        ViewConfig config,
        int version) {}
