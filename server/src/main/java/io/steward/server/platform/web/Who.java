package io.steward.server.platform.web;

/** Who may call an endpoint. Finer decisions (this desk, this ticket) are the room's. */
public enum Who {
    /** Nobody signed in is needed. Each use is reviewed in a test that lists them. */
    ANYONE,
    SIGNED_IN,
    /** Works on at least one desk. */
    AGENT,
    /** Manages at least one desk. */
    MANAGER,
    ADMIN
}
