package io.steward.server.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.postgres.EmbeddedPostgres;
import io.steward.server.platform.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The first two tests make what the others use: a backup taken under load, and one taken at rest. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupRestoreTest {
    @SuppressWarnings("NullAway.Init")
    private SampleInstallation sample;

    @SuppressWarnings("NullAway.Init")
    private Path archive;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    void begin() throws IOException, SQLException {
        sample = new SampleInstallation();
        archive = sample.root.resolve("under load.zip");
    }

    @AfterAll
    void end() throws IOException {
        sample.close();
    }

    private int command(String... words) {
        said.reset();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return BackupCommand.run(words, out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Order(1)
    void backsUpOneMomentOfADatabaseInUse() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch busy = new CountDownLatch(50);
        try (var executor = Executors.newSingleThreadExecutor()) {
            var writer = executor.submit(() -> {
                try (Connection connection = sample.connect()) {
                    for (int i = 0; !enough.get(); i++) {
                        sample.attach(connection, "under load " + i);
                        busy.countDown();
                    }
                }
                return null;
            });
            assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
            int status = command("backup", archive.toString(), "--data-folder=" + sample.data);
            long left = busy.getCount();
            enough.set(true);
            writer.get(30, TimeUnit.SECONDS);
            assertThat(said()).contains("Backed up");
            assertThat(status).isZero();
            assertThat(left).isZero();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rw-------");
        assertThat(sample.root.resolve("under load.zip.part")).doesNotExist();

        Path restored = sample.root.resolve("restored here");
        assertThat(command("restore", archive.toString(), "--data-folder=" + restored))
                .as(said())
                .isZero();
        assertThat(sample.root.resolve("restored here.part")).doesNotExist();
        try (var opened = Installation.embedded(restored).open();
                Connection source = sample.connect()) {
            assertThat(opened.started()).isNotNull();
            compare(source, opened.connection(), restored);
            continueNumbers(opened.connection());
        }
        assertThat(Files.readString(restored.resolve("secrets/app-password"))).isEqualTo("a password with ' and ü");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(restored.resolve("secrets/installation"))))
                .isEqualTo("rw-------");
    }

    private void compare(Connection source, Connection copy, Path data) throws IOException, SQLException {
        Map<String, TreeSet<String>> before = SampleInstallation.rows(source);
        Map<String, TreeSet<String>> after = SampleInstallation.rows(copy);
        assertThat(after.keySet()).isEqualTo(before.keySet()).hasSizeGreaterThan(20);
        after.forEach((table, rows) -> {
            if (table.equals("platform.file") || table.equals("journal.entry")) {
                assertThat(before.get(table)).containsAll(rows);
            } else {
                assertThat(rows).as(table).isEqualTo(before.get(table));
            }
        });
        try (Archive opened = Archive.open(archive)) {
            for (Manifest.Table table : opened.manifest().tables()) {
                assertThat(SampleInstallation.number(
                                copy, "select count(*) from " + table.table().sql()))
                        .as(table.table().toString())
                        .isEqualTo(table.rows());
            }
            assertThat(opened.manifest().tables())
                    .noneMatch(table -> table.name().equals("import_row"));
            assertThat(opened.manifest().missing()).isEmpty();
        }
        // One writer wrote both in each transaction, so a moment has as many of one as of the other, without gaps.
        long files = SampleInstallation.number(copy, "select count(*) from platform.file");
        assertThat(files).isGreaterThanOrEqualTo(70);
        assertThat(SampleInstallation.number(copy, "select count(*) from journal.entry"))
                .isEqualTo(files);
        assertThat(SampleInstallation.number(copy, "select max(seq) from journal.entry"))
                .isEqualTo(files);
        try (var statement = copy.createStatement();
                var hashes = statement.executeQuery("select encode(sha256, 'hex'), size from platform.file")) {
            while (hashes.next()) {
                assertThat(SampleInstallation.content(data, hashes.getString(1)))
                        .exists()
                        .hasSize(hashes.getLong(2));
            }
        }
    }

    private static void continueNumbers(Connection copy) throws SQLException {
        long last = SampleInstallation.number(copy, "select max(seq) from journal.entry");
        assertThat(SampleInstallation.number(copy, "select nextval('journal.entry_seq')"))
                .isGreaterThan(last);
        assertThat(SampleInstallation.number(
                        copy,
                        "insert into identity.tenant (name, time_zone, locale, created)"
                                + " values ('New', 'UTC', 'en', now()) returning id"))
                .isEqualTo(4);
        // An id of the old cluster could be ahead of all of the new one's, and would look like one still running.
        assertThat(SampleInstallation.number(
                        copy,
                        "select count(*) from journal.entry where xid::text::bigint >="
                                + " pg_snapshot_xmax(pg_current_snapshot())::text::bigint"))
                .isZero();
        // The application still sees nothing without a tenant, and its own tenant's rows with one.
        SampleInstallation.execute(copy, "set role steward_app");
        assertThat(SampleInstallation.number(copy, "select count(*) from ticket.ticket"))
                .isZero();
        SampleInstallation.execute(copy, "set app.tenant = '1'");
        assertThat(SampleInstallation.number(copy, "select count(*) from ticket.ticket"))
                .isEqualTo(500);
    }

    @Test
    @Order(2)
    void startsADatabaseThatRestsAndStopsItAgain() throws Exception {
        Map<String, TreeSet<String>> rows;
        try (Connection connection = sample.connect()) {
            rows = SampleInstallation.rows(connection);
        }
        sample.stop();
        Path resting = sample.root.resolve("resting.zip");
        try {
            Backup.Result result = Backup.write(sample.installation(), resting);
            assertThat(result.rows())
                    .isEqualTo(rows.values().stream().mapToLong(TreeSet::size).sum());
            assertThat(sample.data.resolve("postgres/port")).doesNotExist();
        } finally {
            sample.start();
        }
    }

    @Test
    @Order(3)
    void restoresIntoADatabaseOfTheOwners() throws Exception {
        try (Connection connection = sample.connect("postgres")) {
            SampleInstallation.execute(connection, "create database other");
            // Without superuser there is no loading without checks: the order of the tables has to be right.
            SampleInstallation.execute(connection, "create role owner login createrole bypassrls password 'o w''n'");
            SampleInstallation.execute(connection, "alter database other owner to owner");
        }
        Path folder = sample.root.resolve("with other database");
        String[] flags = {
            "--data-folder=" + folder,
            "--database-url=" + sample.url("other"),
            "--database-user=owner",
            "--database-password=o w'n"
        };
        assertThat(command("restore", archive.toString(), flags[0], flags[1], flags[2], flags[3]))
                .as(said())
                .isZero();
        assertThat(folder.resolve("postgres")).doesNotExist();
        try (Connection copy = sample.connect("other");
                Connection source = sample.connect()) {
            compare(source, copy, folder);
        }
        Path again = sample.root.resolve("again.zip");
        assertThat(command("backup", again.toString(), flags[0], flags[1], flags[2], flags[3]))
                .as(said())
                .isZero();
        try (Archive first = Archive.open(archive);
                Archive second = Archive.open(again)) {
            assertThat(second.manifest().files()).isEqualTo(first.manifest().files());
            assertThat(second.manifest().tables().stream()
                            .mapToLong(Manifest.Table::rows)
                            .toArray())
                    .isEqualTo(first.manifest().tables().stream()
                            .mapToLong(Manifest.Table::rows)
                            .toArray());
        }
        assertThatThrownBy(() -> Restore.run(
                        archive,
                        new Installation(
                                sample.root.resolve("third"), sample.url("other"), "steward", sample.password())))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("is not empty");
    }

    @Test
    @Order(4)
    void refusesAUserWhoDoesNotSeeEveryTenant() throws Exception {
        try (Connection connection = sample.connect()) {
            SampleInstallation.execute(connection, "create role blind login password 'blind'");
        }
        Path file = sample.root.resolve("blind.zip");
        assertThatThrownBy(() ->
                        Backup.write(new Installation(sample.data, sample.url("steward"), "blind", "blind"), file))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("BYPASSRLS");
        assertThat(file).doesNotExist();
        assertThat(sample.root.resolve("blind.zip.part")).doesNotExist();
    }

    @Test
    @Order(5)
    void refusesADamagedArchive() throws Exception {
        byte[] whole = Files.readAllBytes(archive);
        Path damaged = sample.root.resolve("damaged.zip");
        Path target = sample.root.resolve("never");
        for (ZipEntry entry : entries()) {
            byte[] bytes = whole.clone();
            bytes[middle(whole, entry)] ^= 1;
            Files.write(damaged, bytes);
            assertThat(command("restore", damaged.toString(), "--data-folder=" + target))
                    .as(entry.getName())
                    .isEqualTo(BackupCommand.FAILED);
            assertThat(said()).contains("is damaged").doesNotContain("Exception");
        }
        Files.write(damaged, Arrays.copyOf(whole, whole.length - 1000));
        assertThat(command("restore", damaged.toString(), "--data-folder=" + target))
                .isEqualTo(BackupCommand.FAILED);
        Files.writeString(damaged, "not a zip");
        assertThat(command("restore", damaged.toString(), "--data-folder=" + target))
                .isEqualTo(BackupCommand.FAILED);
        assertThat(said()).contains("not a whole zip file");

        rewrite(damaged, name -> name.startsWith("files/") ? "" : name, UnaryOperator.identity());
        assertThatThrownBy(() -> Restore.run(damaged, Installation.embedded(target)))
                .hasMessageContaining("it has 0 files");
        rewrite(damaged, name -> name.startsWith("tables/identity.desk.") ? "" : name, UnaryOperator.identity());
        assertThatThrownBy(() -> Restore.run(damaged, Installation.embedded(target)))
                .hasMessageContaining("tables/identity.desk.bin is missing");
        assertThat(target).doesNotExist();
        assertThat(sample.root.resolve("never.part")).doesNotExist();
    }

    @Test
    @Order(6)
    void refusesWhatAnotherVersionWrote() throws Exception {
        Path other = sample.root.resolve("other version.zip");
        Path target = sample.root.resolve("never");
        rewrite(other, UnaryOperator.identity(), was -> with(was, Manifest.FORMAT, "299901010000"));
        assertThatThrownBy(() -> Restore.run(other, Installation.embedded(target)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("too old");
        rewrite(other, UnaryOperator.identity(), was -> with(was, Manifest.FORMAT, "1"));
        assertThatThrownBy(() -> Restore.run(other, Installation.embedded(target)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("does not know");
        rewrite(other, UnaryOperator.identity(), was -> with(was, Manifest.FORMAT + 1, was.schema()));
        assertThatThrownBy(() -> Restore.run(other, Installation.embedded(target)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("newer Steward");
        assertThat(target).doesNotExist();
    }

    @Test
    @Order(7)
    void restoresAnOlderSchemaToBeMigratedByTheNextStart() throws Exception {
        // The same archive, as if it came from before the last migration: its tables then do not fit, and nothing is
        // left.
        Path older = sample.root.resolve("older.zip");
        Path target = sample.root.resolve("older");
        String version;
        try (Connection connection = sample.connect()) {
            version = Long.toString(SampleInstallation.number(
                    connection,
                    "select max(version::bigint) from public.flyway_schema_history where version::bigint <"
                            + " (select max(version::bigint) from public.flyway_schema_history)"));
        }
        rewrite(older, UnaryOperator.identity(), was -> with(was, Manifest.FORMAT, version));
        assertThatThrownBy(() -> Restore.run(older, Installation.embedded(target)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("version " + version);
        assertThat(target).doesNotExist();
        assertThat(sample.root.resolve("older.part")).doesNotExist();
    }

    @Test
    @Order(8)
    void refusesAFolderThatIsInUse() throws Exception {
        Path occupied = Files.createDirectories(sample.root.resolve("occupied"));
        Files.writeString(occupied.resolve("letter.txt"), "mine");
        assertThat(command("restore", archive.toString(), "--data-folder=" + occupied))
                .isEqualTo(BackupCommand.FAILED);
        assertThat(said()).contains("not empty");
        assertThat(Files.readString(occupied.resolve("letter.txt"))).isEqualTo("mine");

        Path interrupted = sample.root.resolve("interrupted");
        Files.createDirectories(sample.root.resolve("interrupted.part"));
        assertThat(command("restore", archive.toString(), "--data-folder=" + interrupted))
                .isEqualTo(BackupCommand.FAILED);
        assertThat(said()).contains("interrupted.part").contains("delete it");
    }

    @Test
    @Order(9)
    void restoresIntoAnEmptyFolder() throws Exception {
        Path empty = Files.createDirectories(sample.root.resolve("empty"));
        assertThat(command("restore", archive.toString(), "--data-folder=" + empty))
                .as(said())
                .isZero();
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgres.Options.durable(empty.resolve("postgres")))) {
            assertThat(postgres.port()).isPositive();
        }
    }

    @Test
    @Order(10)
    void tellsOfContentsThatAreMissingOrRotten() throws Exception {
        String missing;
        String rotten;
        try (Connection connection = sample.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select encode(sha256, 'hex') from platform.file limit 2")) {
            rows.next();
            missing = rows.getString(1);
            rows.next();
            rotten = rows.getString(1);
        }
        Files.delete(SampleInstallation.content(sample.data, missing));
        Files.writeString(SampleInstallation.content(sample.data, rotten), "rotten");
        Path file = sample.root.resolve("incomplete.zip");
        assertThat(command("backup", file.toString(), "--data-folder=" + sample.data))
                .isEqualTo(BackupCommand.INCOMPLETE);
        assertThat(said()).contains(missing).contains(rotten).contains("2 files");
        try (Archive opened = Archive.open(file)) {
            opened.verify();
        }
    }

    @Test
    @Order(11)
    void saysHowItIsUsed() {
        assertThat(command("backup")).isEqualTo(BackupCommand.FAILED);
        assertThat(said()).contains("Usage");
        assertThat(command("backup", "/tmp", "--data-folder=" + sample.data)).isEqualTo(BackupCommand.FAILED);
        assertThat(said()).contains("is a folder");
        assertThat(command("backup", sample.root + "/x.zip", "--data-folder=" + sample.root + "/nothing"))
                .isEqualTo(BackupCommand.FAILED);
        assertThat(said()).contains("no Steward database");
    }

    private static Manifest with(Manifest was, int format, String schema) {
        return new Manifest(
                format,
                schema,
                was.created(),
                was.tables(),
                was.sequences(),
                was.secrets(),
                was.files(),
                was.missing());
    }

    /** Some of each kind. */
    private List<ZipEntry> entries() throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return Stream.concat(
                            zip.stream()
                                    .filter(entry -> entry.getName().startsWith("files/"))
                                    .limit(3),
                            zip.stream().filter(entry -> !entry.getName().startsWith("files/")))
                    .toList();
        }
    }

    /** Where in the archive the middle of an entry's packed content is: its header ends with its name. */
    private static int middle(byte[] whole, ZipEntry entry) {
        byte[] name = entry.getName().getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (!Arrays.equals(whole, at, at + name.length, name, 0, name.length)) {
            at++;
        }
        return at + name.length + (int) entry.getCompressedSize() / 2;
    }

    /** The archive with entries left out (named "") and another manifest, but a proper zip. */
    private void rewrite(Path target, UnaryOperator<String> names, UnaryOperator<Manifest> manifests)
            throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    entries.put(names.apply(entry.getName()), in.readAllBytes());
                }
            }
        }
        entries.remove("");
        entries.computeIfPresent(
                Manifest.ENTRY,
                (name, bytes) -> Json.text(
                                manifests.apply(Json.read(new String(bytes, StandardCharsets.UTF_8), Manifest.class)))
                        .getBytes(StandardCharsets.UTF_8));
        try (var out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }
}
