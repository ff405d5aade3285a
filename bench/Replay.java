import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** PostgreSQL alone with the statements an operation issues (bench/sql), through pgbench over as many connections. */
final class Replay {
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private final Program program;

    Replay(Program program, Path folder) {
        this.program = program;
    }

    /** Operations per second; NaN for an operation that is not PostgreSQL's. */
    double perSecond(String operation, int connections, double seconds) throws Exception {
        Path script = Path.of("bench/sql", operation + ".sql");
        if (!Files.exists(script)) {
            return Double.NaN;
        }
        var pgbench = program.postgres("pgbench", "-n", "-M", "prepared", "-c", "" + connections, "-j", "" + Math.min(connections, 2),
                        "-T", "" + (int) seconds, "-f", script.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(pgbench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        pgbench.waitFor();
        var found = TPS.matcher(said);
        if (!found.find() || said.contains("aborted")) {
            throw new IllegalStateException(said);
        }
        return Double.parseDouble(found.group(1));
    }
}
