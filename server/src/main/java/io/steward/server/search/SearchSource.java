package io.steward.server.search;

import io.steward.server.platform.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives the search room the records of one kind. The room above plugs in. */
public interface SearchSource {
    /** The journal's name of the kind. */
    String subjectKind();

    /** The next ids in their order, after one or from the beginning. */
    List<UUID> next(TenantId tenant, @Nullable UUID after, int limit);

    /** The records as they are now; one that is gone is left out. */
    List<Searchable> load(TenantId tenant, Collection<UUID> ids);
}
