package io.steward.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Where unpacked binaries are shared between folders and starts; nobody else may be able to swap them. */
final class BinaryCache {
    private BinaryCache() {}

    /** The cache folder, made if need be, that the given user can enter. */
    static Path folder(OsUser user) {
        Optional<Path> named = environment("STEWARD_PG_CACHE");
        try {
            if (named.isPresent()) {
                Folders.create(named.get(), "rwxr-xr-x");
                Path real = named.get().toRealPath();
                if (!user.canEnter(real)) {
                    throw new PostgresException("The folder " + real
                            + " named by STEWARD_PG_CACHE cannot be entered by the OS user that runs PostgreSQL.");
                }
                return checked(real);
            }
            Path home = home();
            if (usable(home, user)) {
                Folders.create(home, "rwxr-xr-x");
                return checked(home);
            }
            Path shared = Path.of("/var/tmp", "steward-pg-" + OsUser.uid());
            Folders.create(shared, "rwxr-xr-x");
            return checked(shared);
        } catch (IOException e) {
            throw new PostgresException("The folder for the PostgreSQL binaries cannot be made: " + e + ".", e);
        }
    }

    private static Path home() {
        return environment("XDG_CACHE_HOME")
                .orElseGet(() -> Path.of(System.getProperty("user.home", "/nonexistent"))
                        .toAbsolutePath()
                        .resolve(".cache"))
                .resolve("steward");
    }

    private static Optional<Path> environment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .map(value -> Path.of(value).toAbsolutePath().normalize());
    }

    /** Looks at the nearest folder that is there, because the rest we would make ourselves. */
    private static boolean usable(Path folder, OsUser user) {
        Path there = folder;
        while (!Files.isDirectory(there)) {
            Path parent = there.getParent();
            if (parent == null) {
                return false;
            }
            there = parent;
        }
        return Files.isWritable(there) && user.canEnter(there);
    }

    /** Refuses a folder in which another user could have put, or could still change, what we are going to run. */
    static Path checked(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new PostgresException(
                    "The folder " + folder + " for the PostgreSQL binaries is a link or no folder; remove it.");
        }
        Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        if (!(owner instanceof Integer uid) || Integer.toUnsignedLong(uid) != OsUser.uid()) {
            throw new PostgresException("The folder " + folder
                    + " for the PostgreSQL binaries belongs to another user; remove it or set STEWARD_PG_CACHE.");
        }
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new PostgresException("The folder " + folder
                    + " for the PostgreSQL binaries can be written by other users; remove that permission.");
        }
        return folder;
    }
}
