package io.steward.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts programs so that neither our terminal, our working folder nor our environment leaks into them. */
final class Commands {
    private Commands() {}

    /** Starts a program whose output goes to a file: a full pipe nobody reads would stop it. */
    static Process start(List<String> command, @Nullable Path output) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                output == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(output.toFile()));
        // The working folder may be closed to the OS user that runs the program.
        builder.directory(new File("/"));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        // Messages in English, because we read some; a known time zone, because initdb writes it into the cluster.
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new PostgresException("The program " + command.getFirst() + " cannot be started: " + e + ".", e);
        }
    }

    /** Runs a program to its end and returns its exit code; it is killed when it takes too long. */
    static int run(List<String> command, @Nullable Path output, Duration timeout) {
        Process process = start(command, output);
        if (!awaitExit(process, timeout)) {
            process.destroyForcibly();
            throw new PostgresException(
                    "The program " + command.getFirst() + " did not end within " + timeout.toSeconds() + " s.");
        }
        return process.exitValue();
    }

    /** Waits for the end of a process; an interrupt is kept for later, since we must not leave things half done. */
    static boolean awaitExit(Process process, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Finds a program on the path, or in the usual folders when the path is too short (cron, systemd). */
    static Optional<String> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of((path + ":/usr/bin:/bin:/usr/sbin:/sbin").split(":", -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
