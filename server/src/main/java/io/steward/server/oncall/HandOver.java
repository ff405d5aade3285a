package io.steward.server.oncall;

import java.time.Instant;
import java.util.UUID;

/** Somebody comes on call by a schedule. @param stage {@value #SOON} or {@value #BEGUN}: what of it they are told */
public record HandOver(UUID schedule, UUID person, Instant begins, String stage) {
    static final String SOON = "soon";
    static final String BEGUN = "begun";
}
