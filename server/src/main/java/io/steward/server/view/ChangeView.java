package io.steward.server.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A view as it is to be made, or what of one is to change; null leaves a part as it is. */
public record ChangeView(
        @Nullable UUID desk,
        @Nullable String name,
        @Nullable String query,
        @Nullable String order,
        @Nullable String layout,
        @Nullable Boolean queue,
        @Nullable Boolean shared,
        @Nullable Integer position,
        @Nullable ViewConfig config) {}
