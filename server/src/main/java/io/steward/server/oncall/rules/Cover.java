package io.steward.server.oncall.rules;

import java.time.Instant;
import java.util.UUID;

/** An override: the person takes the whole schedule over, from a moment (inclusive) until another (exclusive). */
public record Cover(UUID id, UUID person, Instant from, Instant until) {}
