package io.steward.server.ticket;

import java.util.UUID;

/**
 * A reply or note that was written down: the ticket after it, and the entry's id.
 *
 * @param body what was kept of its text
 */
public record Posted(Ticket ticket, UUID entryId, long seq, String body) {}
