package io.steward.server.oncall.rules;

import java.time.Instant;

/** From a moment (inclusive) until another (exclusive). */
public record Span(Instant from, Instant until) {}
