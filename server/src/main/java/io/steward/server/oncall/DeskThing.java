package io.steward.server.oncall;

import java.util.UUID;

/** Something that a desk has for being on call. */
public interface DeskThing {
    UUID id();

    UUID deskId();

    String name();

    int version();
}
