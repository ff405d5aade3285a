package io.steward.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked from the jar once and shared by every folder of the same OS user. */
record Binaries(Path home) {
    private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);
    private static final String COMPLETE = ".complete";
    private static final String UNPACKING = ".unpacking-";

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    static Binaries unpacked(OsUser user) {
        String architecture = architecture();
        URL archive = Binaries.class.getResource("/postgres-linux-" + architecture + ".txz");
        if (archive == null) {
            throw new PostgresException("This build carries no PostgreSQL for linux-" + architecture + ".");
        }
        Path cache = BinaryCache.folder(user);
        try {
            Path home = cache.resolve("postgres-" + architecture + "-" + fingerprint(archive));
            if (!Files.exists(home.resolve(COMPLETE))) {
                unpack(archive, cache, home);
            }
            BinaryCache.checked(home);
            return new Binaries(home);
        } catch (IOException e) {
            throw new PostgresException("PostgreSQL cannot be unpacked into " + cache + ": " + e + ".", e);
        }
    }

    private static String architecture() {
        String os = System.getProperty("os.name", "");
        String architecture = System.getProperty("os.arch", "");
        if (!os.toLowerCase(Locale.ROOT).equals("linux")) {
            throw new PostgresException("The embedded PostgreSQL runs on Linux only, not on " + os + ".");
        }
        return switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> throw new PostgresException("There is no embedded PostgreSQL for " + architecture + ".");
        };
    }

    /** The checksum of the archive, which the jar's directory already holds; so a new version never meets an old. */
    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            if (connection instanceof JarURLConnection jar && jar.getJarEntry() != null) {
                long crc = jar.getJarEntry().getCrc();
                if (crc >= 0) {
                    return "%08x".formatted(crc);
                }
            }
            CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
            checked.skip(Long.MAX_VALUE);
            return "%08x".formatted(checked.getChecksum().getValue());
        }
    }

    /** Unpacks beside the target and renames, so that the target is whole or absent even if we die or race. */
    private static void unpack(URL archive, Path cache, Path home) throws IOException {
        removeLeftovers(cache);
        Path work = cache.resolve(UNPACKING + UUID.randomUUID());
        Instant began = Instant.now();
        try {
            Folders.create(work, "rwxr-xr-x");
            try (InputStream in = archive.openStream();
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpackEntry(tar, entry, work);
                }
            }
            probe(work);
            Files.createFile(work.resolve(COMPLETE));
            if (Files.exists(home) && !Files.exists(home.resolve(COMPLETE))) {
                Files.move(home, cache.resolve(UNPACKING + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
            }
            try {
                Files.move(work, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another process was faster; its copy is as good as ours.
                if (!Files.exists(home.resolve(COMPLETE))) {
                    throw e;
                }
            }
        } finally {
            Folders.delete(work);
        }
        LOG.info(
                "PostgreSQL unpacked into {} in {} ms",
                home,
                Duration.between(began, Instant.now()).toMillis());
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path work) throws IOException {
        Path target = work.resolve(entry.getName()).normalize();
        if (!target.startsWith(work)) {
            throw new IOException("the archive names a file outside itself: " + entry.getName());
        }
        Path parent = target.getParent();
        if (parent != null) {
            Folders.create(parent, "rwxr-xr-x");
        }
        if (entry.isDirectory()) {
            Folders.create(target, "rwxr-xr-x");
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, work.resolve(entry.getLinkName()).normalize());
        } else {
            Files.copy(tar, target);
            boolean program = (entry.getMode() & 0111) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** Finds out now, in words a person understands, whether this system can run the programs at all. */
    private static void probe(Path work) {
        Path postgres = work.resolve("bin/postgres");
        if (Commands.run(List.of(postgres.toString(), "--version"), null, Duration.ofSeconds(20)) != 0) {
            throw new PostgresException(
                    "The PostgreSQL in this build does not run on this system, which needs Linux with glibc.");
        }
    }

    /** Removes what a killed process left; a fresh one may be at work still. */
    private static void removeLeftovers(Path cache) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            for (Path entry : entries.toList()) {
                if (entry.getFileName().toString().startsWith(UNPACKING)
                        && Files.getLastModifiedTime(entry)
                                .toInstant()
                                .isBefore(Instant.now().minus(Duration.ofHours(1)))) {
                    Folders.delete(entry);
                }
            }
        }
    }
}
