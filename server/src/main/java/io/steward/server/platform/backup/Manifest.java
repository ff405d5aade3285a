package io.steward.server.platform.backup;

import java.util.List;

/**
 * What an archive holds and how to recognise that it is whole.
 *
 * @param format the version of the archive's layout
 * @param schema the last migration of the database it was taken from
 * @param created when the backup began, in UTC
 * @param files how many contents it holds; each is named by its own hash
 * @param missing hashes of contents that the database speaks of and the data folder did not have
 */
record Manifest(
        int format,
        String schema,
        String created,
        List<Table> tables,
        List<Sequence> sequences,
        List<Secret> secrets,
        long files,
        List<String> missing) {
    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    /** One table's rows, in the columns' order, as PostgreSQL's binary COPY writes them. */
    record Table(String schema, String name, List<String> columns, long rows, String sha256) {
        TableName table() {
            return new TableName(schema, name);
        }
    }

    /** Where a sequence stood; read after the rows, so never lower than a number in them. */
    record Sequence(String schema, String name, long last, boolean called) {}

    record Secret(String name, String sha256) {}
}
