package io.steward.server.configuration;

import java.util.UUID;

/** {@code from} depends on, is part of, runs on or is connected to {@code to}. */
public record Relationship(UUID id, UUID from, RelationKind kind, UUID to) {}
