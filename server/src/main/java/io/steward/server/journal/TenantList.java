package io.steward.server.journal;

import io.steward.server.platform.TenantId;
import java.util.List;

/** Names the tenants whose journals are followed. The room above (identity) knows them. */
public interface TenantList {
    List<TenantId> tenants();
}
