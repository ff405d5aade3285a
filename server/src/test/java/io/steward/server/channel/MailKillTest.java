package io.steward.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.steward.server.ChildProgram;
import io.steward.server.TestProgram;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The program is killed at random while mail comes and goes: what it accepted is there once, and was answered. */
class MailKillTest {
    private static final int ROUNDS = 3;
    private static final int SENDERS = 3;

    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> accepted = new ConcurrentSkipListSet<>();

    @Test
    void whatWasAcceptedIsThereOnceAfterEveryKill() throws Exception {
        var world = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        world.start();
        Path data = TestProgram.newFolder();
        int smtp = TestProgram.freePort();
        int port = TestProgram.freePort();
        String[] settings = {"--steward.mail.smtp-port=" + smtp};
        setUp(data, world, settings);
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            ChildProgram.killedAmid(
                    data, port, SENDERS, stop -> send(smtp, stop), accepted, random.nextInt(1_500), settings);
        }
        try (var program = TestProgram.start(data, settings)) {
            String admin = program.signIn("ada@example.org", "correct horse");
            Map<String, Integer> tickets = tickets(program, admin, accepted);
            assertThat(tickets.keySet()).as("seed %s", seed).containsAll(accepted);
            assertThat(tickets.values()).as("seed %s", seed).allMatch(n -> n == 1);
            // Mails that the killed program was sending are sent again only when its lease is over.
            Outgoing.itIsTime(program);
            awaitAcknowledged(world, accepted);
            Map<String, Set<String>> ids = messageIds(world);
            assertThat(ids.values()).as("one mail each, sent twice or not").allMatch(s -> s.size() == 1);
        } finally {
            world.stop();
        }
    }

    private static void setUp(Path data, GreenMail world, String... settings) throws Exception {
        try (var program = TestProgram.start(data, settings)) {
            program.setUp();
            JsonNode type = program.get("/types").get(0);
            var smtp = Map.of("host", "127.0.0.1", "port", world.getSmtp().getPort(), "security", "none", "user", "");
            var account = Map.of(
                    "deskId",
                    type.path("deskId").stringValue(),
                    "typeId",
                    type.path("id").stringValue(),
                    "address",
                    "it@example.org",
                    "name",
                    "IT",
                    "smtp",
                    smtp);
            program.post("/mail/accounts", account);
        }
    }

    /** Sends until told to stop; a mail that was not accepted is offered again, as mail servers do. */
    private void send(int port, AtomicBoolean stop) {
        while (!stop.get()) {
            String title = "Mail number " + next.incrementAndGet() + " of the storm";
            String sender = title.replace(' ', '-').toLowerCase(java.util.Locale.ROOT) + "@example.com";
            String raw =
                    "From: " + sender + "\r\nMessage-ID: <" + sender + ">\r\nSubject: " + title + "\r\n\r\ntext\r\n";
            var properties = new Properties();
            properties.setProperty("mail.smtp.host", "127.0.0.1");
            properties.setProperty("mail.smtp.port", Integer.toString(port));
            properties.setProperty("mail.smtp.timeout", "5000");
            var session = Session.getInstance(properties);
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect();
                var mail = new MimeMessage(session, new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
                for (int copies = 0; copies < 2; copies++) {
                    transport.sendMessage(mail, InternetAddress.parse("it@example.org"));
                    accepted.add(title);
                }
            } catch (MessagingException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static Map<String, Integer> tickets(TestProgram program, String admin, Set<String> expected)
            throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        for (int tries = 0; tries < 300; tries++) {
            counts.clear();
            String cursor = "";
            do {
                JsonNode page = TestProgram.ok(program.call("GET", "/tickets?limit=100" + cursor, admin, null));
                page.path("items").forEach(t -> counts.merge(t.path("title").stringValue(), 1, Integer::sum));
                cursor = page.path("next").isString()
                        ? "&cursor="
                                + java.net.URLEncoder.encode(page.path("next").stringValue(), StandardCharsets.UTF_8)
                        : "";
            } while (!cursor.isEmpty());
            JsonNode waiting = TestProgram.ok(program.call("GET", "/mail/received?state=waiting", admin, null));
            if (counts.keySet().containsAll(expected) && waiting.path("items").isEmpty()) {
                break;
            }
            Thread.sleep(100);
        }
        return counts;
    }

    private static void awaitAcknowledged(GreenMail world, Set<String> titles) throws Exception {
        Set<String> missing = new TreeSet<>();
        for (int tries = 0; tries < 300; tries++) {
            missing.clear();
            missing.addAll(titles);
            missing.removeAll(messageIds(world).keySet());
            if (missing.isEmpty()) {
                return;
            }
            Thread.sleep(100);
        }
        assertThat(missing).as("not acknowledged").isEmpty();
    }

    /** The Message-IDs of the acknowledgements by the title they tell of. */
    private static Map<String, Set<String>> messageIds(GreenMail world) throws Exception {
        Map<String, Set<String>> ids = new TreeMap<>();
        for (MimeMessage m : world.getReceivedMessages()) {
            String title = m.getSubject().replaceFirst(" \\[.*", "");
            ids.computeIfAbsent(title, t -> new HashSet<>()).add(m.getMessageID());
        }
        return ids;
    }
}
