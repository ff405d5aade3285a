package io.steward.server.platform;

import java.util.Locale;

/** What a person does on a desk. Everybody is a requester; these two come on top. */
public enum DeskRole {
    AGENT,
    MANAGER;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem naming the field {@code role} */
    public static DeskRole of(String key) {
        for (DeskRole role : values()) {
            if (role.key().equals(key)) {
                return role;
            }
        }
        throw Problem.invalid("role", "unknown", "A role is agent or manager");
    }
}
