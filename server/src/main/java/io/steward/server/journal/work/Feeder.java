package io.steward.server.journal.work;

import io.steward.server.platform.TenantId;

/** Gives one follower what is new. */
interface Feeder {
    /** True when there may be more at once. */
    boolean feed(TenantId tenant, long until);
}
