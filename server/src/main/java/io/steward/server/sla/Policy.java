package io.steward.server.sla;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a desk promises for tickets that meet a query.
 *
 * @param teamId of an agreement between teams: the one that promises
 * @param supplier of a contract: who promises
 * @param query which tickets; all if empty
 * @param calendars whose hours count together; every hour if there is none
 */
public record Policy(
        UUID id,
        UUID deskId,
        int position,
        String name,
        boolean active,
        Agreement agreement,
        @Nullable UUID teamId,
        String supplier,
        String query,
        List<UUID> calendars,
        List<Promise> promises,
        int version) {

    Policy placed(UUID newId, UUID desk, int place, int number) {
        return new Policy(
                newId, desk, place, name, active, agreement, teamId, supplier, query, calendars, promises, number);
    }

    /** The name of a promise's clock on a ticket: of SLAs the same for all policies, since one follows another. */
    String clock(Promise promise) {
        return agreement == Agreement.SLA ? promise.key() : agreement.key() + ":" + id + ":" + promise.key();
    }
}
