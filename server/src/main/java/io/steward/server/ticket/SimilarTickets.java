package io.steward.server.ticket;

import io.steward.server.platform.TenantId;
import java.util.List;
import java.util.UUID;

/** Finds tickets with like words. */
public interface SimilarTickets {
    List<UUID> to(TenantId tenant, Ticket ticket);
}
