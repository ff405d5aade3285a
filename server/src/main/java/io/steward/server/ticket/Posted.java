package io.steward.server.ticket;

import java.util.UUID;

/**
 * A reply or note that was written down.
 *
 * @param ticket as it is after it
 * @param body as it was kept: safe HTML
 */
public record Posted(Ticket ticket, UUID entryId, long seq, String body) {}
