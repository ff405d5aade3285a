package io.steward.server.integration;

import org.jspecify.annotations.Nullable;

/** What is wrong in one cell. {@code row} counts the file's records, the header being row 1. */
public record RowError(long row, String column, @Nullable String value, String message) {}
