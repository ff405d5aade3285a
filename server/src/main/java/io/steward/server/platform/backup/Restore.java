package io.steward.server.platform.backup;

import io.steward.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Makes an installation from an archive: in a folder beside the wanted one, which gets its name when all is done, so
 * that there is never half an installation.
 */
final class Restore {
    private static final String APP_ROLE = "steward_app";
    private static final String NOT_ALLOWED = "42501";
    private static final String NO_SUCH_COLUMN = "42703";

    private final Archive archive;
    private final Installation to;

    private Restore(Archive archive, Installation to) {
        this.archive = archive;
        this.to = to;
    }

    static Manifest run(Path file, Installation to) throws IOException, SQLException {
        refuseOccupied(to);
        try (Archive archive = Archive.open(file)) {
            refuseNewer(archive.manifest());
            archive.verify();
            new Restore(archive, to).intoPart();
            return archive.manifest();
        }
    }

    private static void refuseOccupied(Installation to) throws IOException, SQLException {
        if (Files.exists(to.data()) && !(Files.isDirectory(to.data()) && Disk.isEmpty(to.data()))) {
            throw new BackupException(
                    "The folder " + to.data() + " is not empty; a backup is restored into a new or empty folder only.");
        }
        if (to.external()) {
            try (Connection connection = Installation.connect(to.url(), to.user(), to.password())) {
                if (!Catalog.tables(connection).isEmpty()) {
                    throw new BackupException("The database " + to.url()
                            + " is not empty; a backup is restored into a new or empty database only.");
                }
                if (!Catalog.seesAll(connection)) {
                    throw new BackupException("The database user must be a superuser or have BYPASSRLS to restore"
                            + " every tenant's rows.");
                }
            }
        }
    }

    private static void refuseNewer(Manifest manifest) throws IOException {
        MigrationVersion wanted = MigrationVersion.fromVersion(manifest.schema());
        Set<MigrationVersion> known = migrations();
        if (known.contains(wanted)) {
            return;
        }
        boolean newer = known.stream().allMatch(version -> version.compareTo(wanted) < 0);
        throw new BackupException("The backup's database has version " + manifest.schema() + ", which this Steward "
                + (newer ? "is too old for; use the version that wrote it, or a newer one." : "does not know."));
    }

