package io.steward.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, from binaries in the jar, in a folder of ours.
 *
 * <p>It listens on 127.0.0.1 only, on a port the system picks anew at each start. The folder belongs to one running
 * server at a time. The owner stops the server by {@link #close()}; if the owner is killed instead, the next start in
 * the same folder stops what was left and goes on with the same data.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final Path folder;
    private final FolderLock lock;
    private final Postmaster server;
    private final String password;

    private EmbeddedPostgres(Path folder, FolderLock lock, Postmaster server, String password) {
        this.folder = folder;
        this.lock = lock;
        this.server = server;
        this.password = password;
    }

    /**
     * What kind of server to run, and where.
     *
     * @param folder holds the data, the password and the logs; it is made when it is missing
     * @param durable whether data must survive a crash of the machine
     * @param startTimeout how long the start may take, which includes recovery after a crash
     */
    public record Options(Path folder, boolean durable, Duration startTimeout) {
        /** A server whose data survives a power cut: fsync, checksums and rotated logs. */
        public static Options durable(Path folder) {
            return new Options(folder, true, Duration.ofMinutes(5));
        }

        /** A fast server that may lose its data when the machine crashes; for tests and code generation. */
        public static Options throwaway(Path folder) {
            return new Options(folder, false, Duration.ofMinutes(1));
        }
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @throws PostgresException in one sentence for a person, when it cannot be started
     */
    public static EmbeddedPostgres start(Options options) {
        long began = System.nanoTime();
        Path folder = makeFolder(options.folder());
        FolderLock lock = FolderLock.take(folder);
        boolean started = false;
        try {
            OsUser user = OsUser.forFolder(folder);
            Cluster cluster = new Cluster(folder, user, Binaries.unpacked(user));
            new Orphan(cluster).stop();
            String password = cluster.prepare(options.durable(), options.startTimeout());
            Postmaster server = Postmaster.start(cluster, options.durable(), options.startTimeout());
            started = true;
            writePort(folder, server.port());
            LOG.info(
                    "PostgreSQL runs in {} on port {} after {} ms",
                    folder,
                    server.port(),
                    (System.nanoTime() - began) / 1_000_000);
            return new EmbeddedPostgres(folder, lock, server, password);
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return server.port();
    }

    /** The name of the superuser. */
    public String user() {
        return Cluster.SUPERUSER;
    }

    /** The superuser's password, the same for the life of the folder. */
    public String password() {
        return password;
    }

    /** The JDBC address of a database of this server. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** Stops the server, cutting off its clients, and frees the folder; a second call does nothing. */
    @Override
    public synchronized void close() {
        try {
            server.stop();
            Files.deleteIfExists(folder.resolve("port"));
        } catch (IOException e) {
            LOG.warn("The file {} cannot be removed: {}", folder.resolve("port"), e.toString());
        } finally {
            lock.close();
        }
    }

    /** The folder's one true name: locks and orphans are found by it. */
    private static Path makeFolder(Path folder) {
        try {
            Folders.create(folder.toAbsolutePath().normalize(), OsUser.folderMode());
            return folder.toRealPath();
        } catch (IOException e) {
            throw new PostgresException("The database folder " + folder + " cannot be made: " + e + ".", e);
        }
    }

    private static void writePort(Path folder, int port) {
        try {
            Path fresh = folder.resolve("port.new");
            Files.writeString(fresh, port + "\n");
            Files.move(fresh, folder.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("The port cannot be written into {}: {}", folder, e.toString());
        }
    }
}
