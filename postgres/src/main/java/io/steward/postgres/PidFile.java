package io.steward.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code postmaster.pid} says: the process that owns the cluster, and how far its start has come. */
record PidFile(long pid, String status) {
    static Optional<PidFile> read(Path data) {
        try {
            List<String> lines = new String(Files.readAllBytes(data.resolve("postmaster.pid")), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            // Lines come one by one while the server starts; the eighth is its status.
            return Optional.of(new PidFile(
                    Long.parseLong(lines.getFirst().strip()),
                    lines.size() < 8 ? "" : lines.get(7).strip()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    boolean isReady(long process) {
        return pid == process && status.equals("ready");
    }
}
