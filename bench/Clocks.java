import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Very many open clocks: what they cost while nothing is due, how late they are told of, and how many per second can be. */
final class Clocks {
    private static final int OPEN = 1_000_000;
    private static final int PER_SECOND = 500;
    private static final int SECONDS = 20;
    private static final int AT_ONCE = 100_000;
    private static final int IDLE_HALF_MINUTES = 6;

    private final Program program;

    Clocks(Program program) {
        this.program = program;
    }

    void run() throws Exception {
        recalculate();
        fill();
        System.out.printf("%nclocks: %s open%n", program.sql("select count(*) from sla.clock where next_at is not null"));
        // The figures and the index follow what was imported; that is not what is measured.
        Thread.sleep(20_000);
        System.out.printf("clocks, nothing due: %s of a core in each half minute, the database's part included%n", idle());
        steady();
        atOnce();
    }

    /** What the compiler does after all that work is in the first of them, and hardly in the last. */
    private String idle() throws InterruptedException {
        var shares = new ArrayList<String>();
        for (int i = 0; i < IDLE_HALF_MINUTES; i++) {
            Duration before = cpu();
            Thread.sleep(30_000);
            shares.add("%.1f %%".formatted(cpu().minus(before).toMillis() / 300.0));
        }
        return String.join(", ", shares);
    }

    /** A desk that promises something has a book, which clocks follow; all its clocks are counted anew after the promise changes. */
    private void recalculate() throws Exception {
        try (var http = program.connect()) {
            String desk = http.get("/types").ok().text("deskId");
            if (http.get("/sla/policies?desk=" + desk).ok().body().equals("[]")) {
                http.post("/sla/policies", promise(desk, 60)).ok();
                count(http, desk, "first");
            }
            String policy = http.get("/sla/policies?desk=" + desk).ok().text("id");
            String version = program.sql("select version from sla.policy limit 1");
            http.send("PUT", "/sla/policies/" + policy, "application/json\r\nIf-Match: \"" + version + "\"",
                    promise(desk, 60 + ThreadLocalRandom.current().nextInt(1, 1_000)).getBytes(StandardCharsets.UTF_8)).ok();
            double alone = p95(http, System.nanoTime() + 15_000_000_000L, () -> true);
            double meanwhile = count(http, desk, "again");
            System.out.printf("clocks, opening a ticket: p95 %.1f ms, meanwhile %.1f ms (%.2f times)%n", alone, meanwhile, meanwhile / alone);
        }
    }

    private static String promise(String desk, int minutes) {
        return "{\"deskId\":\"" + desk + "\",\"name\":\"Bench\",\"promises\":[{\"kind\":\"resolution\",\"targets\":{\"1\":" + minutes
                + ",\"2\":" + minutes + ",\"3\":" + minutes + ",\"4\":" + minutes + "}}]}";
    }

    /** Counts the clocks of all tickets; the p95 of opening a ticket meanwhile, in milliseconds. */
    private double count(Http http, String desk, String which) throws Exception {
        long begun = System.nanoTime();
        String id = http.post("/sla/recalculations", "{\"deskId\":\"" + desk + "\",\"kind\":\"apply\",\"days\":36500}").ok().text("id");
        String running = "select count(*) from sla.recalculation where id = '" + id + "' and state = 'running'";
        double p95 = p95(http, System.nanoTime() + 300_000_000_000L, () -> program.sql(running).equals("1"));
        double took = (System.nanoTime() - begun) / 1e9;
        String tickets = program.sql("select tickets || ' tickets, ' || changed || ' clocks changed' from sla.recalculation where id = '" + id + "'");
        System.out.printf("clocks, counted %s: %s in %.1f s%n", which, tickets, took);
        return p95;
    }

    private double p95(Http http, long until, Callable<Boolean> on) throws Exception {
        var tickets = program.sql("select string_agg(number, ',') from (select number from ticket.ticket limit 200) t").split(",");
        var took = new ArrayList<Double>();
        for (int i = 0; System.nanoTime() < until && (i % 20 != 0 || on.call()); i++) {
            long begun = System.nanoTime();
            http.get("/tickets/" + tickets[i % tickets.length]).ok();
            took.add((System.nanoTime() - begun) / 1e6);
            Thread.sleep(20);
        }
        Collections.sort(took);
        return took.get((int) (took.size() * 0.95));
    }

    /** Ten clocks on each of the first tickets, due in years. */
    private void fill() throws Exception {
        program.sql("insert into sla.clock (tenant_id, ticket_id, key, desk_id, book, policy_id, kind, name, begun, phase, since, elapsed, target, due, next_at, started, why)"
                + " select t.tenant_id, t.id, 'bench' || k, b.desk_id, b.number, (b.pages #>> '{policies,0,id}')::uuid, 'custom', 'Bench', now(), 'running', now(), 0, 60000000,"
                + " now() + interval '2 years' + random() * interval '1 year', now() + interval '2 years', now(), 'run'"
                + " from (select * from ticket.ticket order by id limit " + OPEN / 10 + ") t, generate_series(1, 10) k,"
                + " (select * from sla.book order by number desc limit 1) b on conflict do nothing");
        program.sql("update sla.clock set next_at = due, reached = 0, fired = 0, missed_at = null where kind = 'custom' and next_at is null");
        program.sql("vacuum analyze sla.clock");
    }

    /** So many each second; how late the journal has them. */
    private void steady() throws Exception {
        long seq = Long.parseLong(program.sql("select last_value from journal.entry_seq"));
        program.sql("with chosen as (select ctid as at, row_number() over () as i from sla.clock where next_at > now() + interval '1 year' limit "
                + PER_SECOND * SECONDS + ") update sla.clock c set due = clock_timestamp() + interval '5 s' + s.i * interval '" + 1_000_000 / PER_SECOND
                + " microseconds', next_at = clock_timestamp() + interval '5 s' + s.i * interval '" + 1_000_000 / PER_SECOND + " microseconds' from chosen s where c.ctid = s.at");
        await(PER_SECOND * SECONDS, seq);
        System.out.printf("clocks, %d due per second: late by %s s (p50, p99, most)%n", PER_SECOND,
                program.sql("select percentile_cont(array[0.5, 0.99, 1]) within group (order by extract(epoch from e.at - (e.data ->> 'due')::timestamptz))"
                        + " from journal.entry e where e.seq > " + seq + " and e.kind = 'sla_missed'"));
    }

    private void atOnce() throws Exception {
        long seq = Long.parseLong(program.sql("select last_value from journal.entry_seq"));
        program.sql("with chosen as (select ctid as at from sla.clock where next_at > now() + interval '1 year' limit " + AT_ONCE
                + ") update sla.clock c set due = clock_timestamp(), next_at = clock_timestamp() from chosen s where c.ctid = s.at");
        long begun = System.nanoTime();
        await(AT_ONCE, seq);
        double took = (System.nanoTime() - begun) / 1e9;
        System.out.printf("clocks, %d due at once: told of within %.1f s, %.0f per second%n", AT_ONCE, took, AT_ONCE / took);
    }

    private void await(int wanted, long seq) throws Exception {
        int told = 0;
        for (int i = 0; i < 600 && told < wanted; i++) {
            Thread.sleep(250);
            told = Integer.parseInt(program.sql("select count(*) from journal.entry where seq > " + seq + " and kind = 'sla_missed'"));
        }
        if (told < wanted) {
            throw new IllegalStateException("Only " + told + " of " + wanted + " were told of");
        }
    }

    private Duration cpu() {
        return Stream.concat(Stream.of(program.handle()), program.handle().descendants())
                .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
