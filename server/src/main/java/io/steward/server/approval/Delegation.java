package io.steward.server.approval;

import java.time.LocalDate;
import java.util.UUID;

/** That somebody decides for another, from a day to a day, both included. */
public record Delegation(UUID id, UUID personId, UUID delegateId, LocalDate first, LocalDate last) {}
