package io.steward.server.ticket;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a ticket is about, as a tree per desk. */
public record Category(UUID id, UUID deskId, @Nullable UUID parentId, String name) {}
