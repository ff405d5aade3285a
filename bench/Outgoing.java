import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Webhooks and mails to receivers on loopback: how many per second when very many wait, and how late each is at a steady rate. */
final class Outgoing {
    private static final int AT_ONCE = 20_000;
    private static final int PER_SECOND = 200;
    /** Each reply is a call, a notice and a mail, all on the same processors; the first half minute belongs to the compiler. */
    private static final int REPLIES_PER_SECOND = 200;

    private static final int WARM_UP = 30;
    private static final int CALLERS = 8;

    private final Program program;
    private final int seconds;
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();

    Outgoing(Program program, double seconds) {
        this.program = program;
        this.seconds = (int) Math.max(2, seconds);
    }

    void run() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 500);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            arrived.putIfAbsent(exchange.getRequestHeaders().getFirst("webhook-id"), System.nanoTime());
            count.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String webhook = webhook("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            steady(webhook, 2, false);
            steady(webhook, seconds, true);
            atOnce(webhook);
        } finally {
            server.stop(0);
        }
        mails();
    }

    /** Replies to tickets, each of which is a mail to who asked; then very many that wait. */
    private void mails() throws Exception {
        try (var post = new PostOffice(); var http = program.connect()) {
            var first = http.get("/types").ok();
            String account = http.post("/mail/accounts", "{\"deskId\":\"" + first.text("deskId") + "\",\"typeId\":\"" + first.text("id")
                    + "\",\"address\":\"out" + System.nanoTime() + "@bench.example\",\"name\":\"Out\",\"smtp\":{\"host\":\"127.0.0.1\",\"port\":" + post.port()
                    + ",\"security\":\"none\",\"user\":\"\",\"password\":\"\"}}").ok().text("id");
            program.sql("update identity.person set email = 'p' || replace(id::text, '-', '') || '@customer.example' where email is null");
            var tickets = program.sql("select string_agg(id::text, ',') from (select id from ticket.ticket where status_category = 'open' limit 2000) t").split(",");
            replies(post, tickets, WARM_UP, false);
            replies(post, tickets, seconds, true);
            int before = post.count();
            long begun = System.nanoTime();
            program.sql("insert into channel.outgoing_mail (tenant_id, id, account_id, kind, recipient, subject, headers, text, html, attachments, message_id, state, created, next_at)"
                    + " select a.tenant_id, gen_random_uuid(), a.id, 'reply', 'p' || i || '@customer.example', 'Bench ' || i, '{}', repeat('x', 1000), '<p>' || repeat('x', 1000) || '</p>', '[]',"
                    + " '<' || gen_random_uuid() || '@bench.example>', 'waiting', now(), now() from channel.mail_account a, generate_series(1, " + AT_ONCE + ") i where a.id = '" + account + "'");
            while (post.count() < before + AT_ONCE) {
                if (System.nanoTime() - begun > 120e9) {
                    throw new IllegalStateException("Only " + (post.count() - before) + " of " + AT_ONCE + " mails arrived");
                }
                Thread.sleep(10);
            }
            double took = (System.nanoTime() - begun) / 1e9;
            System.out.printf("mails, %d waiting at once: delivered within %.1f s, %.0f per second%n", AT_ONCE, took, AT_ONCE / took);
        }
    }

    private void replies(PostOffice post, String[] tickets, int how, boolean told) throws Exception {
        var late = steadily(REPLIES_PER_SECOND, how, http -> {
            int i = next.getAndIncrement();
            String word = "w" + System.nanoTime() + "x" + i;
            http.post("/tickets/" + tickets[i % tickets.length] + "/replies", "{\"body\":\"<p>" + word + "</p>\"}").ok();
            return word;
        }, post.arrived());
        if (told) {
            tell("mails of replies", REPLIES_PER_SECOND, late);
        }
    }

    private String webhook(String url) throws Exception {
        try (var http = program.connect()) {
            return http.post("/webhooks", "{\"name\":\"Bench " + System.nanoTime() + "\",\"url\":\"" + url + "\",\"events\":[\"sla.missed\"]}").ok().text("id");
        }
    }

    private void steady(String webhook, int how, boolean told) throws Exception {
        var late = steadily(PER_SECOND, how, http -> http.post("/webhooks/" + webhook + "/test", "").ok().text("delivery"), arrived);
        if (told) {
            System.out.println();
            tell("webhooks", PER_SECOND, late);
        }
    }

    /** Makes something leave, and answers what it is known by where it arrives. */
    private interface Leaving {
        String make(Http http) throws Exception;
    }

    /** From the call that makes it leave to its arrival, in ms; the call's own time is within. */
    private List<Double> steadily(int perSecond, int how, Leaving leaving, Map<String, Long> arrived) throws Exception {
        int each = perSecond / CALLERS * how;
        long pause = 1_000_000_000L * CALLERS / perSecond;
        var called = new ConcurrentHashMap<String, Long>();
        var threads = new ArrayList<Thread>();
        for (int c = 0; c < CALLERS; c++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try (var http = program.connect()) {
                    long next = System.nanoTime();
                    for (int i = 0; i < each; i++, next += pause) {
                        LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
                        long now = System.nanoTime();
                        called.put(leaving.make(http), now);
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        for (int i = 0; i < 400 && !arrived.keySet().containsAll(called.keySet()); i++) {
            Thread.sleep(25);
        }
        return called.entrySet().stream().map(e -> (arrived.getOrDefault(e.getKey(), Long.MAX_VALUE) - e.getValue()) / 1e6).sorted().toList();
    }

    private static void tell(String what, int perSecond, List<Double> late) {
        System.out.printf("%s, %d per second: %d delivered, ms from the call to the arrival: p50 %.1f, p99 %.1f, most %.1f%n", what, perSecond, late.size(),
                late.get(late.size() / 2), late.get(late.size() * 99 / 100), late.getLast());
    }

    private void atOnce(String webhook) throws Exception {
        int before = count.get();
        long begun = System.nanoTime();
        program.sql("insert into outgoing.request (tenant_id, id, endpoint_id, kind, lane, event, body, state, created, next_at)"
                + " select tenant_id, gen_random_uuid(), id, 'webhook', id::text, 'test', '{\"type\":\"test\",\"data\":{\"text\":\"' || repeat('x', 1000) || '\"}}', 'waiting', now(), now()"
                + " from outgoing.endpoint, generate_series(1, " + AT_ONCE + ") where id = '" + webhook + "'");
        while (count.get() < before + AT_ONCE) {
            if (System.nanoTime() - begun > 120e9) {
                throw new IllegalStateException("Only " + (count.get() - before) + " of " + AT_ONCE + " were delivered");
            }
            Thread.sleep(10);
        }
        double took = (System.nanoTime() - begun) / 1e9;
        System.out.printf("webhooks, %d waiting at once: delivered within %.1f s, %.0f per second%n", AT_ONCE, took, AT_ONCE / took);
    }
}
