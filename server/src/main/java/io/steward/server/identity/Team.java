package io.steward.server.identity;

import java.util.List;
import java.util.UUID;

/** A group that tickets are assigned to. */
public record Team(UUID id, UUID deskId, String name, List<PersonRef> members, int version) {}
