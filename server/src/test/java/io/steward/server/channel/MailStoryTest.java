package io.steward.server.channel;

import static io.steward.server.TestProgram.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.steward.server.TestProgram;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Mail in and out of the whole program, over real SMTP and IMAP on loopback. */
class MailStoryTest {
    private static final ServerSetup SMTP = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    private static final ServerSetup IMAP = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
    private static int listener;

    @SuppressWarnings("NullAway.Init")
    private static GreenMail world;

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static GreenMailUser mailbox;

    @BeforeAll
    static void start() throws Exception {
        world = new GreenMail(new ServerSetup[] {SMTP, IMAP});
        world.start();
        mailbox = world.setUser("hr@example.org", "hr", "secret");
        listener = TestProgram.freePort();
        program = TestProgram.startSetUp(
                "--steward.mail.smtp-port=" + listener,
                "--steward.mail.poll-interval=2s",
                "--steward.url=http://steward.example.org");
        var smtp = Map.of("host", "127.0.0.1", "port", world.getSmtp().getPort(), "security", "none", "user", "");
        String it = program.get("/types").get(0).path("deskId").stringValue();
        String type = program.get("/types").get(0).path("id").stringValue();
        program.post(
                "/mail/accounts",
                Map.of(
                        "deskId",
                        it,
                        "typeId",
                        type,
                        "address",
                        "it@example.org",
                        "name",
                        "IT desk",
                        "trustedServer",
                        "mx.example.org",
                        "smtp",
                        smtp));
        var imap = Map.of(
                "host", "127.0.0.1",
                "port", world.getImap().getPort(),
                "security", "none",
                "user", "hr",
                "password", "secret",
                "folder", "INBOX");
        program.post(
                "/mail/accounts",
                Map.of("deskId", it, "typeId", type, "address", "hr@example.org", "name", "HR", "imap", imap));
    }

    @AfterAll
    static void stop() {
        program.close();
        world.stop();
    }

    @BeforeEach
    void quiet() throws FolderException {
        world.purgeEmailFromAllMailboxes();
    }

