package io.steward.server.identity;

import java.util.UUID;

/** A department's service desk. */
public record Desk(UUID id, String key, String name, String template, int version) {}
