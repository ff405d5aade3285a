package io.steward.server.platform;

import java.util.Locale;

/** What kind of actor performed a command. */
public enum ActorKind {
    PERSON,
    RULE,
    INTEGRATION,
    SYSTEM;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ActorKind of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
