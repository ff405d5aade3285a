import java.time.Duration;
import java.util.stream.Stream;

/** Very many open clocks: what they cost while nothing is due, how late they are told of, and how many per second can be. */
final class Clocks {
    private static final int OPEN = 1_000_000;
    private static final int PER_SECOND = 500;
    private static final int SECONDS = 20;
    private static final int AT_ONCE = 100_000;

    private final Program program;

    Clocks(Program program) {
        this.program = program;
    }

    void run() throws Exception {
        promise();
        fill();
        System.out.printf("%nclocks: %s open%n", program.sql("select count(*) from sla.clock where next_at is not null"));
        // The figures and the index follow what was imported; that is not what is measured.
        Thread.sleep(20_000);
        Duration before = cpu();
        Thread.sleep(30_000);
        System.out.printf("clocks, nothing due: %.2f %% of a core, the database's part included%n", cpu().minus(before).toMillis() / 300.0);
        steady();
        atOnce();
    }

    /** A desk that promises something has a book, which clocks follow. */
    private void promise() throws Exception {
        try (var http = program.connect()) {
            String desk = http.get("/types").ok().text("deskId");
            if (http.get("/sla/policies?desk=" + desk).ok().body().equals("[]")) {
                http.post("/sla/policies", "{\"deskId\":\"" + desk + "\",\"name\":\"Bench\",\"promises\":[{\"kind\":\"resolution\",\"targets\":{\"1\":60}}]}").ok();
            }
        }
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
