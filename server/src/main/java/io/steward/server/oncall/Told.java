package io.steward.server.oncall;

import java.time.Instant;
import java.util.UUID;

/** Somebody was told of a page. @param round 0 for the first time round the chain */
public record Told(UUID pageId, int round, int step, UUID personId, Instant at) {}
