package io.steward.server.ticket;

import org.jspecify.annotations.Nullable;
import java.util.UUID;

/** What a ticket is about, as a tree per desk. */
public record Category(UUID id, UUID deskId, @Nullable UUID parentId, String name) {}
