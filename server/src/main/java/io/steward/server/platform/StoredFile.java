package io.steward.server.platform;

/** A content that a tenant has, under a name. */
public record StoredFile(UUID id, String name, String type, long size, @Nullable UUID ownerId) {}
