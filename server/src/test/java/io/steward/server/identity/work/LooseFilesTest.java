package io.steward.server.identity.work;

import static io.steward.db.platform.Tables.FILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.TenantId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that nobody attached go after a day, with what is on disk of them unless something else has the same content. */
class LooseFilesTest {
    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    private static String type = "";

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        type = program.get("/types").get(0).path("id").stringValue();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void onlyWhatNobodyNeedsIsDeleted() throws Exception {
        String loose = uploaded("loose");
        String attached = uploaded("attached");
        program.post("/tickets", Map.of("typeId", type, "title", "With a file", "attachments", List.of(attached)));
        String sameAsAttached = uploaded("attached");
        String sameAsOfAnother = uploaded("shared by two organisations");
        ofAnother("shared by two organisations");
        String young = uploaded("young");
        aged("loose", "attached", "shared by two organisations");
        var files = program.bean(FileStore.class);
        Path interrupted =
                Files.writeString(files.path(hash("loose")).resolveSibling("../incoming/in-interrupted"), "x");
        Files.setLastModifiedTime(interrupted, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        forget();

        assertThat(status(loose)).isEqualTo(404);
        assertThat(files.path(hash("loose"))).doesNotExist();
        assertThat(status(attached)).isEqualTo(200);
        assertThat(status(sameAsAttached)).isEqualTo(404);
        assertThat(files.path(hash("attached"))).exists();
        assertThat(status(sameAsOfAnother)).isEqualTo(404);
        assertThat(files.path(hash("shared by two organisations"))).exists();
        assertThat(status(young)).isEqualTo(200);
        assertThat(interrupted).doesNotExist();
    }

    @Test
    void contentsOfImportsStay() throws Exception {
        String csv = "number,title\n1,x\n";
        program.upload("/imports", Files.writeString(folder.resolve("import.csv"), csv));
        String loose = uploaded(csv);
        aged(csv);
        forget();
        assertThat(status(loose)).isEqualTo(404);
        assertThat(program.bean(FileStore.class).path(hash(csv))).exists();
    }

    @Test
    void aContentThatComesAgainIsLeftAlone() throws Exception {
        String before = uploaded("comes again");
        aged("comes again");
        var files = program.bean(FileStore.class);
        // Received again, with no row yet, as in the middle of an upload.
        files.receive(new ByteArrayInputStream("comes again".getBytes(StandardCharsets.UTF_8)), "again.txt");
        forget();
        assertThat(status(before)).isEqualTo(404);
        assertThat(files.path(hash("comes again"))).exists();
    }

    private static void forget() {
        program.bean(LooseFiles.class).forget(Instant.now().minus(Duration.ofDays(1)));
    }

    private static void ofAnother(String content) throws Exception {
        TenantId tenant = program.bean(Tenants.class).create("Globex", "UTC", "en", Instant.now());
        var files = program.bean(FileStore.class);
        var received = files.receive(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), "x.txt");
        program.bean(Database.class).write(tenant, tx -> files.record(tx, received, "x.txt", null, Instant.now()));
    }

    private static String uploaded(String content) throws Exception {
        return program.upload("/files", Files.writeString(folder.resolve("x.txt"), content))
                .path("id")
                .stringValue();
    }

    private static byte[] hash(String content) {
        return Secrets.sha256(content);
    }

    /** Makes the files with these contents two days old. */
    private static void aged(String... contents) throws Exception {
        Instant then = Instant.now().minus(Duration.ofDays(2));
        TenantId tenant = program.bean(Tenants.class).tenants().getFirst();
        for (String content : contents) {
            Files.setLastModifiedTime(program.bean(FileStore.class).path(hash(content)), FileTime.from(then));
            program.bean(Database.class)
                    .run(
                            tenant,
                            tx -> tx.sql()
                                    .update(FILE)
                                    .set(FILE.CREATED, then)
                                    .where(FILE.SHA256.eq(hash(content)))
                                    .execute());
        }
    }

    private static int status(String file) throws Exception {
        return program.call("GET", "/attachments/" + file, program.admin(), null)
                .statusCode();
    }
}
