package io.steward.server.journal.work;

import io.steward.server.platform.TenantId;

/** Gives one follower what is new. One thread at a time feeds it for a tenant. */
interface Feeder {
    /** A batch read through the window; true when there may be more at once. */
    boolean feed(TenantId tenant, long until, Window window);
}
