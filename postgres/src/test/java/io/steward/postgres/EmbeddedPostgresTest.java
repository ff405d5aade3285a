package io.steward.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.postgres.EmbeddedPostgres.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    @Test
    void a_durable_server_keeps_rows_over_a_restart_and_is_set_up_to_keep_them() throws Exception {
        try (TestFolder folder = new TestFolder()) {
            String password;
            try (EmbeddedPostgres server = EmbeddedPostgres.start(Options.durable(folder.path))) {
                password = server.password();
                Sql.run(server, "create table note (text text)");
                Sql.run(server, "insert into note values ('kept')");

                assertThat(Sql.ask(server, "show fsync")).isEqualTo("on");
                assertThat(Sql.ask(server, "show synchronous_commit")).isEqualTo("on");
                assertThat(Sql.ask(server, "show data_checksums")).isEqualTo("on");
                assertThat(Sql.ask(server, "show logging_collector")).isEqualTo("on");
                assertThat(Sql.ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(Sql.ask(server, "show unix_socket_directories")).isEmpty();
                assertThat(Sql.ask(server, "select datlocprovider::text || ' ' || datlocale from pg_database limit 1"))
                        .isEqualTo("b C.UTF-8");
                assertThat(Sql.ask(server, "select upper('straße é')")).isEqualTo("STRAßE É");
                assertThat(Files.readString(folder.resolve("port")).strip()).isEqualTo(Integer.toString(server.port()));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                        .isEqualTo("rw-------");
                assertThat(Files.readString(folder.resolve("password")).strip()).isEqualTo(password);
            }
            assertThat(folder.resolve("port")).doesNotExist();

            long began = System.nanoTime();
            try (EmbeddedPostgres server = EmbeddedPostgres.start(Options.durable(folder.path))) {
                Duration warm = Duration.ofNanos(System.nanoTime() - began);
                assertThat(Sql.ask(server, "select text from note")).isEqualTo("kept");
                assertThat(server.password()).isEqualTo(password);
                // Well under a second by itself; the rest is for a busy build machine.
                assertThat(warm).isLessThan(Duration.ofSeconds(5));
                System.out.println("warm start: " + warm.toMillis() + " ms");
            }
            try (Stream<Path> logs = Files.list(folder.resolve("log/daily"))) {
                assertThat(logs.map(file -> file.getFileName().toString()))
                        .anyMatch(name -> name.matches("postgres-[A-Z][a-z]{2}\\.log"));
            }
        }
    }

    @Test
    void a_throwaway_server_is_fast_wants_the_right_password_and_cuts_off_its_clients_at_the_end() throws Exception {
        try (TestFolder folder = new TestFolder()) {
            EmbeddedPostgres server = EmbeddedPostgres.start(Options.throwaway(folder.resolve("made/by/us")));
            try (Connection open = Sql.connect(server)) {
                assertThat(Sql.ask(server, "show fsync")).isEqualTo("off");
                assertThat(Sql.ask(server, "show full_page_writes")).isEqualTo("off");
                assertThat(Sql.ask(server, "show synchronous_commit")).isEqualTo("off");
                assertThat(Sql.ask(server, "select rolsuper from pg_roles where rolname = current_user"))
                        .isEqualTo("t");
                assertThatThrownBy(() ->
                                DriverManager.getConnection(server.url("postgres"), server.user(), "not the password"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");

                long began = System.nanoTime();
                server.close();
                server.close();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
                assertThat(open.isValid(1)).isFalse();
            }
            assertThat(folder.resolve("made/by/us/pg/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void a_half_made_cluster_is_made_anew_and_a_finished_one_never() throws Exception {
        try (TestFolder folder = new TestFolder()) {
            Folders.create(folder.resolve("pg/base/1"), "rwx------");
            Files.writeString(folder.resolve("pg/PG_VERSION"), "18\n");
            Folders.create(folder.resolve("pg.new-left-by-a-killed-start/base"), "rwx------");
            try (EmbeddedPostgres server = EmbeddedPostgres.start(Options.throwaway(folder.path))) {
                Sql.run(server, "create table note as select 'kept' as text");
            }
            assertThat(folder.resolve("pg.new-left-by-a-killed-start")).doesNotExist();

            Files.delete(folder.resolve("pg/steward-complete"));
            try (EmbeddedPostgres server = EmbeddedPostgres.start(Options.throwaway(folder.path))) {
                assertThat(Sql.ask(server, "select text from note")).isEqualTo("kept");
            }

            Files.delete(folder.resolve("password"));
            assertThatThrownBy(() -> EmbeddedPostgres.start(Options.throwaway(folder.path)))
                    .isInstanceOf(PostgresException.class)
                    .hasMessageContaining("password of the database is missing");
        }
    }

    @Test
    void a_start_that_fails_says_why_and_spoils_nothing() throws Exception {
        try (TestFolder folder = new TestFolder()) {
            EmbeddedPostgres.start(Options.throwaway(folder.path)).close();

            assertThatThrownBy(() -> EmbeddedPostgres.start(new Options(folder.path, false, Duration.ZERO)))
                    .isInstanceOf(PostgresException.class)
                    .hasMessageContaining("not ready in time");

            Path configuration = folder.resolve("pg/postgresql.auto.conf");
            String sound = Files.readString(configuration);
            Files.writeString(configuration, "no_such_setting = 1\n");
            for (Options options : new Options[] {Options.throwaway(folder.path), Options.durable(folder.path)}) {
                assertThatThrownBy(() -> EmbeddedPostgres.start(options))
                        .isInstanceOf(PostgresException.class)
                        .hasMessageContaining("no_such_setting");
            }

            Files.writeString(configuration, sound);
            Path pidFile = folder.resolve("pg/postmaster.pid");
            assertThat(pidFile).doesNotExist();

            // The id of a killed server may belong to anybody by now, such as to us.
            Files.writeString(
                    pidFile,
                    ProcessHandle.current().pid() + "\n" + folder.resolve("pg") + "\n1\n5432\n\n127.0.0.1\n\nready\n");
            EmbeddedPostgres.start(Options.throwaway(folder.path)).close();
        }
    }
}
