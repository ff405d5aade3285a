package io.steward.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server wrote since a moment, whichever of its files it chose. */
final class ServerLog {
    private static final int LINES = 8;
    private static final int BYTES = 16_384;

    private final List<Path> folders;
    private final Map<Path, Long> before = new HashMap<>();

    ServerLog(List<Path> folders) {
        this.folders = folders;
        try {
            for (Path file : files()) {
                before.put(file, Files.size(file));
            }
        } catch (IOException e) {
            throw new PostgresException("The log folders " + folders + " cannot be read: " + e + ".", e);
        }
    }

    /** The last lines of a server that ended; its log collector may need a moment longer to write the reason. */
    String ofFailedStart() {
        String text = sinceThen();
        for (int i = 0; i < 20 && text.contains("redirecting log output") && !text.contains("FATAL"); i++) {
            LockSupport.parkNanos(20_000_000);
            text = sinceThen();
        }
        return text;
    }

    /** The last lines since then, for a person to read. */
    String sinceThen() {
        try {
            StringBuilder text = new StringBuilder();
            for (Path file : files()) {
                long from = before.getOrDefault(file, 0L);
                text.append(read(file, Files.size(file) < from ? 0 : from));
            }
            return shorten(text.toString());
        } catch (IOException e) {
            return "the logs in " + folders + " cannot be read (" + e + ")";
        }
    }

    static String lastLines(Path file) {
        try {
            return shorten(read(file, 0));
        } catch (IOException e) {
            return "the log " + file + " cannot be read (" + e + ")";
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(file -> file.getFileName().toString().startsWith("postgres"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static String read(Path file, long from) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(from, channel.size() - BYTES));
            ByteBuffer bytes = ByteBuffer.allocate(BYTES);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Reads until the buffer is full or the file ends.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static String shorten(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty()
                ? "(it wrote nothing)"
                : lines.stream().skip(Math.max(0, lines.size() - LINES)).collect(Collectors.joining(" | "));
    }
}
