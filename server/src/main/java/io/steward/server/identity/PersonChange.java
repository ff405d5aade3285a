package io.steward.server.identity;

import io.steward.server.platform.DeskRole;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to change of a person; null leaves a thing as it is. An empty phone or chat name takes it away. */
public record PersonChange(
        @Nullable String name,
        @Nullable String email,
        @Nullable Boolean active,
        @Nullable Boolean admin,
        @Nullable String locale,
        @Nullable String timeZone,
        @Nullable Map<UUID, DeskRole> roles,
        @Nullable To unit,
        @Nullable To location,
        @Nullable To manager,
        @Nullable String phone,
        @Nullable String chatName) {

    /** That one from now on; none if null. */
    public record To(@Nullable UUID id) {
        static @Nullable UUID of(@Nullable To to, @Nullable UUID before) {
            return to == null ? before : to.id();
        }
    }

    public PersonChange(
            @Nullable String name,
            @Nullable String email,
            @Nullable Boolean active,
            @Nullable Boolean admin,
            @Nullable String locale,
            @Nullable String timeZone,
            @Nullable Map<UUID, DeskRole> roles) {
        this(name, email, active, admin, locale, timeZone, roles, null, null, null, null, null);
    }
}
