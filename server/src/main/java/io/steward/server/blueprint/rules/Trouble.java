package io.steward.server.blueprint.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file, and what its reader should know of what becomes of it. */
public final class Trouble {
    private static final int MOST = 100;

    /** @param line from 1; null when it is of no line */
    public record Found(String path, @Nullable Integer line, String message) {}

    private final Map<String, Integer> lines;
    private final List<Found> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    /** @param lines where each part of the file begins, by its path such as {@code types[0].fields[2].key} */
    public Trouble(Map<String, Integer> lines) {
        this.lines = lines;
    }

    public void problem(String path, String message) {
        problem(path, line(path), message);
    }

    public void problem(String path, @Nullable Integer line, String message) {
        if (problems.size() < MOST) {
            problems.add(new Found(path, line, message));
        }
    }

    public void notice(String message) {
        if (notices.size() < MOST && !notices.contains(message)) {
            notices.add(message);
        }
    }

    /** The line of a place, or of the nearest thing around it. */
    private @Nullable Integer line(String path) {
        String at = path;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return lines.get(at);
    }

    public boolean isGood() {
        return problems.isEmpty();
    }

    public List<Found> problems() {
        return List.copyOf(problems);
    }

    public List<String> notices() {
        return List.copyOf(notices);
    }
}
