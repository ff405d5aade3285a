package io.steward.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data of the server: made once by initdb, from then on never removed by us. */
record Cluster(Path folder, OsUser user, Binaries binaries) {
    static final String SUPERUSER = "steward";
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final String BEGUN = "pg.new-";

    /** Inside the cluster, so that it travels with it when somebody copies or restores only that folder. */
    private static final String COMPLETE = "steward-complete";

    Path data() {
        return folder.resolve("pg");
    }

    /** What we let programs write; ours, so that the server's user cannot put a link where root will write. */
    Path logs() {
        return folder.resolve("log");
    }

    /** What the server writes and rotates itself. */
    Path dailyLogs() {
        return logs().resolve("daily");
    }

    /** Makes the cluster unless it is there, and returns its superuser's password. */
    String prepare(boolean durable, Duration timeout) {
        try {
            Folders.create(logs(), OsUser.folderMode());
            Folders.create(dailyLogs(), "rwx------");
            user.own(dailyLogs());
            String password = password();
            removeUnfinished();
            if (Files.exists(data())) {
                user.own(data());
            } else {
                initialise(password, durable, timeout);
            }
            return password;
        } catch (IOException e) {
            throw new PostgresException("The database folder " + folder + " cannot be prepared: " + e + ".", e);
        }
    }

    /** A cluster that initdb finished, or that a server has run in, which only a finished one can be. */
    private boolean complete() {
        return Files.exists(data().resolve(COMPLETE)) || Files.exists(data().resolve("postmaster.opts"));
    }

    private String password() throws IOException {
        Path file = folder.resolve("password");
        if (Files.exists(file)) {
            String password = Files.readString(file).strip();
            if (!password.isEmpty()) {
                return password;
            }
        }
        if (complete()) {
            throw new PostgresException("The file " + file + " with the password of the database is missing or empty;"
                    + " put it back from a backup.");
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path fresh = folder.resolve("password.new");
        Files.deleteIfExists(fresh);
        Folders.writeSecret(fresh, password + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder);
        return password;
    }

    private void removeUnfinished() throws IOException {
        if (Files.exists(data()) && !complete()) {
            LOG.warn("The database in {} was never finished; it is made anew", data());
            Folders.delete(data());
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (entry.getFileName().toString().startsWith(BEGUN)) {
                    Folders.delete(entry);
                }
            }
        }
    }

    /**
     * Runs initdb in a folder of its own and renames the result. An initdb that outlives a killed Steward then writes
     * where nobody looks, rather than into the cluster the next start is making.
     */
    private void initialise(String password, boolean durable, Duration timeout) throws IOException {
        Path begun = folder.resolve(BEGUN + UUID.randomUUID());
        // Beside the password file of our own, which the user that runs initdb may be unable to read.
        Path passwordFile = folder.resolve(BEGUN + "password");
        Path log = logs().resolve("initdb.log");
        try {
            Folders.create(begun, "rwx------");
            user.own(begun);
            Folders.writeSecret(passwordFile, password + "\n");
            user.own(passwordFile);
            int exit = Commands.run(user.command(initdb(begun, passwordFile, durable)), log, timeout);
            if (exit != 0) {
                throw new PostgresException("PostgreSQL could not make its database (initdb ended with " + exit + "): "
                        + ServerLog.lastLines(log));
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Folders.writeSecret(begun.resolve(COMPLETE), "");
        Folders.sync(begun);
        Files.move(begun, data(), StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder);
        user.own(data().resolve(COMPLETE));
        LOG.info("A new database was made in {}", data());
    }

    private List<String> initdb(Path begun, Path passwordFile, boolean durable) {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("initdb"),
                "-D",
                begun.toString(),
                "-U",
                SUPERUSER,
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C.UTF-8",
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-k"));
        if (!durable) {
            command.add("--no-sync");
        }
        return command;
    }
}
