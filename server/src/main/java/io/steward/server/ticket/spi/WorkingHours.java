package io.steward.server.ticket.spi;

import io.steward.server.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The hours in which a desk works, for the rooms beside the one that keeps its calendars. One room at most does. */
public interface WorkingHours {
    /** The earliest instant when so much working time has passed since another; empty if that never comes. */
    Optional<Instant> after(Tx tx, UUID desk, Instant from, Duration work);

    /** The latest instant since which so much working time has passed; empty if there is none within years. */
    Optional<Instant> before(Tx tx, UUID desk, Instant until, Duration work);
}
