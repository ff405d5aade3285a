package io.steward.server.journal;

import java.util.List;
import io.steward.server.platform.TenantId;

/** Names the tenants whose journals are followed. The room above (identity) knows them. */
public interface TenantList {
    List<TenantId> tenants();
}
