package io.steward.server.ticket;

import io.steward.server.platform.TenantId;
import java.util.Set;
import java.util.UUID;

/** Finds tickets by their words, best first and bounded. */
public interface FullText {
    Set<UUID> ids(TenantId tenant, String words);
}
