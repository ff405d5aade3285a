package io.steward.server.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organisation unit or a location; {@code parentId} is what it is part of. */
public record Unit(UUID id, UnitKind kind, @Nullable UUID parentId, String name, boolean active, int version) {}
