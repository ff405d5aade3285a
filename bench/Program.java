import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Steward as anybody starts it, on a data folder of its own; set up, with an administrator's token to ask with. */
final class Program implements AutoCloseable {
    private static final String EMAIL = "ada@example.org";
    private static final String PASSWORD = "correct horse battery";

    private final Process process;
    private final Path folder;
    private final int port;
    private String token = "";

    private Program(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Starts it; the time until it is ready is printed. */
    static Program start(Path folder, int port) throws Exception {
        Files.createDirectories(folder);
        long begun = System.nanoTime();
        var process = new ProcessBuilder("./steward", "run", "--port", "" + port, "--steward.data-folder=" + folder,
                        "--steward.mail.smtp-port=" + (port + 1), "--steward.rules.most-per-minute=1000000",
                        "--steward.outgoing.private-networks=127.0.0.0/8")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolveSibling("steward.log").toFile()))
                .start();
        var program = new Program(process, folder, port);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        program.awaitReady();
        System.out.printf("Steward is ready after %.1f s%n", (System.nanoTime() - begun) / 1e9);
        return program;
    }

    private void awaitReady() throws Exception {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120); System.nanoTime() < end && process.isAlive(); Thread.sleep(20)) {
            try (var http = new Http(port, "")) {
                if (http.get("/start").status() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
        }
        throw new IllegalStateException("Steward does not start; see " + folder.resolveSibling("steward.log"));
    }

    int port() {
        return port;
    }

    int smtpPort() {
        return port + 1;
    }

    /** The header lines that make a caller the administrator. */
    String headers() {
        return "Authorization: Bearer " + token + "\r\n";
    }

    Http connect() throws IOException {
        return new Http(port, headers());
    }

    /** Makes the organisation, unless it is there, and a token. */
    void signIn() throws IOException {
        String cookie;
        try (var http = new Http(port, "")) {
            if (http.get("/start").body().contains("\"setUp\":false")) {
                http.post("/set-up", "{\"organisation\":\"Bench\",\"timeZone\":\"UTC\",\"locale\":\"en\",\"name\":\"Ada\",\"email\":\""
                        + EMAIL + "\",\"password\":\"" + PASSWORD + "\"}").ok();
            }
            http.post("/session", "{\"email\":\"" + EMAIL + "\",\"password\":\"" + PASSWORD + "\"}").ok();
            cookie = http.cookie;
        }
        try (var http = new Http(port, "Cookie: " + cookie + "\r\n")) {
            token = http.post("/tokens", "{\"name\":\"bench " + System.nanoTime() + "\"}").ok().text("token");
        }
    }

    /** What psql and pgbench need to reach its database as its administrator. */
    ProcessBuilder postgres(String... command) throws IOException {
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        environment.put("PGHOST", "127.0.0.1");
        environment.put("PGPORT", read("port"));
        environment.put("PGUSER", "steward");
        environment.put("PGDATABASE", "steward");
        environment.put("PGPASSWORD", read("password"));
        // The scripts ask as the program's own role does, under row-level security.
        environment.put("PGOPTIONS", "-c role=steward_app -c app.tenant=1");
        return builder;
    }

    /** What a statement answers, as psql prints it bare. */
    String sql(String statement) throws Exception {
        var builder = postgres("psql", "-AtqX", "-v", "ON_ERROR_STOP=1", "-c", statement).redirectErrorStream(true);
        builder.environment().remove("PGOPTIONS");
        var psql = builder.start();
        String answer = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (psql.waitFor() != 0) {
            throw new IllegalStateException(answer);
        }
        return answer;
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve("postgres").resolve(name)).strip();
    }

    /** The process, whose children the database's are. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Memory of the program in MB, PostgreSQL's left out. */
    long megabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(60, TimeUnit.SECONDS);
    }
}