    @Test
    void theWholeConversationGoesByMail() throws Exception {
        deliver(
                "vpn-1",
                "Rita Requester <rita@example.com>",
                "VPN is down",
                "Nothing works since nine.\n\n-- \nRita",
                "");
        JsonNode ticket = ticketTitled("VPN is down");
        assertThat(ticket.path("channel").stringValue()).isEqualTo("email");
        assertThat(ticket.path("requester").path("email").stringValue()).isEqualTo("rita@example.com");
        String id = ticket.path("id").stringValue();
        String number = ticket.path("number").stringValue();

        MimeMessage acknowledged = mailTo("rita@example.com", "[" + number + "]");
        assertThat(acknowledged.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
        assertThat(acknowledged.getHeader("In-Reply-To", null)).isEqualTo("<vpn-1@example.com>");
        assertThat(GreenMailUtil.getBody(acknowledged)).contains("text/plain").contains("text/html");

        program.post("/tickets/" + id + "/replies", Map.of("body", "<p>Please <b>restart</b> it</p>"));
        MimeMessage reply = mailTo("rita@example.com", "Re: VPN is down [" + number + "]");
        assertThat(reply.getHeader("Auto-Submitted")).isNull();
        assertThat(reply.getHeader("References", " ")).contains(acknowledged.getMessageID());

        deliver(
                "vpn-2",
                "rita@example.com",
                "RE: your mail",
                "Did not help\n\nOn Mon, 23 Nov 2026 at 10:00, Ada <it@example.org> wrote:\n> Please restart it",
                "In-Reply-To: " + reply.getMessageID() + "\n");
        JsonNode entries =
                program.await("/tickets/" + id + "/entries", e -> e.toString().contains("Did not help"));
        JsonNode answer = last(entries, "reply");
        assertThat(answer.path("body").stringValue()).isEqualTo("<p>Did not help</p>");
        assertThat(answer.path("folded").stringValue()).contains("Please restart it");
        assertThat(answer.path("actor").path("name").stringValue()).isEqualTo("Rita Requester");

        program.post("/tickets/" + id + "/replies", Map.of("body", "<p>Fixed</p>", "status", "resolved"));
        MimeMessage resolved = mailTo("rita@example.com", "/rate/");
        String body = decoded(resolved);
        assertThat(body).contains("Fixed").contains("is resolved");
        var link = Pattern.compile("/rate/([A-Za-z0-9._~-]+)").matcher(body);
        assertThat(link.find()).isTrue();
        JsonNode invitation = ok(program.call("GET", "/ratings/" + link.group(1), "", null));
        assertThat(invitation.path("number").stringValue()).isEqualTo(number);
        ok(program.call("POST", "/ratings/" + link.group(1), "", "{\"score\":5,\"comment\":\"quick\"}"));
        assertThat(program.get("/tickets/" + id).path("rating").toString()).contains("5");
        var forged = program.call("GET", "/ratings/" + link.group(1).replaceFirst("^1~.", "1~f"), "", null);
        assertThat(forged.statusCode()).isEqualTo(404);
        assertThat(program.get("/mail/outgoing?state=failed").path("items").size())
                .isZero();
    }

    @Test
    void mailIsFetchedFromAFolderAndWatched() throws Exception {
        mailbox.deliver(message("imap-1", "otto@example.com", "Payslip missing", "for May", ""));
        ticketTitled("Payslip missing");
        mailbox.deliver(message("imap-2", "otto@example.com", "And another", "thing", ""));
        ticketTitled("And another");
        assertThat(program.get("/mail/accounts").toString()).contains("\"lastFetch\":\"2");
    }

    @Test
    void theSameMailTwiceIsOneTicket() throws Exception {
        deliver("twice-1", "tom@example.com", "Twice sent", "once meant", "");
        deliver("twice-1", "tom@example.com", "Twice sent", "once meant", "");
        deliver("twice-1", "tom@example.com", "Twice sent", "once meant", "X-Other-Way: yes\n");
        received("twice", "Twice sent", 3, List.of("ticket", "ignored", "ignored"));
        assertThat(program.get("/tickets?q=title%20~%20%22Twice%20sent%22")
                        .path("items")
                        .size())
                .isOne();
    }

    @Test
    void machinesAreNotAnswered() throws Exception {
        deliver("auto-1", "away@example.com", "Out of office", "I am away", "Auto-Submitted: auto-replied\n");
        deliver("auto-2", "alarm@example.com", "Disk full", "on host 3", "Auto-Submitted: auto-generated\n");
        deliver("auto-3", "it@example.org", "Looped", "round and round", "");
        deliver("auto-4", "friend@example.com", "Ours again", "hello", "X-Steward-Loop: 1\n");
        received("auto", "Out of office", 1, List.of("ignored"));
        received("auto", "Looped", 1, List.of("ignored"));
        received("auto", "Ours again", 1, List.of("ignored"));
        ticketTitled("Disk full");
        deliver("auto-5", "person@example.com", "A person writes", "hello", "");
        mailTo("person@example.com", "A person writes");
        assertThat(recipients()).containsExactly("person@example.com");
    }

    @Test
    void nobodyWritesToATicketThatIsNotTheirs() throws Exception {
        deliver("own-1", "owner@example.com", "Mine alone", "secret", "");
        JsonNode mine = ticketTitled("Mine alone");
        String number = mine.path("number").stringValue();
        MimeMessage acknowledged = mailTo("owner@example.com", number);
        deliver("own-2", "mallory@example.net", "Re: [" + number + "] gimme", "by number", "");
        deliver(
                "own-3",
                "mallory@example.net",
                "Stolen thread",
                "by thread",
                "In-Reply-To: " + acknowledged.getMessageID() + "\n");
        ticketTitled("gimme");
        ticketTitled("Stolen thread");
        JsonNode entries = program.get("/tickets/" + mine.path("id").stringValue() + "/entries");
        assertThat(entries.toString()).doesNotContain("by number").doesNotContain("by thread");
        deliver("own-4", "owner@example.com", "Re: " + number, "by number, mine", "");
        program.await(
                "/tickets/" + mine.path("id").stringValue() + "/entries",
                e -> e.toString().contains("mine"));
    }

    @Test
    void anAgentsAddressAloneIsNoAgent() throws Exception {
        deliver("agent-1", "client@example.com", "Forge me", "please", "");
        JsonNode ticket = ticketTitled("Forge me");
        String number = ticket.path("number").stringValue();
        deliver("agent-2", "ada@example.org", "Re: " + number, "forged order", "");
        deliver(
                "agent-3",
                "ada@example.org",
                "Re: " + number,
                "refuted order",
                "Authentication-Results: mx.example.org; dmarc=fail header.from=example.org\n");
        deliver(
                "agent-4",
                "ada@example.org",
                "Re: " + number,
                "self-made order",
                "Authentication-Results: evil.example.net; dmarc=pass header.from=example.org\n");
        String path = "/tickets/" + ticket.path("id").stringValue() + "/entries";
        deliver(
                "agent-5",
                "ada@example.org",
                "Re: " + number,
                "confirmed order",
                "Authentication-Results: mx.example.org; dmarc=pass header.from=example.org\n");
        JsonNode entries = program.await(path, e -> e.toString().contains("confirmed order"));
        assertThat(entries.toString())
                .doesNotContain("forged order")
                .doesNotContain("refuted order")
                .doesNotContain("self-made order");
        program.await(
                "/tickets?q=tags%20%3D%20%22unverified-sender%22",
                t -> t.path("items").size() == 1);
    }

    @Test
    void whatCannotBeReadIsKeptAndCanBeTakenInAgain() throws Exception {
        send("rubbish without any header\r\n", "broken@example.com");
        JsonNode kept = program.await(
                        "/mail/received?state=failed", p -> p.path("items").size() == 1)
                .path("items")
                .get(0);
        assertThat(kept.path("reason").stringValue()).isNotBlank();
        String id = kept.path("id").stringValue();
        var raw = program.call("GET", "/mail/received/" + id + "/raw", program.admin(), null);
        assertThat(raw.body()).contains("rubbish");
        assertThat(raw.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        ok(program.call("POST", "/mail/received/" + id + "/retry", program.admin(), null));
        program.await("/mail/received?state=failed", p -> p.path("items").size() == 1);
        var agent = program.signedIn("Plain", "plain@example.org", Map.of());
        assertThat(program.call("GET", "/mail/received", agent, null).statusCode())
                .isEqualTo(403);
        assertThat(program.call("GET", "/mail/received/" + id + "/raw", agent, null)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPasswordCanBeSetAnewFromTheMail() throws Exception {
        program.signedIn("Fay Forgetful", "fay@example.com", Map.of());
        ok(program.call("POST", "/password-resets", "", "{\"email\":\"fay@example.com\"}"));
        String body = decoded(mailTo("fay@example.com", "token="));
        var token = Pattern.compile("token=([A-Za-z0-9._~-]+)").matcher(body);
        assertThat(token.find()).isTrue();
        String use = "{\"token\":\"" + token.group(1) + "\",\"password\":\"an entirely new one\"}";
        ok(program.call("POST", "/password-resets/use", "", use));
        program.signIn("fay@example.com", "an entirely new one");
        assertThat(program.call("POST", "/password-resets/use", "", use).statusCode())
                .isEqualTo(422);
    }

    @Test
    void aServersPasswordIsNeverShownAndNotTakenToAnotherHost() throws Exception {
        JsonNode account = program.get("/mail/accounts").get(0);
        assertThat(account.toString()).doesNotContain("secret").contains("\"passwordSet\":true");
        String id = account.path("id").stringValue();
        JsonNode tried = program.post("/mail/accounts/" + id + "/test", "");
        assertThat(tried.path("imap").path("ok").booleanValue())
                .as(tried.toString())
                .isTrue();
        var moved = program.call(
                "PATCH",
                "/mail/accounts/" + id,
                program.admin(),
                "{\"imap\":{\"host\":\"evil.example.net\",\"port\":143,\"security\":\"none\",\"user\":\"hr\"}}",
                "If-Match",
                "\"" + account.path("version").intValue() + "\"");
        assertThat(moved.statusCode()).isEqualTo(422);
        assertThat(moved.body()).contains("imap.password");
    }

    @Test
    void onlyOurAddressesAreTaken() {
        var refused = org.assertj.core.api.Assertions.catchException(
                () -> send("From: a@example.com\r\nSubject: relay\r\n\r\nx", "a@example.com", "victim@example.net"));
        assertThat(refused).hasMessageContaining("Invalid Addresses");
    }

    @Test
    void aMailThatFitsStartsARule() throws Exception {
        String it = program.get("/types").get(0).path("deskId").stringValue();
        JsonNode rule = program.post(
                "/desks/" + it + "/rules",
                Map.of(
                        "name",
                        "Toner",
                        "active",
                        true,
                        "trigger",
                        Map.of("kind", "mail", "from", "*@example.com", "subject", "toner", "body", "third floor"),
                        "condition",
                        "",
                        "actions",
                        List.of(Map.of("kind", "set", "fields", Map.of("tags", List.of("toner"))))));
        deliver("toner-1", "Tom <tom@example.com>", "No more TONER", "On the third floor.", "");
        deliver("toner-2", "Tom <tom@example.com>", "Toner again", "On the fourth floor.", "");
        deliver("toner-3", "Tom <tom@elsewhere.example>", "Toner elsewhere", "On the third floor.", "");
        String id = ticketTitled("No more TONER").path("id").stringValue();
        ticketTitled("Toner again");
        ticketTitled("Toner elsewhere");
        String runs = "/desks/" + it + "/rule-runs?rule=" + rule.path("id").stringValue();
        JsonNode run = program.await(
                        runs,
                        r -> r.path("items").size() > 0
                                && r.path("items")
                                        .get(0)
                                        .path("state")
                                        .stringValue()
                                        .equals("done"))
                .path("items")
                .get(0);
        assertThat(run.path("ticket").path("id").stringValue()).isEqualTo(id);
        // What the mail said stands in the ticket, for those who may read it.
        assertThat(run.path("event").path("data").path("from").stringValue()).isEqualTo("tom@example.com");
        assertThat(run.path("event").toString()).doesNotContain("third floor");
        assertThat(program.get("/tickets/" + id).path("tags").toString()).contains("toner");
        Thread.sleep(1_000);
        assertThat(program.get(runs).path("items")).hasSize(1);
        ok(program.call(
                "PUT", "/rules/" + rule.path("id").stringValue() + "/active", program.admin(), "{\"active\":false}"));
    }

    private static void deliver(String id, String from, String subject, String text, String headers) throws Exception {
        try (Transport transport = open()) {
            MimeMessage mail = message(id, from, subject, text, headers);
            transport.sendMessage(
                    mail, new jakarta.mail.Address[] {new jakarta.mail.internet.InternetAddress("it@example.org")});
        }
    }

    private static void send(String raw, String from, String... to) throws Exception {
        var session = Session.getInstance(properties(from));
        var mail = new MimeMessage(session, new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))) {
            @Override
            protected void updateMessageID() {
                // As it is.
            }
        };
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            String recipients = to.length == 0 ? "it@example.org" : String.join(",", to);
            transport.sendMessage(mail, jakarta.mail.internet.InternetAddress.parse(recipients));
        }
    }

    private static Transport open() throws Exception {
        Transport transport =
                Session.getInstance(properties("sender@example.com")).getTransport("smtp");
        transport.connect();
        return transport;
    }

    private static Properties properties(String from) {
        var p = new Properties();
        p.setProperty("mail.smtp.host", "127.0.0.1");
        p.setProperty("mail.smtp.port", Integer.toString(listener));
        p.setProperty("mail.smtp.from", from);
        return p;
    }

    private static MimeMessage message(String id, String from, String subject, String text, String headers)
            throws Exception {
        String raw = "Message-ID: <" + id + "@example.com>\nFrom: " + from + "\nTo: it@example.org\nSubject: " + subject
                + "\n" + headers + "Content-Type: text/plain; charset=utf-8\n\n" + text + "\n";
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode ticketTitled(String title) throws Exception {
        String query = java.net.URLEncoder.encode("title ~ \"" + title + "\"", StandardCharsets.UTF_8);
        JsonNode row = program.await("/tickets?q=" + query, p -> p.path("items").size() > 0)
                .path("items")
                .get(0);
        return program.get("/tickets/" + row.path("id").stringValue());
    }

    private static void received(String what, String subject, int count, List<String> states) throws Exception {
        JsonNode page = program.await(
                "/mail/received?limit=100",
                p -> p.path("items")
                                .valueStream()
                                .filter(m -> m.path("subject").stringValue("").equals(subject)
                                        && !m.path("state").stringValue("").equals("waiting"))
                                .count()
                        == count);
        assertThat(page.path("items")
                        .valueStream()
                        .filter(m -> m.path("subject").stringValue("").equals(subject))
                        .map(m -> m.path("state").stringValue("")))
                .as(what)
                .containsExactlyInAnyOrderElementsOf(states);
    }

    private static MimeMessage mailTo(String recipient, String containing) throws Exception {
        Instant until = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(until)) {
            for (MimeMessage m : world.getReceivedMessages()) {
                boolean found = Arrays.toString(m.getRecipients(Message.RecipientType.TO))
                                .contains(recipient)
                        && (m.getSubject().contains(containing) || decoded(m).contains(containing));
                if (found) {
                    return m;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("No mail to " + recipient + " with " + containing + "; there are " + recipients());
    }

    private static List<String> recipients() throws Exception {
        var all = new java.util.ArrayList<String>();
        for (MimeMessage m : world.getReceivedMessages()) {
            if (m.getHeader("X-Steward-Loop") != null) {
                all.add(m.getRecipients(Message.RecipientType.TO)[0].toString());
            }
        }
        return all;
    }

    private static String decoded(MimeMessage message) throws Exception {
        return parts(message);
    }

    private static String parts(jakarta.mail.Part part) throws Exception {
        if (part.getContent() instanceof jakarta.mail.Multipart many) {
            var all = new StringBuilder();
            for (int i = 0; i < many.getCount(); i++) {
                all.append(parts(many.getBodyPart(i)));
            }
            return all.toString();
        }
        return String.valueOf(part.getContent());
    }

    private static JsonNode last(JsonNode entries, String kind) {
        return entries.path("items")
                .valueStream()
                .filter(e -> e.path("kind").stringValue("").equals(kind))
                .reduce((a, b) -> b)
                .orElseThrow();
    }
}
