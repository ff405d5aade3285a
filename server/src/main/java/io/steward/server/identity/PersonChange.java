package io.steward.server.identity;

import io.steward.server.platform.DeskRole;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to change of a person; null leaves a thing as it is. */
public record PersonChange(
        @Nullable String name,
        @Nullable String email,
        @Nullable Boolean active,
        @Nullable Boolean admin,
        @Nullable String locale,
        @Nullable String timeZone,
        @Nullable Map<UUID, DeskRole> roles) {}
