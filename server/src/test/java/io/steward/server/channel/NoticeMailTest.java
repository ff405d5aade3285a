package io.steward.server.channel;

import static io.steward.db.channel.Tables.OUTGOING_MAIL;
import static io.steward.server.TestProgram.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.steward.server.TestProgram;
import io.steward.server.identity.Tenants;
import io.steward.server.notification.work.Dispatcher;
import io.steward.server.platform.Database;
import io.steward.server.task.Desk;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Notices by real mail on loopback: one each, gathered where wished, with a link that decides once. */
class NoticeMailTest {
    @SuppressWarnings("NullAway.Init")
    private static GreenMail world;

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static Desk desk;

    @BeforeAll
    static void start() throws Exception {
        world = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        world.start();
        program = TestProgram.startSetUp("--steward.url=http://steward.example.org");
        desk = Desk.of(program);
        program.post(
                "/mail/accounts",
                Map.of(
                        "deskId",
                        desk.id(),
                        "typeId",
                        desk.type(),
                        "address",
                        "it@example.org",
                        "name",
                        "IT desk",
                        "smtp",
                        Map.of(
                                "host",
                                "127.0.0.1",
                                "port",
                                world.getSmtp().getPort(),
                                "security",
                                "none",
                                "user",
                                "")));
    }

    @AfterAll
    static void stop() {
        program.close();
        world.stop();
    }