    private static Set<MigrationVersion> migrations() throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/V*__*.sql");
        return Arrays.stream(files)
                .map(file -> Objects.requireNonNull(file.getFilename()))
                .map(name -> MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))))
                .collect(Collectors.toSet());
    }

    private void intoPart() throws IOException, SQLException {
        Path parent = Objects.requireNonNull(to.data().getParent(), "the data folder is not the root");
        Files.createDirectories(parent);
        Path part = parent.resolve(to.data().getFileName() + ".part");
        try {
            Files.createDirectory(part);
        } catch (FileAlreadyExistsException e) {
            throw new BackupException(
                    "The folder " + part
                            + " exists: a restore runs at this moment, or one was interrupted; in that case delete it"
                            + " and try again.",
                    e);
        }
        boolean done = false;
        try {
            files(part);
            secrets(part);
            database(part);
            Disk.sync(part);
            Files.move(part, to.data(), StandardCopyOption.ATOMIC_MOVE);
            Disk.sync(parent);
            done = true;
        } finally {
            if (!done) {
                Disk.delete(part);
            }
        }
    }

    private void files(Path part) throws IOException {
        Path files = Files.createDirectories(part.resolve("files"));
        for (String hash : archive.contents()) {
            Path folder = files.resolve(hash.substring(0, 2));
            Files.createDirectories(folder);
            copy("files/" + hash, folder.resolve(hash));
        }
    }

    private void secrets(Path part) throws IOException {
        Path folder = Files.createDirectories(part.resolve("secrets"));
        for (Manifest.Secret secret : archive.manifest().secrets()) {
            copy("secrets/" + secret.name(), folder.resolve(secret.name()));
        }
        Disk.sync(folder);
    }

    private void copy(String entry, Path target) throws IOException {
        try (InputStream in = archive.read(entry);
                FileChannel channel = FileChannel.open(
                        target, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), Disk.ownerOnly())) {
            OutputStream out = Channels.newOutputStream(channel);
            in.transferTo(out);
            channel.force(true);
        }
    }

    private void database(Path part) throws IOException, SQLException {
        if (to.external()) {
            fill(to.url(), to.user(), to.password());
            return;
        }
        Path folder = Installation.embedded(part).postgres();
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgres.Options.durable(folder))) {
            try (var connection = Installation.connect(postgres.url("postgres"), postgres.user(), postgres.password());
                    var statement = connection.createStatement()) {
                statement.execute("create database " + Installation.DATABASE);
            }
            fill(postgres.url(Installation.DATABASE), postgres.user(), postgres.password());
        }
    }

    private void fill(String url, String user, String password) throws IOException, SQLException {
        try (Connection connection = Installation.connect(url, user, password)) {
            role(connection);
            Flyway.configure()
                    .dataSource(url, user, password)
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("app", APP_ROLE))
                    .target(MigrationVersion.fromVersion(archive.manifest().schema()))
                    .load()
                    .migrate();
            connection.setAutoCommit(false);
            load(connection);
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("analyze");
            }
        }
    }

    /** Without a password, and so unable to sign in, until Steward gives it the one from its secrets. */
    private static void role(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select 1 from pg_roles where rolname = '" + APP_ROLE + "'")) {
            if (!found.next()) {
                statement.execute("create role " + APP_ROLE + " login");
            }
        }
    }

    private void load(Connection connection) throws IOException, SQLException {
        withoutTriggers(connection);
        var present = Catalog.tables(connection);
        Map<TableName, Manifest.Table> wanted = archive.manifest().tables().stream()
                .collect(Collectors.toMap(
                        Manifest.Table::table, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        var filled = present.stream().filter(table -> !table.unlogged()).toList();
        Set<TableName> names = filled.stream().map(Catalog.Table::table).collect(Collectors.toSet());
        if (!names.equals(wanted.keySet())) {
            throw new BackupException("The backup's tables are not those of this Steward's database version "
                    + archive.manifest().schema() + ".");
        }
        try (var statement = connection.createStatement()) {
            statement.execute("set local row_security = off");
            statement.execute(present.stream()
                    .map(table -> table.table().sql())
                    .collect(Collectors.joining(", ", "truncate ", "")));
        }
        for (Catalog.Table table : Catalog.inOrderOfReferences(connection, filled)) {
            table(connection, Objects.requireNonNull(wanted.get(table.table())));
        }
        sequences(connection);
    }

    /** A superuser loads without checking references; for others the order of tables has to do. */
    private static void withoutTriggers(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (var statement = connection.createStatement()) {
            statement.execute("set local session_replication_role = replica");
        } catch (SQLException e) {
            if (!NOT_ALLOWED.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
        }
    }

    private void table(Connection connection, Manifest.Table table) throws IOException, SQLException {
        try (InputStream in = archive.read(table.table().entry())) {
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + table.table().sql() + " " + Catalog.Table.columnList(table.columns())
                                    + " from stdin (format binary)",
                            in,
                            1 << 16);
            if (rows != table.rows()) {
                throw new BackupException("The table " + table.table() + " got " + rows + " rows where the backup has "
                        + table.rows() + ".");
            }
        } catch (SQLException e) {
            if (NO_SUCH_COLUMN.equals(e.getSQLState())) {
                throw new BackupException("The backup's table " + table.table()
                        + " is not that of this Steward's database version "
                        + archive.manifest().schema() + ".");
            }
            throw e;
        }
    }

    private void sequences(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
            for (Manifest.Sequence sequence : archive.manifest().sequences()) {
                statement.setString(1, new TableName(sequence.schema(), sequence.name()).sql());
                statement.setLong(2, sequence.last());
                statement.setBoolean(3, sequence.called());
                statement.execute();
            }
        }
    }
}
