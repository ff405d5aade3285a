package io.steward.server.platform.backup;

import io.steward.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullMarked;

/** A data folder as Steward makes it, with awkward rows of many types, in a folder PostgreSQL's OS user can enter. */
@NullMarked
final class SampleInstallation implements AutoCloseable {
    static final UUID DESK = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final UUID PERSON = UUID.fromString("01890000-0000-7000-8000-000000000002");
    private static final UUID TYPE = UUID.fromString("01890000-0000-7000-8000-000000000003");

    final Path root;
    final Path data;
    private EmbeddedPostgres postgres;

    SampleInstallation() throws IOException, SQLException {
        root = Files.createTempDirectory(Path.of("/tmp"), "steward-backup-test-");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        data = root.resolve("data");
        Files.createDirectories(data.resolve("secrets"));
        Files.writeString(data.resolve("secrets/installation"), "00ff".repeat(16));
        Files.writeString(data.resolve("secrets/app-password"), "a password with ' and ü");
        postgres = EmbeddedPostgres.start(options());
        try (Connection connection =
                        Installation.connect(postgres.url("postgres"), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute("create database steward");
            statement.execute("create role steward_app login");
        }
        Flyway.configure()
                .dataSource(url("steward"), postgres.user(), postgres.password())
                .locations("classpath:db/migration")
                .placeholders(Map.of("app", "steward_app"))
                .load()
                .migrate();
        try (Connection connection = connect()) {
            fill(connection);
        }
    }

    /** Options that make the folder as the server does, without the slow parts of durability. */
    private EmbeddedPostgres.Options options() {
        return EmbeddedPostgres.Options.throwaway(data.resolve("postgres"));
    }

    void start() {
        postgres = EmbeddedPostgres.start(options());
    }

    void stop() {
        postgres.close();
    }

    String url(String database) {
        return postgres.url(database);
    }

    String password() {
        return postgres.password();
    }

    Installation installation() {
        return Installation.embedded(data);
    }

    Connection connect() throws SQLException {
        return connect("steward");
    }

    Connection connect(String database) throws SQLException {
        return Installation.connect(url(database), postgres.user(), postgres.password());
    }

    static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private void fill(Connection connection) throws SQLException, IOException {
        execute(
                connection,
                "insert into identity.tenant (name, time_zone, locale, created)"
                        + " select 'Tenant ' || n, 'Europe/Berlin', 'de', now() from generate_series(1, 3) n");
        execute(
                connection,
                "insert into identity.person (tenant_id, id, name, email, email_key, created)"
                        + " values (1, ?, ?, 'zoë@example.org', 'zoë@example.org', '1969-07-20T20:17:40.123456Z')",
                PERSON,
                "Zoë 🦉 \"O'Hara\"\t\\N \u202e 名前");
        execute(
                connection,
                "insert into identity.desk (tenant_id, id, key, name, template, created)"
                        + " values (1, ?, 'it', 'IT', 'it', 'infinity')",
                DESK);
        execute(
                connection,
                "insert into ticket.ticket_type (tenant_id, id, desk_id, key, kind, name, prefix, portal, portal_name,"
                        + " portal_hint, definition, position)"
                        + " values (1, ?, ?, 'incident', 'incident', 'Incident', 'INC', true, '', '',"
                        + " '{\"a\": [1, 2.50, null, \"ü\\u2028\"], \"b\": {\"c\": 1e300}}', 1)",
                TYPE,
                DESK);
        execute(
                connection,
                "insert into ticket.ticket (tenant_id, id, number, type_id, desk_id, title, description, status,"
                        + " status_category, impact, urgency, priority, requester_id, channel, tags, created, updated,"
                        + " status_since)"
                        + " select 1, gen_random_uuid(), 'INC-' || n, ?, ?, 'Ticket ' || n, repeat('long ', n), 'new',"
                        + " 'new', 2, 2, 3, ?, 'portal',"
                        + " case when n % 2 = 0 then '{}' else array['a,b', '\"', '{}', 'ü', 'null'] end, now(), now(), now()"
                        + " from generate_series(1, 500) n",
                TYPE,
                DESK,
                PERSON);
        execute(
                connection,
                "insert into platform.idempotency (tenant_id, actor_id, key, body_hash, status, answer, created)"
                        + " values (1, ?, 'k', '\\x00ff0a0d5c', 200, '', now())",
                PERSON);
        execute(
                connection,
                "insert into integration.import_row (tenant_id, job_id, key, position, row, cells)"
                        + " values (1, ?, 'k', 'p', 1, '{a}')",
                PERSON);
        for (int i = 0; i < 20; i++) {
            attach(connection, "at rest " + i);
        }
    }

    /** What an upload does: the content to the disk first, then its row and a journal entry in one transaction. */
    void attach(Connection connection, String text) throws SQLException, IOException {
        byte[] content = text.repeat(200).getBytes(StandardCharsets.UTF_8);
        byte[] hash = Disk.sha256().digest(content);
        Path file = content(data, HexFormat.of().formatHex(hash));
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        UUID id = UUID.randomUUID();
        connection.setAutoCommit(false);
        execute(
                connection,
                "insert into platform.file (tenant_id, id, sha256, size, name, type, created)"
                        + " values (1, ?, ?, ?, 'a.txt', 'text/plain', now())",
                id,
                hash,
                content.length);
        execute(
                connection,
                "insert into journal.entry (tenant_id, id, at, actor_kind, subject_kind, subject_id, kind, audience,"
                        + " body, data) values (1, ?, now(), 'system', 'file', ?, 'attached', 'internal', ?,"
                        + " '{\"n\": 1}')",
                UUID.randomUUID(),
                id,
                text);
        connection.commit();
        connection.setAutoCommit(true);
    }

    static Path content(Path data, String hash) {
        return data.resolve("files").resolve(hash.substring(0, 2)).resolve(hash);
    }

    /** Every logged table's rows as text, without the transaction ids of their cluster. */
    static Map<String, TreeSet<String>> rows(Connection connection) throws SQLException {
        Map<String, TreeSet<String>> all = new LinkedHashMap<>();
        for (Catalog.Table table : Catalog.tables(connection)) {
            if (table.unlogged()) {
                continue;
            }
            TreeSet<String> rows = new TreeSet<>();
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery("select (to_jsonb(t) - 'xid')::text from "
                            + table.table().sql() + " t")) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
            all.put(table.table().toString(), rows);
        }
        return all;
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        Disk.delete(root);
    }
}
