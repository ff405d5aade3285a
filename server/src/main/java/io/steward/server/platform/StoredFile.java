package io.steward.server.platform;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A content that a tenant has, under a name. */
public record StoredFile(
        UUID id,
        String name,
        String type,
        long size,
        @Nullable UUID ownerId) {}
