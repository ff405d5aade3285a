package io.steward.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import tools.jackson.databind.JsonNode;

/** What happens when the other side refuses, is away, or says later that nothing arrived. */
class MailTroubleTest {
    private static final AtomicInteger ANSWER = new AtomicInteger(250);
    private static final BlockingQueue<String> TAKEN = new LinkedBlockingQueue<>();
    private static int listener;

    @SuppressWarnings("NullAway.Init")
    private static SMTPServer world;

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    private static String type = "";

    @BeforeAll
    static void start() throws Exception {
        int port = TestProgram.freePort();
        world = SMTPServer.port(port).messageHandlerFactory(c -> new Moody()).build();
        world.start();
        listener = TestProgram.freePort();
        program = TestProgram.startSetUp("--steward.mail.smtp-port=" + listener);
        JsonNode first = program.get("/types").get(0);
        type = first.path("id").stringValue();
        program.post(
                "/mail/accounts",
                Map.of(
                        "deskId",
                        first.path("deskId").stringValue(),
                        "typeId",
                        type,
                        "address",
                        "it@example.org",
                        "name",
                        "IT",
                        "smtp",
                        Map.of("host", "127.0.0.1", "port", port, "security", "none", "user", "")));
    }

    @AfterAll
    static void stop() {
        program.close();
        world.stop();
    }

    @Test
    void aServerThatIsBusyIsAskedAgainLater() throws Exception {
        ANSWER.set(451);
        String id = ticketOf("busy@example.com", "Busy");
        JsonNode mail = outgoing("busy@example.com", "waiting", true);
        assertThat(mail.path("lastError").stringValue()).contains("451");
        assertThat(Instant.parse(mail.path("nextAt").stringValue()))
                .isBetween(Instant.now().plusSeconds(30), Instant.now().plus(Duration.ofMinutes(2)));
        ANSWER.set(250);
        String before = TAKEN.poll();
        assertThat(before).isNull();
        Outgoing.itIsTime(program);
        outgoing("busy@example.com", "sent", false);
        assertThat(TAKEN.poll(10, TimeUnit.SECONDS)).contains("Busy");
        assertThat(program.get("/tickets/" + id + "/entries").toString()).doesNotContain("Not sent");
    }

    @Test
    void aRefusalIsFinalAndToldOnTheTicket() throws Exception {
        ANSWER.set(550);
        String id = ticketOf("gone@example.com", "Gone");
        JsonNode mail = outgoing("gone@example.com", "failed", false);
        assertThat(mail.path("attempts").intValue()).isOne();
        program.await("/tickets/" + id + "/entries", e -> e.toString().contains("Not sent to gone@example.com"));
        ANSWER.set(250);
        program.post("/mail/outgoing/" + mail.path("id").stringValue() + "/retry", "");
        outgoing("gone@example.com", "sent", false);
        TAKEN.clear();
    }

    @Test
    void aDeliveryReportIsNotedOnTheTicketAndNotAnswered() throws Exception {
        ANSWER.set(250);
        TAKEN.clear();
        String id = ticketOf("full@example.com", "Mailbox");
        outgoing("full@example.com", "sent", false);
        String sent = String.valueOf(TAKEN.poll(10, TimeUnit.SECONDS));
        String messageId = sent.lines()
                .filter(l -> l.startsWith("Message-ID: "))
                .findFirst()
                .orElseThrow()
                .substring(12);
        deliver("""
                From: MAILER-DAEMON@example.com
                Message-ID: <dsn@example.com>
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                It could not be delivered.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com

                Final-Recipient: rfc822; full@example.com
                Action: failed
                Status: 5.2.2
                --b
                Content-Type: text/rfc822-headers

                Message-ID: %s
                Subject: Mailbox
                --b--
                """.formatted(messageId));
        program.await("/tickets/" + id + "/entries", e -> e.toString().contains("full@example.com (5.2.2)"));
        assertThat(outgoing("full@example.com", "failed", false)
                        .path("lastError")
                        .stringValue())
                .contains("5.2.2");
        JsonNode state = program.await(
                "/mail/received?state=ignored", p -> p.path("items").size() == 1);
        assertThat(state.path("items").get(0).path("ticket").path("id").stringValue())
                .isEqualTo(id);
        assertThat(TAKEN.poll(1, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void atMostFiveAcknowledgementsADayToAnAddressNobodyConfirmed() throws Exception {
        ANSWER.set(250);
        for (int i = 1; i <= 8; i++) {
            ticketOf("victim@example.com", "Victim " + i);
        }
        int sent = 0;
        for (int tries = 0; tries < 100 && sent < 5; tries++) {
            Thread.sleep(50);
            sent = count("victim@example.com");
        }
        // The eighth ticket's entry was followed before a mail of another address, so all eight were decided on.
        ticketOf("other@example.com", "After them");
        outgoing("other@example.com", "sent", false);
        assertThat(count("victim@example.com")).isEqualTo(5);
        TAKEN.clear();
    }

    private static int count(String recipient) throws Exception {
        return (int) program.get("/mail/outgoing?limit=100")
                .path("items")
                .valueStream()
                .filter(m -> m.path("to").stringValue().equals(recipient))
                .count();
    }

    private static String ticketOf(String from, String title) throws Exception {
        deliver("From: " + from + "\nMessage-ID: <" + title.replace(' ', '-') + "@example.com>\nSubject: " + title
                + "\n\ntext\n");
        JsonNode page = program.await(
                "/tickets?limit=100",
                p -> p.path("items").findValuesAsString("title").contains(title));
        return page.path("items")
                .valueStream()
                .filter(t -> t.path("title").stringValue().equals(title))
                .findFirst()
                .orElseThrow()
                .path("id")
                .stringValue();
    }

    private static JsonNode outgoing(String recipient, String state, boolean tried) throws Exception {
        JsonNode page = program.await(
                "/mail/outgoing?limit=100&state=" + state,
                p -> !find(p, recipient, tried).isMissingNode());
        return find(page, recipient, tried);
    }

    private static JsonNode find(JsonNode page, String recipient, boolean tried) {
        return page.path("items")
                .valueStream()
                .filter(m -> m.path("to").stringValue().equals(recipient)
                        && (!tried || m.path("lastError").isString()))
                .findFirst()
                .orElse(TestProgram.JSON.missingNode());
    }

    private static void deliver(String raw) throws Exception {
        var p = new Properties();
        p.setProperty("mail.smtp.host", "127.0.0.1");
        p.setProperty("mail.smtp.port", Integer.toString(listener));
        var session = Session.getInstance(p);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            var mail = new MimeMessage(
                    session, new ByteArrayInputStream(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
            transport.sendMessage(mail, InternetAddress.parse("it@example.org"));
        }
    }

    /** Answers as it is told to. */
    private static final class Moody implements MessageHandler {
        @Override
        public void from(String from) {
            // Everybody may write.
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (ANSWER.get() != 250) {
                throw new RejectException(ANSWER.get(), "not now, not here");
            }
        }

        @Override
        public String data(InputStream data) throws java.io.IOException {
            TAKEN.add(new String(data.readAllBytes(), StandardCharsets.UTF_8));
            return "taken";
        }

        @Override
        public void done() {
            // Nothing is kept.
        }
    }
}
