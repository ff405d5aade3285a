package io.steward.server.journal;

import io.steward.server.platform.TenantId;
import java.util.List;

/** Sees every entry soon after its commit, on every node, without a cursor: for live pages and local indexes. */
public interface JournalTail {
    void accept(TenantId tenant, List<Entry> entries);

    /** After which entry to begin; {@code now} is the newest. */
    default long startsAt(TenantId tenant, long now) {
        return now;
    }
}
