package io.steward.server.platform.backup;

import ch.qos.logback.classic.Level;
import io.steward.postgres.PostgresException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The commands {@code backup FILE} and {@code restore FILE}, without the rest of Steward.
 *
 * <p>They read the same settings as the server: flags, environment and {@code steward.yml}.
 */
public final class BackupCommand {
    /** Done. */
    static final int DONE = 0;
    /** Not done; one sentence said why. */
    static final int FAILED = 1;
    /** The backup was written, but contents of files were missing on disk. */
    static final int INCOMPLETE = 2;

    private static final Map<String, String> SHORT = Map.of(
            "--data-folder=", "--steward.data-folder=",
            "--database-url=", "--steward.database.url=",
            "--database-user=", "--steward.database.user=",
            "--database-password=", "--steward.database.password=");

    private BackupCommand() {}

    /**
     * Runs one command.
     *
     * @param args {@code backup} or {@code restore}, the file, and flags such as {@code --data-folder=DIR}
     * @return the exit status of the process
     */
    public static int run(String[] args) {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
        return run(args, System.out, System.err);
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        List<String> words = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        for (String arg : args) {
            (arg.startsWith("--") ? flags : words).add(arg);
        }
        if (words.size() != 2
                || !(words.getFirst().equals("backup") || words.getFirst().equals("restore"))) {
            err.println("Usage: backup FILE [--data-folder=DIR], or restore FILE [--data-folder=DIR]");
            return FAILED;
        }
        try {
            Path file = Path.of(words.get(1)).toAbsolutePath().normalize();
            Installation installation = settings(flags);
            return words.getFirst().equals("backup")
                    ? backup(installation, file, out, err)
                    : restore(file, installation, out);
        } catch (BackupException | PostgresException e) {
            err.println(e.getMessage());
        } catch (SQLException e) {
            err.println("The " + words.getFirst() + " failed in the database: " + e.getMessage());
        } catch (IOException e) {
            err.println("The " + words.getFirst() + " failed: " + e);
        }
        return FAILED;
    }

    private static int backup(Installation from, Path file, PrintStream out, PrintStream err)
            throws IOException, SQLException {
        Instant began = Instant.now();
        Backup.Result result = Backup.write(from, file);
        Manifest manifest = result.manifest();
        out.printf(
                Locale.ROOT,
                "Backed up %d rows of %d tables and %d files to %s (%.1f MB) in %.1f s.%n",
                result.rows(),
                manifest.tables().size(),
                manifest.files(),
                file,
                result.bytes() / 1e6,
                seconds(began));
        if (manifest.missing().isEmpty()) {
            return DONE;
        }
        err.println("The backup is written, but the contents of "
                + manifest.missing().size() + " files are missing or damaged in "
                + from.data().resolve("files") + ":");
        manifest.missing().stream().limit(20).forEach(hash -> err.println("  " + hash));
        return INCOMPLETE;
    }

    private static int restore(Path file, Installation to, PrintStream out) throws IOException, SQLException {
        Instant began = Instant.now();
        Manifest manifest = Restore.run(file, to);
        out.printf(
                Locale.ROOT,
                "Restored %d rows of %d tables and %d files of %s into %s in %.1f s.%n",
                manifest.tables().stream().mapToLong(Manifest.Table::rows).sum(),
                manifest.tables().size(),
                manifest.files(),
                manifest.created(),
                to.external() ? to.url() + " and " + to.data() : to.data(),
                seconds(began));
        return DONE;
    }

    private static double seconds(Instant began) {
        return Duration.between(began, Instant.now()).toMillis() / 1000.0;
    }

    private static Installation settings(List<String> flags) {
        String[] arguments = flags.stream().map(BackupCommand::full).toArray(String[]::new);
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        return new Installation(
                Path.of(Objects.requireNonNullElse(environment.getProperty("steward.data-folder"), "./data")),
                environment.getProperty("steward.database.url", ""),
                environment.getProperty("steward.database.user", ""),
                environment.getProperty("steward.database.password", ""));
    }

    private static String full(String flag) {
        return SHORT.entrySet().stream()
                .filter(one -> flag.startsWith(one.getKey()))
                .map(one -> one.getValue() + flag.substring(one.getKey().length()))
                .findFirst()
                .orElse(flag);
    }
}
