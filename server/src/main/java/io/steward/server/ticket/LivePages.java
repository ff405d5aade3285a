package io.steward.server.ticket;

import io.steward.server.platform.TenantId;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** The pages that are open on this node, for rooms that have something to tell single people. */
public interface LivePages {
    /** Who has a page open. */
    Set<UUID> people(TenantId tenant);

    /** Sends an event to all open pages of these people. */
    void tell(TenantId tenant, Collection<UUID> people, String event, Object data);
}
