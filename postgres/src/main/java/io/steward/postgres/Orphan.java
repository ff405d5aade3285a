package io.steward.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server whose Steward was killed: it lives on and holds the cluster, so it has to go before the next start. */
record Orphan(Cluster cluster) {
    private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);
    private static final Duration POLL = Duration.ofMillis(20);

    /** Stops the server that is still alive in the cluster, if there is one. We hold the folder's lock by now. */
    void stop() {
        Optional<PidFile> file = PidFile.read(cluster.data());
        Optional<ProcessHandle> process =
                file.flatMap(found -> ProcessHandle.of(found.pid())).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            // A file without a process is left to PostgreSQL, which also looks for surviving children by it.
            return;
        }
        if (!isServer(process.get())) {
            removeStaleFile();
            return;
        }
        LOG.warn(
                "A PostgreSQL left by a killed Steward is stopped (process {})",
                process.get().pid());
        for (String signal : List.of(Postmaster.FAST, Postmaster.IMMEDIATE)) {
            Postmaster.signal(cluster, process.get().pid(), signal);
            if (ends(process.get(), Duration.ofSeconds(20))) {
                return;
            }
        }
        process.get().destroyForcibly();
        if (!ends(process.get(), Duration.ofSeconds(10))) {
            throw new PostgresException("A PostgreSQL left by a killed Steward cannot be stopped (process "
                    + process.get().pid() + ").");
        }
    }

    /** Process ids are reused: only a postgres that works in our cluster is ours to stop. */
    private boolean isServer(ProcessHandle process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            String[] words =
                    new String(Files.readAllBytes(proc.resolve("cmdline")), StandardCharsets.UTF_8).split("\0", -1);
            if (!words[0].endsWith("/postgres")) {
                return false;
            }
            for (int i = 1; i + 1 < words.length; i++) {
                if (words[i].equals("-D") && words[i + 1].equals(cluster.data().toString())) {
                    return true;
                }
            }
            // A folder that was renamed since keeps its server, which works inside it.
            return Files.isSameFile(proc.resolve("cwd"), cluster.data());
        } catch (IOException e) {
            return false;
        }
    }

    /** PostgreSQL would take any live process of the same user for a server and refuse to start. */
    private void removeStaleFile() {
        try {
            Files.deleteIfExists(cluster.data().resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new PostgresException(
                    "The stale file postmaster.pid in " + cluster.data() + " cannot be removed.", e);
        }
    }

    /** A process that nobody reaps keeps its id, so what counts is that the server is gone from it. */
    private boolean ends(ProcessHandle process, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (process.isAlive() && isServer(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PostgresException("The start of PostgreSQL was interrupted.", e);
            }
        }
        return true;
    }
}
