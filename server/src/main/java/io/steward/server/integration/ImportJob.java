package io.steward.server.integration;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One import: a file, what it means, and how far it is. */
public record ImportJob(
        UUID id,
        String name,
        long size,
        byte[] sha256,
        UUID createdBy,
        String state,
        Preview preview,
        @Nullable Mapping mapping,
        @Nullable Long rows,
        long rowsStaged,
        long rowsDone,
        @Nullable String lastKey,
        long tickets,
        long entries,
        long errors,
        @Nullable String message,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant finished) {}
