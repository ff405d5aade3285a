package io.steward.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Runs {@link ChildMain} in a JVM of its own. */
final class Child implements AutoCloseable {
    final Process process;
    private final BufferedReader output;

    Child(Path folder, String kind, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    ChildMain.class.getName(),
                    folder.toString(),
                    kind);
            builder.environment().putAll(environment);
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            process = builder.start();
            output = process.inputReader();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The line in which the child says how it went. */
    String answer() {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("READY") || line.startsWith("REFUSED")) {
                    return line;
                }
            }
            return "(the child ended without a word)";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** kill -9, and the end of it. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends its input, at which it closes its server in good order. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        process.onExit().join();
    }
}
