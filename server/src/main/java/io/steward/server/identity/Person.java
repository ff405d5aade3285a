package io.steward.server.identity;

import java.util.Map;
import java.util.UUID;

import io.steward.server.platform.DeskRole;
import org.jspecify.annotations.Nullable;
import io.steward.server.platform.Rights;

/** Anybody known to the tenant. */
public record Person(
        UUID id,
        String name,
        String email,
        boolean active,
        boolean admin,
        @Nullable String locale,
        @Nullable String timeZone,
        Map<UUID, DeskRole> roles,
        int version) {

    public Rights rights() {
        return active ? new Rights(admin, roles) : Rights.NONE;
    }

    public PersonRef ref() {
        return new PersonRef(id, name, email);
    }
}
