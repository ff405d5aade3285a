import java.time.Duration;
import java.util.stream.Stream;

/** Rules: how many events a second are looked at with a hundred and with a thousand active rules, and how soon an update is followed. */
final class Rules {
    private static final int FEW = 100;
    private static final int MANY = 1_000;
    private static final String[] FIELDS = {"status", "urgency", "impact", "priority", "assignee", "team", "category", "title", "tags", "requester"};

    private final Program program;
    private final int events;

    Rules(Program program, int events) {
        this.program = program;
        this.events = events;
    }

    void run() throws Exception {
        try (var http = program.connect()) {
            String desk = http.get("/types").ok().text("deskId");
            rules(http, desk, 0, FEW);
            program.sql("vacuum analyze ticket.ticket");
            looked("warm-up");
            double few = looked("100 rules");
            rules(http, desk, FEW, MANY);
            looked("warm-up");
            double many = looked("1,000 rules");
            System.out.printf("rules, 1,000 cost %.2f times what 100 do%n", many / few);
            // All who follow the journal do so in turn: what was made above is over for all of them.
            while (program.sql("select count(*) from journal.cursor where seq < (select max(seq) from journal.entry)").compareTo("0") > 0) {
                Thread.sleep(100);
            }
            // The index has no cursor; it goes on for a while.
            Thread.sleep(20_000);
            followed(http);
        }
    }

    /** Most wait for a change of one field and look at two more; one in a hundred also waits for new tickets. The first does something. */
    private void rules(Http http, String desk, int from, int until) throws Exception {
        for (int i = from; i < until; i++) {
            String trigger = i % 100 == 99 ? "{\"kind\":\"created\"}" : "{\"kind\":\"changed\",\"field\":\"" + FIELDS[i % FIELDS.length] + "\"}";
            String condition = i == 1 ? "number ~ 77" : "priority = 1 and title ~ \\\"nothing of the kind " + i + "\\\"";
            http.post("/desks/" + desk + "/rules", "{\"name\":\"Bench " + i + "\",\"active\":true,\"trigger\":" + trigger + ",\"condition\":\"" + condition
                    + "\",\"actions\":[{\"kind\":\"comment\",\"text\":\"bench\",\"public\":false}]}").ok();
        }
    }

    /** Events of one kind at once, as if so many tickets had changed; seconds until all were looked at. */
    private double looked(String what) throws Exception {
        Duration before = cpu();
        long begun = System.nanoTime();
        program.sql("insert into journal.entry (tenant_id, id, at, actor_kind, subject_kind, subject_id, desk_id, kind, audience, data)"
                + " select t.tenant_id, gen_random_uuid(), now(), 'system', 'ticket', t.id, t.desk_id, 'changed', 'internal',"
                + " jsonb_build_object('by', 'Bench', 'category', 'open', 'changes', jsonb_build_array(jsonb_build_object('field', f, 'from', jsonb_build_object('key', '3', 'label', 'Low'), 'to', jsonb_build_object('key', '2', 'label', 'Medium'))))"
                + " from (select *, (array['status','urgency','impact','priority','title','tags','status','urgency','impact','priority'])[1 + (row_number() over ()) % 10] f"
                + " from ticket.ticket order by random() limit " + events + ") t");
        long last = Long.parseLong(program.sql("select last_value from journal.entry_seq"));
        while (Long.parseLong(program.sql("select coalesce(max(seq), 0) from journal.cursor where consumer = 'automation.rules'")) < last) {
            Thread.sleep(20);
        }
        double took = (System.nanoTime() - begun) / 1e9;
        System.out.printf("rules, %s: %,d events in %.1f s, %,.0f per second, %.2f s of processors, %s runs in all%n", what, events, took, events / took,
                cpu().minus(before).toMillis() / 1e3, program.sql("select count(*) from automation.run"));
        while (!program.sql("select count(*) from automation.run where due is not null").equals("0")) {
            Thread.sleep(100);
        }
        return took;
    }

    /** From the answer of an update to the commit of what the rule did, by the program's clock. */
    private void followed(Http http) throws Exception {
        String ids = program.sql("select string_agg(id || ' ' || version, ',') from (select id, version from ticket.ticket where number like '%77%' and urgency <> 1 and status_category in ('new', 'open') limit 50) t");
        if (ids.isEmpty()) {
            System.out.println("rules: no ticket to follow");
            return;
        }
        for (String one : ids.split(",")) {
            String[] part = one.split(" ");
            http.patch("/tickets/" + part[0], "{\"urgency\":1}", part[1]).ok();
            Thread.sleep(100);
        }
        Thread.sleep(3_000);
        System.out.printf("rules, an update is followed within %s s (p50, p99, most)%n",
                program.sql("select percentile_cont(array[0.5, 0.99, 1]) within group (order by extract(epoch from s.at - (r.event ->> 'at')::timestamptz))"
                        + " from automation.run r join automation.step s on s.run_id = r.id where r.started > now() - interval '20 s' and r.state = 'done'"));
    }

    private Duration cpu() {
        return Stream.concat(Stream.of(program.handle()), program.handle().descendants())
                .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
