package io.steward.server.ticket;

import java.util.UUID;

/** A relation as seen from one ticket. */
public record Link(UUID id, LinkKind kind, boolean outgoing, UUID otherId) {}
