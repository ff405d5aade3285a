import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** PostgreSQL alone with the statements an operation issues (bench/sql), through pgbench over as many connections. */
final class Replay {
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private final Program program;

    /** Keeps the tickets that are asked about in a table, for the scripts to choose from. */
    Replay(Program program, List<String> tickets) throws Exception {
        this.program = program;
        program.sql("drop table if exists public.bench_sample");
        program.sql("create table public.bench_sample as select row_number() over () as n, id, type_id, desk_id, requester_id as person_id"
                + " from ticket.ticket where id in ('" + String.join("','", tickets) + "')");
        program.sql("alter table public.bench_sample add primary key (n)");
        program.sql("grant select on public.bench_sample to public");
        program.sql("analyze public.bench_sample");
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
