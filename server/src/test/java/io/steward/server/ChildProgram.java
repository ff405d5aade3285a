package io.steward.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The program in a process of its own, which can be killed at any instant. */
public final class ChildProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Process process;

    private ChildProgram(Process process) {
        this.process = process;
    }

    /** Started on the folder and port, and ready. */
    public static ChildProgram start(Path data, int port, String... settings) throws Exception {
        var child = launch(data, port, settings);
        child.awaitReady(port);
        return child;
    }

    /** Started, and killed {@code after} milliseconds when its log says this. Answers whether it was not ready yet. */
    public static boolean killedAtStart(Path data, String says, int after, String... settings) throws Exception {
        int port = TestProgram.freePort();
        try (var child = launch(data, port, settings)) {
            Instant until = Instant.now().plus(PATIENCE);
            while (!Files.readString(log(data)).contains(says)) {
                if (!child.process.isAlive() || Instant.now().isAfter(until)) {
                    throw new AssertionError("It did not say " + says + ": " + Files.readString(log(data)));
                }
                Thread.sleep(10);
            }
            Thread.sleep(after);
            child.kill();
            return !Files.readString(log(data)).contains("Started Steward in");
        }
    }

    private static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    private static ChildProgram launch(Path data, int port, String... settings) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Steward.class.getName(),
                "--server.port=" + port,
                "--steward.data-folder=" + data));
        command.addAll(List.of(settings));
        return new ChildProgram(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(data).toFile())
                .start());
    }

    private void awaitReady(int port) throws Exception {
        Instant until = Instant.now().plus(PATIENCE);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/start"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            while (Instant.now().isBefore(until) && process.isAlive()) {
                try {
                    if (http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException e) {
                    Thread.sleep(100);
                }
            }
        }
        process.destroyForcibly();
        throw new AssertionError("The program did not get ready");
    }

    /**
     * Starts it, lets writers write, and kills it {@code after} milliseconds when ten more writes were acknowledged.
     *
     * @param write writes until it is told to stop, and whatever happens then
     */
    public static void killedAmid(
            Path data,
            int port,
            int writers,
            Consumer<AtomicBoolean> write,
            Set<String> acknowledged,
            int after,
            String... settings)
            throws Exception {
        try (var child = start(data, port, settings)) {
            int before = acknowledged.size();
            var stop = new AtomicBoolean();
            var threads = IntStream.range(0, writers)
                    .mapToObj(i -> Thread.startVirtualThread(() -> write.accept(stop)))
                    .toList();
            while (acknowledged.size() < before + 10) {
                Thread.sleep(5);
            }
            Thread.sleep(after);
            child.kill();
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** As the power going off does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
