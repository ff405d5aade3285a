package io.steward.server.identity;

import java.util.UUID;

/** A person as others mention them. */
public record PersonRef(UUID id, String name, String email) {}
