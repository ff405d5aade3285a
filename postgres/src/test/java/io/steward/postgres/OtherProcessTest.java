package io.steward.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.postgres.EmbeddedPostgres.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherProcessTest {
    @Test
    void a_folder_in_use_is_refused_in_the_same_and_in_another_process() {
        try (TestFolder folder = new TestFolder();
                EmbeddedPostgres server = EmbeddedPostgres.start(Options.throwaway(folder.path))) {
            String refusal = "The folder " + folder.path + " is in use by another running Steward (process "
                    + ProcessHandle.current().pid() + ").";
            assertThatThrownBy(() -> EmbeddedPostgres.start(Options.throwaway(folder.path)))
                    .isInstanceOf(PostgresException.class)
                    .hasMessage(refusal);
            // After the refusal in this process: it must not have cost us the lock.
            try (Child child = new Child(folder.path, "throwaway", Map.of())) {
                assertThat(child.answer()).isEqualTo("REFUSED " + refusal);
            }
            assertThat(Sql.ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_server_whose_steward_was_killed_is_stopped_and_its_rows_are_there() {
        try (TestFolder folder = new TestFolder();
                Child child = new Child(folder.path, "durable", Map.of())) {
            assertThat(child.answer()).isEqualTo("READY");
            assertThatThrownBy(() -> EmbeddedPostgres.start(Options.durable(folder.path)))
                    .isInstanceOf(PostgresException.class)
                    .hasMessageEndingWith("(process " + child.process.pid() + ").");

            child.kill();
            ProcessHandle orphan = ProcessHandle.of(
                            PidFile.read(folder.resolve("pg")).orElseThrow().pid())
                    .orElseThrow();
            assertThat(isServer(orphan)).isTrue();

            try (EmbeddedPostgres server = EmbeddedPostgres.start(Options.durable(folder.path))) {
                assertThat(isServer(orphan)).isFalse();
                assertThat(Sql.ask(server, "select name from child")).isEqualTo("written before the kill");
            }
        }
    }

    @Test
    void two_processes_may_unpack_into_the_same_empty_cache_at_once() {
        try (TestFolder folder = new TestFolder("rwxr-xr-x")) {
            Map<String, String> cache =
                    Map.of("STEWARD_PG_CACHE", folder.resolve("cache").toString());
            try (Child one = new Child(folder.path, "unpack", cache);
                    Child two = new Child(folder.path, "unpack", cache)) {
                assertThat(one.answer()).isEqualTo("READY");
                assertThat(two.answer()).isEqualTo("READY");
            }
            assertThat(folder.resolve("cache").toFile().list()).hasSize(1);
        }
    }

    /** A dead process keeps its id until somebody reaps it, but not its command line. */
    private static boolean isServer(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .contains("/postgres");
        } catch (IOException e) {
            return false;
        }
    }
}
