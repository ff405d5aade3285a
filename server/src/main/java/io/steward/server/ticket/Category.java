package io.steward.server.ticket;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a ticket belongs within its desk; categories form a tree.
 *
 * @param active whether it is offered; tickets that have it keep it in any case
 */
public record Category(UUID id, UUID deskId, @Nullable UUID parentId, String name, boolean active, int version) {}