    @Test
    void aPressInTheMailDecidesOnceAndForNobodyElse() throws Exception {
        program.signedIn("Bea", "bea@example.org", Map.of());
        program.signedIn("Carl", "carl@example.org", Map.of("locale", "de"));
        String ticket = desk.ticket("Ten laptops").path("id").stringValue();
        var approvers = new ArrayList<Map<String, String>>();
        for (String name : List.of("Bea", "Carl")) {
            approvers.add(Map.of("kind", "person", "id", desk.personId(name)));
        }
        JsonNode asked = desk.did(
                desk.agent(),
                "POST",
                "/tickets/" + ticket + "/approvals",
                Map.of(
                        "title", "Spend the money",
                        "reason", "They are old",
                        "steps", List.of(Map.of("rule", "all", "approvers", approvers))),
                null);
        MimeMessage mail = mailTo("bea@example.org", "Spend the money");
        assertThat(mail.getSubject()).isEqualTo("Your decision, please: Spend the money");
        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(text(mail)).contains("They are old").contains("because your decision is asked for");
        assertThat(mailTo("carl@example.org", "Spend the money").getSubject())
                .isEqualTo("Bitte entscheiden Sie: Spend the money");
        String bea = token(mail);
        String carl = token(mailTo("carl@example.org", "Spend the money"));

        JsonNode seen = ok(program.call("GET", "/decisions/" + bea, "", null));
        assertThat(seen.path("open").booleanValue()).isTrue();
        assertThat(seen.path("person").stringValue()).isEqualTo("Bea");
        assertThat(seen.path("approval").path("about").path("title").stringValue())
                .isEqualTo("Ten laptops");
        // To look decides nothing, however often.
        ok(program.call("GET", "/decisions/" + bea, "", null));
        assertThat(state(asked)).isEqualTo("pending");
        for (String forged : List.of(
                bea.replace("~0~", "~1~"),
                bea.substring(0, bea.indexOf('.')) + carl.substring(carl.indexOf('.')),
                "x",
                bea + "x")) {
            assertThat(program.call("POST", "/decisions/" + forged, "", "{\"decision\":\"approved\"}")
                            .statusCode())
                    .as(forged)
                    .isEqualTo(404);
        }
        assertThat(program.call("POST", "/decisions/" + bea, "", "{}").statusCode())
                .isEqualTo(422);
        JsonNode decided =
                ok(program.call("POST", "/decisions/" + bea, "", "{\"decision\":\"approved\",\"comment\":\"Yes\"}"));
        assertThat(decided.path("open").booleanValue()).isFalse();
        assertThat(program.call("POST", "/decisions/" + bea, "", "{\"decision\":\"rejected\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(state(asked)).isEqualTo("pending");
        ok(program.call("POST", "/decisions/" + carl, "", "{\"decision\":\"approved\"}"));
        assertThat(state(asked)).isEqualTo("approved");
        assertThat(mailTo("agnes@example.org", "Approved: Spend the money")).isNotNull();
        JsonNode vote = program.get("/approvals/" + asked.path("id").stringValue())
                .path("steps")
                .get(0)
                .path("votes")
                .get(0);
        assertThat(vote.path("via").stringValue()).isEqualTo("mail");
        // One mail each, and what a link was is not kept.
        assertThat(mails("bea@example.org")).hasSize(1);
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        program.await(
                "/mail/outgoing",
                p -> p.path("items")
                        .valueStream()
                        .allMatch(m -> m.path("state").stringValue().equals("sent")));
        List<String> kept = program.bean(Database.class)
                .read(
                        tenant,
                        tx -> tx.sql()
                                .select(OUTGOING_MAIL.TEXT)
                                .from(OUTGOING_MAIL)
                                .where(OUTGOING_MAIL.TENANT_ID.eq(tx.t()), OUTGOING_MAIL.KIND.eq("decision"))
                                .fetch(OUTGOING_MAIL.TEXT));
        assertThat(kept).hasSize(2).allMatch(String::isEmpty);
    }

    private static String state(JsonNode approval) throws Exception {
        return program.get("/approvals/" + approval.path("id").stringValue())
                .path("state")
                .stringValue();
    }

    @Test
    void manyAreOneMailWhereThatIsWished() throws Exception {
        desk.did(desk.manager(), "PUT", "/me/notifications", Map.of("digest", "hour"), 0);
        for (String title : List.of("First of three", "Second of three", "Third of three")) {
            program.post("/tickets", Map.of("typeId", desk.type(), "title", title, "assigneeId", desk.personId("Mia")));
        }
        awaitUnread(3);
        assertThat(mails("mia@example.org")).isEmpty();
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        var dispatcher = program.bean(Dispatcher.class);
        assertThat(dispatcher.run(tenant, Instant.now().plus(Duration.ofMinutes(61))))
                .isEqualTo(1);
        assertThat(dispatcher.run(tenant, Instant.now().plus(Duration.ofMinutes(61))))
                .isZero();
        Outgoing.itIsTime(program);
        MimeMessage mail = mailTo("mia@example.org", "3 things");
        assertThat(text(mail))
                .contains("First of three", "Second of three", "Third of three")
                .contains("because the ticket is assigned to you");
        assertThat(mails("mia@example.org")).hasSize(1);
    }

    private static void awaitUnread(int count) throws Exception {
        Instant until = Instant.now().plus(Duration.ofSeconds(20));
        while (ok(program.call("GET", "/notices/count", desk.manager(), null))
                        .path("unread")
                        .intValue()
                < count) {
            assertThat(Instant.now()).isBefore(until);
            Thread.sleep(50);
        }
    }

    private static String token(MimeMessage mail) throws Exception {
        var link = Pattern.compile("http://steward.example.org/approve/([A-Za-z0-9._~-]+)")
                .matcher(text(mail));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static List<MimeMessage> mails(String recipient) throws Exception {
        var all = new ArrayList<MimeMessage>();
        for (MimeMessage m : world.getReceivedMessages()) {
            if (Arrays.toString(m.getRecipients(Message.RecipientType.TO)).contains(recipient)) {
                all.add(m);
            }
        }
        return all;
    }

    private static MimeMessage mailTo(String recipient, String subject) throws Exception {
        Instant until = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(until)) {
            for (MimeMessage m : mails(recipient)) {
                if (m.getSubject().contains(subject)) {
                    return m;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("No mail to " + recipient + " about " + subject);
    }

    private static String text(jakarta.mail.Part part) throws Exception {
        if (part.getContent() instanceof jakarta.mail.Multipart many) {
            var all = new StringBuilder();
            for (int i = 0; i < many.getCount(); i++) {
                all.append(text(many.getBodyPart(i)));
            }
            return all.toString();
        }
        return String.valueOf(part.getContent());
    }
}
