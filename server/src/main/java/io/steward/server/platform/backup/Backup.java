package io.steward.server.platform.backup;

import io.steward.server.platform.Database;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Json;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/**
 * Writes one archive of an installation, which may be in use meanwhile.
 *
 * <p>All rows come from one snapshot. Contents of files are on disk before a row speaks of them and stay there, so
 * those the snapshot speaks of can be collected afterwards.
 */
final class Backup {
    /** What was written. */
    record Result(Manifest manifest, long bytes) {
        long rows() {
            return manifest.tables().stream().mapToLong(Manifest.Table::rows).sum();
        }
    }

    private static final HexFormat HEX = HexFormat.of();

    private final Installation from;
    private final ZipOutputStream zip;

    private Backup(Installation from, ZipOutputStream zip) {
        this.from = from;
        this.zip = zip;
    }

    /** Writes the archive; the file is there, whole, or it is as it was before. */
    static Result write(Installation from, Path archive) throws IOException, SQLException {
        Path file = archive.toAbsolutePath().normalize();
        Path folder = Objects.requireNonNull(file.getParent(), "a file has a folder");
        if (Files.isDirectory(file)) {
            throw new BackupException(file + " is a folder; name a file to write.");
        }
        if (!Files.isDirectory(folder)) {
            throw new BackupException("The folder " + folder + " does not exist.");
        }
        try (var opened = from.open()) {
            Path part = folder.resolve(file.getFileName() + ".part");
            Manifest manifest = writePart(from, opened.connection(), part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            Disk.sync(folder);
            return new Result(manifest, Files.size(file));
        }
    }

    private static Manifest writePart(Installation from, Connection connection, Path part)
            throws IOException, SQLException {
        try (FileChannel channel = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                Disk.ownerOnly())) {
            if (channel.tryLock() == null) {
                throw new BackupException("Another backup is writing " + part + " at this moment.");
            }
            boolean complete = false;
            try {
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
                channel.truncate(0);
                Manifest manifest;
                try (var zip = new ZipOutputStream(
                        new BufferedOutputStream(unclosed(channel), 1 << 16), StandardCharsets.UTF_8)) {
                    zip.setLevel(Deflater.BEST_SPEED);
                    manifest = new Backup(from, zip).everything(connection);
                }
                channel.force(true);
                complete = true;
                return manifest;
            } finally {
                if (!complete) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** The channel outlives the stream, since it has to be forced to the disk at the end. */
    private static OutputStream unclosed(FileChannel channel) {
        return new FilterOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    private Manifest everything(Connection connection) throws IOException, SQLException {
        Instant created = Instant.now();
        if (!Catalog.seesAll(connection)) {
            throw new BackupException("The database user must be a superuser or have BYPASSRLS: any other sees no"
                    + " tenant's rows, and its backup would be empty.");
        }
        // Until the connection ends, the job that deletes files which nobody attached does not run.
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock_shared(" + Database.key(FileStore.DELETING) + ")");
        }
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement()) {
            statement.execute("set local row_security = off");
        }
        List<Catalog.Table> all = Catalog.tables(connection);
        String schema = Catalog.schemaVersion(connection, all);
        if (schema == null || schema.isEmpty()) {
            throw new BackupException("The database is empty: Steward has never started with it.");
        }
        List<Catalog.Table> kept = all.stream().filter(one -> !one.unlogged()).toList();
        lock(connection, kept);
        List<Manifest.Table> tables = new ArrayList<>();
        for (Catalog.Table table : kept) {
            tables.add(table(connection, table));
        }
        List<Manifest.Sequence> sequences = Catalog.sequences(connection);
        List<String> missing = new ArrayList<>();
        long files = files(connection, kept, missing);
        connection.rollback();
        List<Manifest.Secret> secrets = secrets();
        var manifest =
                new Manifest(Manifest.FORMAT, schema, created.toString(), tables, sequences, secrets, files, missing);
        zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
        zip.write(Json.text(manifest).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        return manifest;
    }

    /** So that no migration changes a table between now and its turn. */
    private static void lock(Connection connection, List<Catalog.Table> tables) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(tables.stream()
                    .map(one -> one.table().sql())
                    .collect(Collectors.joining(", ", "lock table ", " in access share mode")));
        }
    }

    private Manifest.Table table(Connection connection, Catalog.Table table) throws IOException, SQLException {
        TableName name = table.table();
        zip.putNextEntry(new ZipEntry(name.entry()));
        MessageDigest digest = Disk.sha256();
        var out = new BufferedOutputStream(new DigestOutputStream(zip, digest), 1 << 16);
        long rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy " + name.sql() + " " + table.columnList() + " to stdout (format binary)", out);
        out.flush();
        zip.closeEntry();
        return new Manifest.Table(name.schema(), name.name(), table.columns(), rows, HEX.formatHex(digest.digest()));
    }

    /** Every column called sha256 names a content of the file store; only some tables promise that it is kept. */
    private long files(Connection connection, List<Catalog.Table> tables, List<String> missing)
            throws IOException, SQLException {
        String hashes = tables.stream()
                .filter(one -> one.columns().contains("sha256"))
                .map(one -> "select sha256, " + promised(one.table()) + " as promised from "
                        + one.table().sql())
                .collect(Collectors.joining(" union all "));
        if (hashes.isEmpty()) {
            return 0;
        }
        long count = 0;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(1000);
            try (ResultSet rows = statement.executeQuery("select encode(sha256, 'hex'), bool_or(promised) from ("
                    + hashes + ") all_hashes where sha256 is not null group by 1 order by 1")) {
                while (rows.next()) {
                    String hash = rows.getString(1);
                    if (content(hash)) {
                        count++;
                    } else if (rows.getBoolean(2)) {
                        missing.add(hash);
                    }
                }
            }
        }
        return count;
    }

    private static boolean promised(TableName table) {
        return table.equals(new TableName("platform", "file"))
                || table.equals(new TableName("channel", "received_mail"));
    }

    /** Reads the content twice, so that one that rotted on disk is told of rather than spoils the archive. */
    private boolean content(String hash) throws IOException {
        Path file = from.data().resolve("files").resolve(hash.substring(0, 2)).resolve(hash);
        try {
            if (!hash(file).equals(hash)) {
                return false;
            }
        } catch (NoSuchFileException e) {
            return false;
        }
        zip.putNextEntry(new ZipEntry("files/" + hash));
        Files.copy(file, zip);
        zip.closeEntry();
        return true;
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = Disk.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HEX.formatHex(digest.digest());
    }

    private List<Manifest.Secret> secrets() throws IOException {
        Path folder = from.data().resolve("secrets");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(Files::isRegularFile).sorted().toList();
        }
        List<Manifest.Secret> secrets = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            byte[] secret = Files.readAllBytes(file);
            zip.putNextEntry(new ZipEntry("secrets/" + name));
            zip.write(secret);
            zip.closeEntry();
            secrets.add(new Manifest.Secret(name, HEX.formatHex(Disk.sha256().digest(secret))));
        }
        return secrets;
    }
}
