package io.steward.server.journal;

import io.steward.server.platform.TenantId;
import java.util.List;
import java.util.OptionalLong;

/** Sees every entry soon after its commit, on every node, without a cursor: for live pages and local indexes. */
public interface JournalTail {
    void accept(TenantId tenant, List<Entry> entries);

    /** Where to begin; empty for what happens from now on. */
    default OptionalLong startsAt(TenantId tenant) {
        return OptionalLong.empty();
    }
}
