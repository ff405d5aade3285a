package io.steward.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A temporary folder that the OS user of the server can enter, which JUnit's own is not. */
final class TestFolder implements AutoCloseable {
    final Path path;

    TestFolder(String permissions) {
        try {
            path = Files.createTempDirectory(Path.of("/tmp"), "steward-pg-test-");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    TestFolder() {
        this("rwx--x--x");
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            Folders.delete(path);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
