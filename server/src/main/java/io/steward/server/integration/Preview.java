package io.steward.server.integration;

import java.util.List;

/** What a file looks like at its beginning, and what its columns probably mean. */
public record Preview(
        String delimiter,
        String encoding,
        List<Column> columns,
        Mapping suggested,
        List<String> fields,
        List<List<String>> rows) {
    /** {@code samples}: distinct values among the first rows, at most twenty. */
    public record Column(String name, List<String> samples, int distinct) {}
}
