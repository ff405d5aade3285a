package io.steward.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server process. */
record Postmaster(Cluster cluster, Process process, int port) {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    /** Cuts off the clients and writes everything. */
    static final String FAST = "INT";

    /** Ends at once; the next start repairs the data from the log. */
    static final String IMMEDIATE = "QUIT";

    private static final int PORT_ATTEMPTS = 5;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration STOP_FAST = Duration.ofSeconds(20);
    private static final Duration STOP_IMMEDIATE = Duration.ofSeconds(10);

    static Postmaster start(Cluster cluster, boolean durable, Duration timeout) {
        return start(cluster, durable, timeout, Postmaster::freePort);
    }

    /** Tries again with another port when somebody took the first between our look and the server's. */
    static Postmaster start(Cluster cluster, boolean durable, Duration timeout, IntSupplier ports) {
        long deadline = System.nanoTime() + timeout.toNanos();
        int portAttempts = 0;
        while (true) {
            ServerLog log = new ServerLog(List.of(cluster.dailyLogs(), cluster.logs()));
            Postmaster server = launch(cluster, durable, ports.getAsInt());
            if (server.becomesReady(deadline, log)) {
                return server;
            }
            String said = log.ofFailedStart();
            boolean portTaken = !isFree(server.port) && ++portAttempts < PORT_ATTEMPTS;
            // Children of a killed server go away by themselves, once they notice.
            boolean childrenAlive = said.contains("is still in use") && System.nanoTime() < deadline;
            if (!portTaken && !childrenAlive) {
                throw new PostgresException(
                        "PostgreSQL ended during its start (exit code " + server.process.exitValue() + "): " + said);
            }
            LOG.info("PostgreSQL did not start and is tried again: {}", said);
            server.pause(childrenAlive ? Duration.ofMillis(200) : POLL);
        }
    }

    private static Postmaster launch(Cluster cluster, boolean durable, int port) {
        List<String> words = new ArrayList<>();
        // A session of its own, or Ctrl-C in our terminal would stop the server before we have closed our work.
        Commands.find("setsid").ifPresent(words::add);
        words.add(cluster.binaries().program("postgres"));
        words.add("-D");
        words.add(cluster.data().toString());
        Settings.of(durable, port, cluster.dailyLogs()).forEach((name, value) -> {
            words.add("-c");
            words.add(name + "=" + value);
        });
        Path output = cluster.logs().resolve(durable ? "postgres-start.log" : "postgres.log");
        return new Postmaster(cluster, Commands.start(cluster.user().command(words), output), port);
    }

    /** True when connections are welcome, false when the process ended before. */
    private boolean becomesReady(long deadline, ServerLog log) {
        while (true) {
            if (PidFile.read(cluster.data())
                    .filter(file -> file.isReady(process.pid()))
                    .isPresent()) {
                return true;
            }
            if (!process.isAlive()) {
                return false;
            }
            if (System.nanoTime() > deadline) {
                stop();
                throw new PostgresException("PostgreSQL was not ready in time: " + log.sinceThen());
            }
            pause(POLL);
        }
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new PostgresException("The start of PostgreSQL was interrupted.", e);
        }
    }

    /** Ends the server: its clients are cut off and the data is written; if that hangs, the log repairs it later. */
    void stop() {
        if (!process.isAlive()) {
            return;
        }
        signal(cluster, process.pid(), FAST);
        if (!Commands.awaitExit(process, STOP_FAST)) {
            LOG.warn("PostgreSQL did not stop within {} s and is stopped at once", STOP_FAST.toSeconds());
            signal(cluster, process.pid(), IMMEDIATE);
            if (!Commands.awaitExit(process, STOP_IMMEDIATE)) {
                process.destroyForcibly();
                Commands.awaitExit(process, STOP_IMMEDIATE);
            }
        }
    }

    /** Asks a server to stop, without waiting; the JDK can only send the signal that waits for the clients first. */
    static void signal(Cluster cluster, long pid, String signal) {
        List<String> command = List.of(cluster.binaries().program("pg_ctl"), "kill", signal, Long.toString(pid));
        int exit = Commands.run(cluster.user().command(command), null, Duration.ofSeconds(10));
        if (exit != 0) {
            LOG.warn("The signal {} to PostgreSQL (process {}) failed with {}", signal, pid, exit);
        }
    }

    static int freePort() {
        try (ServerSocket socket = bind(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PostgresException("No free port was found on 127.0.0.1: " + e + ".", e);
        }
    }

    private static boolean isFree(int port) {
        try {
            bind(port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
