package io.steward.server.channel.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.channel.MailAccounts;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
                        "IT"));
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
        int before = total();
        for (Path mail : mails) {
            try (var in = Files.newInputStream(mail)) {
                program.bean(Postbox.class).put(List.of(to), in, "someone@example.com");
            }
        }
        assertThat(total() - before).isEqualTo(mails.size());
        JsonNode page = program.await(
                "/mail/received?limit=100",
                p -> p.path("items").findValuesAsString("state").stream().noneMatch("waiting"::equals));
        for (JsonNode m : page.path("items")) {
            boolean ticket = m.path("state").stringValue().equals("ticket");
            assertThat(ticket || !m.path("reason").stringValue("").isBlank())
                    .as(m.toString())
                    .isTrue();
            assertThat(ticket).isEqualTo(m.path("ticket").isObject());
        }
        assertThat(page.path("items").findValuesAsString("state").stream().filter("ticket"::equals))
                .hasSizeGreaterThan(mails.size() / 2);
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
                                        .selectFrom(io.steward.db.channel.Tables.RECEIVED_MAIL)
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

    private static int total() {
        return program.bean(Database.class)
                .read(to.tenant(), tx -> tx.sql().fetchCount(io.steward.db.channel.Tables.RECEIVED_MAIL));
    }
}
