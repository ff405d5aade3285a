package io.steward.server.identity.web;

import io.steward.server.identity.PersonChange;
import io.steward.server.platform.DeskRole;
import io.steward.server.platform.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A person as an administrator writes it; what is left out stays. */
record PersonBody(
        @Nullable String name,
        @Nullable String email,
        @Nullable Boolean active,
        @Nullable Boolean admin,
        @Nullable String locale,
        @Nullable String timeZone,
        @Nullable List<RoleView> roles,
        @Nullable JsonNode unitId,
        @Nullable JsonNode locationId,
        @Nullable JsonNode managerId,
        @Nullable String phone,
        @Nullable String chatName,
        @Nullable String password) {

    record RoleView(UUID deskId, String role) {}

    PersonChange change() {
        Map<UUID, DeskRole> map = null;
        if (roles != null) {
            map = new LinkedHashMap<>();
            for (RoleView role : roles) {
                map.put(role.deskId(), DeskRole.of(role.role()));
            }
        }
        return new PersonChange(
                name,
                email,
                active,
                admin,
                locale,
                timeZone,
                map,
                to("unitId", unitId),
                to("locationId", locationId),
                to("managerId", managerId),
                phone,
                chatName);
    }

    private static PersonChange.@Nullable To to(String field, @Nullable JsonNode given) {
        return given == null || given.isMissingNode() ? null : new PersonChange.To(id(field, given));
    }

    /** The id in a value that may be null. @throws Problem naming the field when it is anything else */
    static @Nullable UUID id(String field, @Nullable JsonNode given) {
        if (given == null || given.isNull() || given.isMissingNode()) {
            return null;
        }
        try {
            return UUID.fromString(given.asString(""));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, "unreadable", "An id");
        }
    }
}
