package io.steward.server.search;

import io.steward.server.platform.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Gives the search room the records of one kind. The room above plugs in. */
public interface SearchSource {
    /** The journal's name of the kind. */
    String subjectKind();

    /** The records as they are now; one that is gone is left out. */
    List<Searchable> load(TenantId tenant, Collection<UUID> ids);
}
