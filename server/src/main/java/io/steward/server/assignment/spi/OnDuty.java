package io.steward.server.assignment.spi;

import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Who is on call, for rules that give tickets to them. One room at most knows. */
public interface OnDuty {
    /** Whether the desk has this schedule. */
    boolean known(Tx tx, UUID desk, UUID schedule);

    /** Who is on call by a schedule at a moment; empty when nobody is, or the schedule is gone. */
    Optional<UUID> at(Tx tx, UUID schedule, Instant moment);
}
