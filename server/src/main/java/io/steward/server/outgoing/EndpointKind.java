package io.steward.server.outgoing;

import java.util.Locale;

/** What kind of place requests go to. */
public enum EndpointKind {
    /** A receiver of signed events. */
    WEBHOOK,
    /** Another system that rules call. */
    HTTP,
    /** A channel of Slack, Teams or Mattermost. */
    CHAT,
    /** The gateway for text messages. */
    SMS,
    /** A browser of a person. */
    PUSH;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EndpointKind of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
