package io.steward.server.ticket;

import java.util.UUID;

/** A saved query that a desk works from. */
public record Queue(UUID id, UUID deskId, String name, String query, String order, int position, int version) {}
