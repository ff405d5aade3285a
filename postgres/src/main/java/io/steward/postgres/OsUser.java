package io.steward.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The OS user PostgreSQL runs as: it refuses to run as root, so root needs a way around. */
sealed interface OsUser {
    /** The words before a command that make it run as this user; each replaces itself, so the process id stays. */
    List<String> prefix();

    /** Gives a file or a tree to this user. */
    void own(Path tree) throws IOException;

    /** The user we are, when that is not root. */
    record Same() implements OsUser {
        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void own(Path tree) {
            // What we make is ours already.
        }
    }

    /** The OS user {@code postgres}, for root. */
    record Other(String setpriv, UserPrincipal principal) implements OsUser {
        @Override
        public List<String> prefix() {
            return List.of(setpriv, "--reuid=postgres", "--regid=postgres", "--init-groups", "--");
        }

        @Override
        public void own(Path tree) throws IOException {
            Folders.own(tree, principal);
        }
    }

    /** Root inside a user namespace, where it is nobody in particular; outside the files still belong to root. */
    record Namespace(String unshare, UserPrincipal root) implements OsUser {
        @Override
        public List<String> prefix() {
            return List.of(unshare, "-U", "--");
        }

        @Override
        public void own(Path tree) throws IOException {
            Folders.own(tree, root);
        }
    }

    /** Picks the user that can work in this folder. */
    static OsUser forFolder(Path folder) {
        if (uid() != 0) {
            return new Same();
        }
        return Stream.of(other(), namespace())
                .flatMap(Optional::stream)
                .filter(user -> user.canEnter(folder))
                .findFirst()
                .orElseThrow(() -> new PostgresException("PostgreSQL does not run as root, and neither an OS user"
                        + " 'postgres' that can enter " + folder + " (by setpriv) nor a user namespace (by unshare -U)"
                        + " is available: start Steward as an ordinary user."));
    }

    /** Asks the system itself, since only it knows every mode, access list and missing capability on the way. */
    default boolean canEnter(Path folder) {
        if (this instanceof Same) {
            return Files.isExecutable(folder);
        }
        Optional<String> test = Commands.find("test");
        return test.isPresent()
                && Commands.run(command(List.of(test.get(), "-x", folder.toString())), null, Duration.ofSeconds(10))
                        == 0;
    }

    default List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(prefix());
        command.addAll(words);
        return command;
    }

    /** The permissions of a folder of ours; as root, another OS user has to pass through it to what it owns. */
    static String folderMode() {
        return uid() == 0 ? "rwx--x--x" : "rwx------";
    }

    /** Our effective user id; the JDK has no public call for it. */
    static long uid() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .map(line -> Long.parseLong(line.split("\\s+", -1)[2]))
                    .findFirst()
                    .orElseThrow(() -> new PostgresException("The file /proc/self/status does not name our user."));
        } catch (IOException e) {
            throw new PostgresException("The embedded PostgreSQL needs Linux with /proc: " + e + ".", e);
        }
    }

    private static Optional<OsUser> other() {
        return Commands.find("setpriv").flatMap(setpriv -> principal("postgres").map(user -> new Other(setpriv, user)));
    }

    private static Optional<OsUser> namespace() {
        return Commands.find("unshare").flatMap(unshare -> principal("0").map(root -> new Namespace(unshare, root)));
    }

    private static Optional<UserPrincipal> principal(String name) {
        try {
            return Optional.of(
                    Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        } catch (UserPrincipalNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PostgresException("The OS user " + name + " cannot be looked up: " + e + ".", e);
        }
    }
}
