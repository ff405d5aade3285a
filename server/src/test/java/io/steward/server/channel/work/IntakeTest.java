package io.steward.server.channel.work;

import static io.steward.db.channel.Tables.OUTGOING_MAIL;
import static io.steward.db.channel.Tables.RECEIVED_MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.steward.db.channel.tables.records.ReceivedMailRecord;
import io.steward.server.TestProgram;
import io.steward.server.channel.MailAccounts;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.TenantId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Real and broken mails, as they came, into the whole program. */
class IntakeTest {
    private static final Path CORPUS = Path.of("src/test/resources/mail/mime4j");

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static Postbox.For to;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        JsonNode type = program.get("/types").get(0);
        program.post(
                "/mail/accounts",
                Map.of(
                        "deskId",
                        type.path("deskId").stringValue(),
                        "typeId",
                        type.path("id").stringValue(),
                        "address",
                        "it@example.org",
                        "name",
                        "IT",
                        "smtp",
                        Map.of("host", "127.0.0.1", "port", 9, "security", "none", "user", "")));
        TenantId tenant = program.bean(Tenants.class).tenants().getFirst();
        to = new Postbox.For(
                tenant, program.bean(MailAccounts.class).all(tenant).getFirst());
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void everyMailOfTheCorpusIsTakenInOrShown() throws Exception {
        var mails = new ArrayList<Path>();
        try (var files = Files.walk(CORPUS)) {
            files.filter(f -> f.toString().endsWith(".msg")).sorted().forEach(mails::add);
        }
        assertThat(mails).hasSizeGreaterThanOrEqualTo(20);
        var states = noneIsLost(mails);
        assertThat(states.stream().filter("ticket"::equals)).hasSizeGreaterThan(mails.size() / 2);
    }

    /** For mails that may not be in this repository: {@code -Dsteward.mail.corpus=} and folders, with colons between them. */
    @Test
    @EnabledIfSystemProperty(named = "steward.mail.corpus", matches = ".+")
    void everyMailOfTheFoldersNamedIsTakenInOrShown() throws Exception {
        for (String folder : System.getProperty("steward.mail.corpus").split(":")) {
            var mails = new ArrayList<Path>();
            try (var files = Files.walk(Path.of(folder))) {
                files.filter(Files::isRegularFile).sorted().forEach(mails::add);
            }
            assertThat(mails).as(folder).isNotEmpty();
            var counts = new TreeMap<String, Integer>();
            noneIsLost(mails).forEach(state -> counts.merge(state, 1, Integer::sum));
            LoggerFactory.getLogger(IntakeTest.class).info("{}: {} files, {}", folder, mails.size(), counts);
        }
    }

    /** Puts the files in as mails; each is a ticket or a reply, or is ignored or failed with a reason. Answers their states. */
    private static List<String> noneIsLost(List<Path> mails) throws Exception {
        var hashes = new TreeMap<String, Path>();
        for (Path mail : mails) {
            hashes.put(HexFormat.of().formatHex(Secrets.sha256(Files.readAllBytes(mail))), mail);
            try (var in = Files.newInputStream(mail)) {
                program.bean(Postbox.class).put(List.of(to), in, "someone@example.com");
            }
        }
        awaitNoneWaits();
        var states = new ArrayList<String>();
        for (var m : rows()) {
            Path file = hashes.remove(HexFormat.of().formatHex(m.getSha256()));
            if (file == null) {
                continue;
            }
            boolean became = m.getState().equals("ticket") || m.getState().equals("reply");
            boolean explained = Set.of("ignored", "failed").contains(m.getState())
                    && m.getReason() != null
                    && !m.getReason().isBlank();
            assertThat(became || explained).as("%s: %s", file, m).isTrue();
            if (became) {
                assertThat(program.get("/tickets/" + m.getTicketId()).path("id").stringValue())
                        .isEqualTo(String.valueOf(m.getTicketId()));
            }
            if (isDeliveryReport(file)) {
                assertThat(m.getState()).as(file.toString()).isEqualTo("ignored");
                assertThat(m.getReason()).isEqualTo("A delivery report");
                assertThat(writtenTo(String.valueOf(m.getSender())))
                        .as(file.toString())
                        .isZero();
            }
            states.add(m.getState());
        }
        assertThat(hashes.values()).as("lost").isEmpty();
        return states;
    }

