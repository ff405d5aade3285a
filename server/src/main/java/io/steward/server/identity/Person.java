package io.steward.server.identity;

import io.steward.server.platform.DeskRole;
import io.steward.server.platform.Rights;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Anybody known to the tenant.
 *
 * @param unitId the organisation unit that they belong to
 * @param locationId where they are
 * @param managerId who leads them
 * @param phone where they get text messages, E.164
 * @param chatName how the chat calls them, with its {@code @}
 */
public record Person(
        UUID id,
        String name,
        String email,
        boolean active,
        boolean admin,
        @Nullable String locale,
        @Nullable String timeZone,
        Map<UUID, DeskRole> roles,
        @Nullable UUID unitId,
        @Nullable UUID locationId,
        @Nullable UUID managerId,
        @Nullable String phone,
        @Nullable String chatName,
        int version) {

    public Rights rights() {
        return active ? new Rights(admin, roles) : Rights.NONE;
    }

    public PersonRef ref() {
        return new PersonRef(id, name, email);
    }
}
