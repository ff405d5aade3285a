package io.steward.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import org.springframework.util.FileSystemUtils;

/**
 * A data folder in which an organisation has been set up. To make a database and bring it to the newest schema takes longer than
 * the tests of most classes: it is done once, and each class begins with a copy.
 */
final class SetUpFolder {
    private static final Path KEPT = Path.of("target", "set-up").toAbsolutePath();
    private static final Path DATA = KEPT.resolve("data");
    private static final Path MADE_FROM = KEPT.resolve("made-from");

    private SetUpFolder() {}

    static Path copy() throws Exception {
        Path folder = TestProgram.newFolder();
        Files.createDirectories(KEPT);
        // Two classes at a time run, each in a process of its own.
        try (var file = FileChannel.open(KEPT.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = file.lock()) {
            String now = program();
            if (!lock.isValid()
                    || !Files.exists(MADE_FROM)
                    || !Files.readString(MADE_FROM).equals(now)) {
                make();
                Files.writeString(MADE_FROM, now);
            }
            copy(DATA, folder);
        }
        return folder;
    }

    private static void make() throws Exception {
        Files.deleteIfExists(MADE_FROM);
        FileSystemUtils.deleteRecursively(DATA);
        Path folder = TestProgram.newFolder();
        try (var program = TestProgram.start(folder)) {
            program.setUp();
        }
        Files.createDirectories(DATA);
        copy(folder, DATA);
        FileSystemUtils.deleteRecursively(folder);
    }

    /** With owners and rights: as root, the database runs as somebody else. */
    private static void copy(Path from, Path to) throws Exception {
        var copying = new ProcessBuilder("cp", "-a", from + "/.", to.toString())
                .inheritIO()
                .start();
        if (copying.waitFor() != 0) {
            throw new IOException("Cannot copy " + from + " to " + to);
        }
    }

    /** Which program, and which day: what is set up today has today's dates. */
    private static String program() throws IOException {
        try (var classes = Files.walk(Path.of("target", "classes"));
                var schema = Files.walk(Path.of("..", "schema", "src", "main", "resources"))) {
            long newest = java.util.stream.Stream.concat(classes, schema)
                    .mapToLong(p -> p.toFile().lastModified())
                    .max()
                    .orElseThrow();
            return LocalDate.now() + " " + newest;
        }
    }
}