    private static boolean isDeliveryReport(Path mail) throws Exception {
        String header = Files.readString(mail, StandardCharsets.ISO_8859_1).split("\r?\n\r?\n", 2)[0];
        return header.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("\\s+", " ")
                .contains("report-type=delivery-status");
    }

    private static List<ReceivedMailRecord> rows() {
        return program.bean(Database.class)
                .read(to.tenant(), tx -> tx.sql().selectFrom(RECEIVED_MAIL).fetch());
    }

    private static int writtenTo(String address) {
        return program.bean(Database.class)
                .read(
                        to.tenant(),
                        tx -> tx.sql()
                                .fetchCount(
                                        tx.sql().selectFrom(OUTGOING_MAIL).where(OUTGOING_MAIL.RECIPIENT.eq(address))));
    }

    private static void awaitNoneWaits() throws Exception {
        program.await("/mail/received?state=waiting", p -> p.path("items").isEmpty(), java.time.Duration.ofMinutes(2));
    }

    @Test
    void theSameMailOfSeveralServersAtOnceIsOneTicket() throws Exception {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            String mail = "Received: from server" + i + "\nFrom: twin@example.com\nMessage-ID: <twin@example.com>\n"
                    + "Subject: Twins\n\nx\n";
            threads.add(Thread.ofPlatform().start(() -> putUnchecked(mail)));
            threads.add(Thread.ofPlatform().start(() -> putUnchecked(mail)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        awaitNoneWaits();
        var twins = rows().stream()
                .filter(m -> "twin@example.com".equals(m.getMessageId()))
                .toList();
        assertThat(twins).hasSize(8);
        assertThat(twins.stream().filter(m -> m.getState().equals("ticket"))).hasSize(1);
        assertThat(twins.stream().filter(m -> "The same mail came before".equals(m.getReason())))
                .hasSize(7);
    }

    @Test
    void aReplyWaitsForTheMailThatItAnswers() throws Exception {
        program.bean(Intake.class).stop();
        put(
                "From: chain@example.com\nMessage-ID: <chain3@example.com>\nIn-Reply-To: <chain2@example.com>\nSubject: Chain 3\n\nthree\n");
        put(
                "From: chain@example.com\nMessage-ID: <chain2@example.com>\nIn-Reply-To: <chain1@example.com>\nSubject: Chain 2\n\ntwo\n");
        put("From: chain@example.com\nMessage-ID: <chain1@example.com>\nSubject: Chain 1\n\none\n");
        program.bean(Intake.class).start();
        awaitNoneWaits();
        var chain = rows().stream()
                .filter(m -> "chain@example.com".equals(m.getSender()))
                .toList();
        assertThat(chain.stream().map(ReceivedMailRecord::getState))
                .containsExactlyInAnyOrder("ticket", "reply", "reply");
        assertThat(chain.stream().map(ReceivedMailRecord::getTicketId).distinct())
                .hasSize(1);
        String stream = program.get("/tickets/" + chain.getFirst().getTicketId() + "/entries")
                .toString();
        assertThat(stream.indexOf("two")).isPositive().isLessThan(stream.indexOf("three"));
    }

    @Test
    void mailsOfOneSenderKeepTheirOrderAndOneThatFailsKeepsNoneOfTheOthers() throws Exception {
        put("From: order@example.com\nMessage-ID: <o0@example.com>\nSubject: Order\n\nbegin\n");
        awaitNoneWaits();
        program.bean(Intake.class).stop();
        for (int i = 1; i <= 30; i++) {
            put("From: order@example.com\nMessage-ID: <o" + i
                    + "@example.com>\nIn-Reply-To: <o0@example.com>\nSubject: Re: Order\n\nline-" + i + ".\n");
            if (i % 7 == 0) {
                put("Message-ID: <nobody" + i + "@example.com>\nSubject: Nobody\n\nno sender\n");
            }
        }
        program.bean(Intake.class).start();
        awaitNoneWaits();
        var nobodys = rows().stream()
                .filter(m -> String.valueOf(m.getMessageId()).startsWith("nobody"))
                .toList();
        assertThat(nobodys.stream().map(ReceivedMailRecord::getState))
                .containsExactly("failed", "failed", "failed", "failed");
        var ticket = rows().stream()
                .filter(m -> "o0@example.com".equals(m.getMessageId()))
                .findFirst()
                .orElseThrow();
        String stream = program.get("/tickets/" + ticket.getTicketId() + "/entries?limit=100")
                .toString();
        int at = 0;
        for (int i = 1; i <= 30; i++) {
            int next = stream.indexOf("line-" + i + ".");
            assertThat(next).as("line %s", i).isGreaterThan(at);
            at = next;
        }
    }

    private static void putUnchecked(String mail) {
        try {
            put(mail);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void picturesShowInTheTextAndFilesAreAttached() throws Exception {
        String id = taken("""
                From: Pia <pia@example.com>
                Message-ID: <pic@example.com>
                Subject: Screenshot
                MIME-Version: 1.0
                Content-Type: multipart/related; boundary=b

                --b
                Content-Type: text/html; charset=utf-8

                <p>Look: <img src="cid:shot@x" onerror="alert(1)"></p><script>alert(2)</script>
                --b
                Content-Type: image/png; name=shot.png
                Content-ID: <shot@x>
                Content-Transfer-Encoding: base64

                iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
                --b
                Content-Type: text/plain; name="../../etc/passwd"
                Content-Disposition: attachment; filename="../../etc/passwd"

                root
                --b--
                """);
        JsonNode ticket = program.get("/tickets/" + id);
        JsonNode files = ticket.path("attachments");
        assertThat(files.findValuesAsString("name")).containsExactlyInAnyOrder("shot.png", "passwd");
        String picture = files.valueStream()
                .filter(f -> f.path("name").stringValue().equals("shot.png"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .stringValue();
        assertThat(ticket.path("description").stringValue())
                .contains("src=\"/api/v1/attachments/" + picture)
                .doesNotContain("script")
                .doesNotContain("onerror");
        assertThat(program.call("GET", "/attachments/" + picture, program.admin(), null)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTextThatIsTooLongIsCutAndTheMailGoesAlong() throws Exception {
        String id = taken("From: long@example.com\nMessage-ID: <long@example.com>\nSubject: Long\n\n"
                + "<&> line of a log\n".repeat(40_000));
        JsonNode ticket = program.get("/tickets/" + id);
        assertThat(ticket.path("description").stringValue()).hasSizeBetween(5_000, 200_000);
        assertThat(ticket.path("attachments").findValuesAsString("name")).containsExactly("mail.eml");
    }

    @Test
    void oneSenderCannotFloodTheDesk() throws Exception {
        for (int i = 0; i < TakeIn.MOST_PER_HOUR + 5; i++) {
            put("From: flood@example.com\nMessage-ID: <f" + i + "@example.com>\nSubject: Flood " + i + "\n\nx\n");
        }
        program.await("/mail/received?state=waiting", p -> p.path("items").isEmpty());
        int ignored = program.bean(Database.class)
                .read(
                        to.tenant(),
                        tx -> tx.sql()
                                .fetchCount(tx.sql()
                                        .selectFrom(RECEIVED_MAIL)
                                        .where("state = 'ignored' and sender = 'flood@example.com'")));
        assertThat(ignored).isEqualTo(5);
    }

    private static String taken(String mail) throws Exception {
        put(mail);
        JsonNode page = program.await(
                "/mail/received?limit=100&state=ticket", p -> !subject(p, mail).isMissingNode());
        return subject(page, mail).path("ticket").path("id").stringValue();
    }

    private static JsonNode subject(JsonNode page, String mail) {
        return page.path("items")
                .valueStream()
                .filter(m -> mail.contains("Subject: " + m.path("subject").stringValue("?") + "\n"))
                .findFirst()
                .orElse(TestProgram.JSON.missingNode());
    }

    private static void put(String mail) throws Exception {
        byte[] raw = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        program.bean(Postbox.class).put(List.of(to), new ByteArrayInputStream(raw), "someone@example.com");
    }
}
