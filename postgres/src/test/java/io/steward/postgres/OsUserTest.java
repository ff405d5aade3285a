package io.steward.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.steward.postgres.EmbeddedPostgres.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class OsUserTest {
    @Test
    void root_uses_a_namespace_where_the_postgres_user_cannot_enter_and_hands_the_data_over_when_it_can()
            throws IOException {
        assumeTrue(OsUser.uid() == 0);
        try (TestFolder folder = new TestFolder("rwx------")) {
            OsUser closed = OsUser.forFolder(folder.path);
            assumeTrue(closed instanceof OsUser.Namespace);
            try (EmbeddedPostgres server = EmbeddedPostgres.start(Options.throwaway(folder.path))) {
                Sql.run(server, "create table note as select 'kept' as text");
            }

            Files.setPosixFilePermissions(folder.path, PosixFilePermissions.fromString("rwx--x--x"));
            assumeTrue(OsUser.forFolder(folder.path) instanceof OsUser.Other);
            try (EmbeddedPostgres server = EmbeddedPostgres.start(Options.throwaway(folder.path))) {
                assertThat(Files.getOwner(folder.resolve("pg")).getName()).isEqualTo("postgres");
                assertThat(Sql.ask(server, "select text from note")).isEqualTo("kept");
            }

            Files.setPosixFilePermissions(folder.path, PosixFilePermissions.fromString("rwx------"));
            try (EmbeddedPostgres server = EmbeddedPostgres.start(Options.throwaway(folder.path))) {
                assertThat(Sql.ask(server, "select text from note")).isEqualTo("kept");
            }
        }
    }

    @Test
    void a_port_taken_meanwhile_is_replaced_by_another() throws IOException {
        try (TestFolder folder = new TestFolder();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            OsUser user = OsUser.forFolder(folder.path);
            Cluster cluster = new Cluster(folder.path, user, Binaries.unpacked(user));
            cluster.prepare(false, Duration.ofMinutes(1));
            for (boolean durable : new boolean[] {false, true}) {
                int free = Postmaster.freePort();
                Iterator<Integer> ports = List.of(taken.getLocalPort(), free).iterator();
                Postmaster server = Postmaster.start(cluster, durable, Duration.ofMinutes(1), ports::next);
                server.stop();
                assertThat(server.port()).isEqualTo(free);
            }
        }
    }

    @Test
    void a_cache_that_others_can_write_or_own_or_redirect_is_refused() throws IOException {
        try (TestFolder folder = new TestFolder("rwxrwxrwx")) {
            assertThatThrownBy(() -> BinaryCache.checked(folder.path)).hasMessageContaining("can be written by other");

            Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/usr"));
            assertThatThrownBy(() -> BinaryCache.checked(link)).hasMessageContaining("is a link");

            assumeTrue(OsUser.uid() == 0);
            Path foreign = Files.createDirectory(folder.resolve("foreign"));
            Files.setOwner(
                    foreign,
                    foreign.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("1"));
            assertThatThrownBy(() -> BinaryCache.checked(foreign)).hasMessageContaining("another user");
        }
    }
}
