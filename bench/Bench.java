import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Loads tickets into a Steward of its own and measures what people wait for, through HTTP on loopback.
 *
 * <p>{@code bench/run.sh [--tickets N] [--seconds S] [--warm-up S] [--only open,list] [--connections 1,8,32]
 * [--port 18080]}; {@code --only size}: what a large organisation costs beside a small one; {@code --only clocks}: a million
 * open clocks; {@code --only rules}: events through a hundred and a thousand rules; {@code --only outgoing}: webhooks to a receiver on loopback; {@code --log yes}: the import of
 * the real incident log into an empty Steward.
 */
public final class Bench {
    private static final Path LOG = Path.of("server/src/test/resources/import/incident_event_log.csv.gz");
    private static final int LOG_ROWS = 141_712;

    private int port = 18_080;
    private int tickets = 100_000;
    private double seconds = 10;
    private double warmUp = 3;
    private List<Integer> connections = List.of(1, 8, 32);
    private List<String> only = List.of();
    private boolean log;

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var bench = new Bench();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            bench.take(arguments[i], arguments[i + 1]);
        }
        if (bench.log) {
            bench.log();
        } else {
            bench.run();
        }
    }

    private void log() throws Exception {
        Path folder = Files.createDirectories(Path.of("target/bench").toAbsolutePath());
        Path data = Files.createTempDirectory(folder, "log");
        data.toFile().setExecutable(true, false);
        try (var program = Program.start(data, port)) {
            program.signIn();
            double rate = new Data(program).loadLog(LOG, LOG_ROWS);
            System.out.printf("Incident log: %d rows, %.0f rows per second%n", LOG_ROWS, rate);
        }
    }

    private void take(String name, String value) {
        switch (name) {
            case "--port" -> port = Integer.parseInt(value);
            case "--tickets" -> tickets = Integer.parseInt(value);
            case "--seconds" -> seconds = Double.parseDouble(value);
            case "--warm-up" -> warmUp = Double.parseDouble(value);
            case "--only" -> only = List.of(value.split(","));
            case "--connections" -> connections = Arrays.stream(value.split(",")).map(Integer::valueOf).toList();
            case "--log" -> log = value.equals("yes");
            default -> throw new IllegalArgumentException("Unknown option " + name);
        }
    }

    private void run() throws Exception {
        Path folder = Path.of("target/bench").toAbsolutePath();
        Files.createDirectories(folder);
        Path kept = folder.resolve("data-" + tickets);
        if (!Files.exists(kept.resolve("filled"))) {
            try (var program = Program.start(kept, port)) {
                program.signIn();
                fill(program, new Data(program), folder);
            }
            Files.createFile(kept.resolve("filled"));
        }
        // What is measured also writes; each run has the same beginning.
        Path copy = folder.resolve("run");
        shell("rm", "-rf", copy.toString());
        shell("cp", "-a", "--reflink=auto", kept.toString(), copy.toString());
        try (var program = Program.start(copy, port)) {
            program.signIn();
            measure(program, new Data(program));
        }
        shell("rm", "-rf", copy.toString());
    }

    private static void shell(String... command) throws Exception {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command));
        }
    }

    private void measure(Program program, Data data) throws Exception {
        if (only.contains("size")) {
            new Size(program, data, seconds, warmUp).run();
        } else if (only.contains("clocks")) {
            new Clocks(program).run();
        } else if (only.contains("rules")) {
            new Rules(program, Math.min(tickets, 20_000)).run();
        } else if (only.contains("outgoing")) {
            new Outgoing(program, seconds).run();
        } else if (!only.equals(List.of("mail"))) {
            operations(program, data);
        }
        if (only.isEmpty() || only.contains("mail")) {
            var mail = new Mail(program, program.smtpPort());
            mail.perSecond(8, 500);
            System.out.printf("mail: %.0f per second, from the first connection to the last ticket%n", mail.perSecond(8, 1_000));
        }
        System.out.printf("%nSteward uses %d MB%n", program.megabytes());
    }

    private void operations(Program program, Data data) throws Exception {
        var talked = data.talk();
        settle(program);
        String type;
        try (var http = program.connect()) {
            type = Data.incident(http);
        }
        var replay = new Replay(program, talked);
        System.out.printf("%n%-17s %5s %9s %8s %8s %8s %6s %6s %9s %6s%n", "operation", "conn", "per s", "p50 ms", "p95 ms", "p99 ms",
                "wrong", "asking", "pgbench/s", "ratio");
        for (var operation : new Operations(data, talked, type).all().entrySet()) {
            if (!only.isEmpty() && !only.contains(operation.getKey())) {
                continue;
            }
            // The first seconds of an operation are those of the compiler, and belong to none of the rows.
            Load.run(port, program.headers(), 8, 0, warmUp * 8, operation.getValue());
            for (int count : connections) {
                var r = Load.run(port, program.headers(), count, warmUp, seconds, operation.getValue());
                settle(program);
                double raw = replay.perSecond(operation.getKey(), count, Math.max(3, seconds / 2));
                System.out.printf("%-17s %5d %9.0f %8.2f %8.2f %8.2f %6d %5.0f%% %9.0f %6.2f%n", operation.getKey(), count, r.perSecond(),
                        r.p50(), r.p95(), r.p99(), r.wrong(), r.own() * 100, raw, r.perSecond() / raw);
                if (!r.fault().isEmpty()) {
                    System.out.println("  " + r.fault().substring(0, Math.min(200, r.fault().length())));
                }
            }
        }
    }

    /** Imports the tickets, waits until they are searched and counted, and has their statistics taken. */
    private void fill(Program program, Data data, Path folder) throws Exception {
        System.out.printf("%d tickets imported, %.0f per second%n", tickets, data.load(folder, 0, tickets));
        settle(program);
        program.sql("vacuum analyze");
    }

    /** Waits until the journal's consumers have done what the last operations left them, so that nothing else is measured. */
    private static void settle(Program program) throws Exception {
        var behind = new ArrayList<String>();
        do {
            behind.add(program.sql("select coalesce(max((select last_value from journal.entry_seq) - seq), 0) from journal.cursor"));
            Thread.sleep(300);
        } while (!behind.getLast().equals("0") && behind.size() < 4_000);
    }
}
