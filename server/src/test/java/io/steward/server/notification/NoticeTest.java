package io.steward.server.notification;

import static io.steward.db.journal.Tables.CURSOR;
import static io.steward.db.notification.Tables.DELIVERY;
import static io.steward.db.notification.Tables.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.identity.Tenants;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.task.Desk;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The inbox through the API, fed by the journal. */
class NoticeTest {
    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @SuppressWarnings("NullAway.Init")
    private static Desk desk;

    @BeforeAll
    static void start() throws Exception {
        program = TestProgram.startSetUp();
        desk = Desk.of(program);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static JsonNode inbox(String who) throws Exception {
        return TestProgram.ok(program.call("GET", "/notices?limit=100", who, null))
                .path("items");
    }

    private static List<String> told(String who, String title) throws Exception {
        return inbox(who)
                .valueStream()
                .filter(n -> n.path("data").path("title").stringValue().equals(title))
                .map(n -> n.path("kind").stringValue() + "/" + n.path("why").stringValue())
                .toList();
    }

    private static void await(String who, String title, String... wanted) throws Exception {
        Instant until = Instant.now().plus(Duration.ofSeconds(20));
        while (!told(who, title).equals(List.of(wanted))) {
            assertThat(Instant.now())
                    .as("%s instead of %s", told(who, title), List.of(wanted))
                    .isBefore(until);
            Thread.sleep(50);
        }
    }

    private static String mention(String name) throws Exception {
        return "<p><a data-mention=\"" + desk.personId(name) + "\">@" + name + "</a> please</p>";
    }

    @Test
    void peopleAreToldOfWhatOthersDoAndOnlyOnce() throws Exception {
        JsonNode made = program.post(
                "/tickets",
                Map.of(
                        "typeId", desk.type(),
                        "title", "Printer",
                        "requesterId", desk.personId("Rob"),
                        "assigneeId", desk.personId("Agnes")));
        String ticket = made.path("id").stringValue();
        await(desk.agent(), "Printer", "assigned/assignee");
        desk.did(desk.manager(), "POST", "/tickets/" + ticket + "/notes", Map.of("body", mention("Agnes")), null);
        await(desk.agent(), "Printer", "mentioned/mentioned", "assigned/assignee");
        desk.did(desk.agent(), "POST", "/tickets/" + ticket + "/replies", Map.of("body", "<p>On it</p>"), null);
        await(desk.requester(), "Printer", "reply/requester");
        assertThat(inbox(desk.requester()).get(0).path("path").stringValue())
                .isEqualTo("/portal/requests/" + made.path("number").stringValue());
        assertThat(inbox(desk.requester()).get(0).path("data").path("text").stringValue())
                .isEqualTo("On it");
        desk.did(
                desk.requester(),
                "POST",
                "/portal/requests/" + ticket + "/replies",
                Map.of("body", "<p>Thanks</p>"),
                null);
        await(desk.agent(), "Printer", "reply/assignee", "mentioned/mentioned", "assigned/assignee");
        // A note is nothing for requesters, and nobody hears of themselves.
        assertThat(told(desk.requester(), "Printer")).containsExactly("reply/requester");
        assertThat(told(desk.manager(), "Printer")).isEmpty();

        int before = count();
        again();
        desk.did(desk.manager(), "POST", "/tickets/" + ticket + "/notes", Map.of("body", "<p>After</p>"), null);
        await(desk.agent(), "Printer", "note/assignee", "reply/assignee", "mentioned/mentioned", "assigned/assignee");
        assertThat(count()).isEqualTo(before + 1);
    }

    @Test
    void whomAnEscalationNamesIsToldUnlessTheyMayNotSeeIt() throws Exception {
        JsonNode made = program.post("/tickets", Map.of("typeId", desk.type(), "title", "Slow clock"));
        UUID id = UUID.fromString(made.path("id").stringValue());
        UUID deskId = UUID.fromString(made.path("deskId").stringValue());
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        var tell = List.of(desk.personId("Agnes"), desk.personId("Rob"));
        var said = Map.of("policy", "Gold", "percent", 80, "tell", tell);
        var context = Context.system(tenant, Instant.now(), new Cause("sla", "Gold"));
        program.bean(Database.class)
                .run(
                        tenant,
                        tx -> program.bean(Journal.class)
                                .append(tx, context, NewEntry.of("ticket", id, deskId, "sla_escalated", said)));
        await(desk.agent(), "Slow clock", "escalated/escalation");
        JsonNode data = inbox(desk.agent()).get(0).path("data");
        assertThat(data.path("percent").stringValue()).isEqualTo("80");
        assertThat(data.path("actor").stringValue()).isEqualTo("Gold");
        assertThat(told(desk.requester(), "Slow clock")).isEmpty();
    }

    private static int count() {
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        return program.bean(Database.class)
                .read(tenant, tx -> tx.sql().fetchCount(NOTICE, NOTICE.TENANT_ID.eq(tx.t())));
    }

    /** The consumer reads the whole journal once more. */
    private static void again() {
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        program.bean(Database.class)
                .run(
                        tenant,
                        tx -> tx.sql()
                                .update(CURSOR)
                                .set(CURSOR.SEQ, 0L)
                                .where(CURSOR.TENANT_ID.eq(tx.t()), CURSOR.CONSUMER.eq("notification.inbox"))
                                .execute());
    }

    @Test
    void whatIsReadOrMutedOrNotWantedStaysQuiet() throws Exception {
        String who = desk.manager();
        JsonNode made = program.post(
                "/tickets", Map.of("typeId", desk.type(), "title", "Muted", "assigneeId", desk.personId("Mia")));
        String ticket = made.path("id").stringValue();
        await(who, "Muted", "assigned/assignee");
        JsonNode notice = inbox(who).get(0);
        String path = "/notices/" + notice.path("id").stringValue() + "/read";
        int unread = unread(who);
        assertThat(desk.send(desk.agent(), "PUT", path, "{}", null).statusCode())
                .isEqualTo(404);
        desk.did(who, "PUT", path, "{}", null);
        assertThat(unread(who)).isEqualTo(unread - 1);
        desk.did(who, "DELETE", path, null, null);
        assertThat(unread(who)).isEqualTo(unread);
        desk.did(who, "PUT", "/notices/read", Map.of("until", notice.path("id").stringValue()), null);
        assertThat(unread(who)).isZero();
        assertThat(desk.send(who, "PUT", "/notices/read", "{}", null).statusCode())
                .isEqualTo(422);

        desk.did(who, "PUT", "/tickets/" + ticket + "/mute", null, null);
        program.post("/tickets/" + ticket + "/notes", Map.of("body", "<p>Unheard</p>"));
        JsonNode wishes = TestProgram.ok(program.call("GET", "/me/notifications", who, null));
        assertThat(wishes.path("kinds").path("mentioned").path("mail").booleanValue())
                .isTrue();
        var kinds = new HashMap<String, Object>();
        kinds.put("assigned", Map.of("inbox", false, "mail", false));
        desk.did(who, "PUT", "/me/notifications", Map.of("kinds", kinds, "digest", "hour"), 0);
        assertThat(desk.send(who, "PUT", "/me/notifications", Map.of("kinds", kinds), 0)
                        .statusCode())
                .isEqualTo(412);
        assertThat(desk.send(who, "PUT", "/me/notifications", Map.of("quietFrom", "22:00"), 1)
                        .statusCode())
                .isEqualTo(422);
        assertThat(desk.send(who, "PUT", "/me/notifications", Map.of("digest", "never"), 1)
                        .statusCode())
                .isEqualTo(422);
        program.post(
                "/tickets", Map.of("typeId", desk.type(), "title", "Unwanted", "assigneeId", desk.personId("Mia")));
        String last = program.post(
                        "/tickets",
                        Map.of("typeId", desk.type(), "title", "Heard", "assigneeId", desk.personId("Agnes")))
                .path("id")
                .stringValue();
        program.post("/tickets/" + last + "/notes", Map.of("body", mention("Mia")));
        await(who, "Heard", "mentioned/mentioned");
        assertThat(told(who, "Muted")).containsExactly("assigned/assignee");
        assertThat(told(who, "Unwanted")).isEmpty();
        // What is gathered waits for its hour.
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        int waiting = program.bean(Database.class)
                .read(
                        tenant,
                        tx -> tx.sql()
                                .fetchCount(
                                        DELIVERY,
                                        DELIVERY.TENANT_ID.eq(tx.t()),
                                        DELIVERY.STATE.eq("waiting"),
                                        DELIVERY.DUE.gt(Instant.now())));
        assertThat(waiting).isEqualTo(1);
    }

    @Test
    void whatIsOneThingIsToldOnceWithinABatchAndAfterIt() throws Exception {
        UUID agnes = UUID.fromString(desk.personId("Agnes"));
        var notice = new Notice(
                Instant.now(),
                NoticeKind.RULE,
                List.of(agnes, agnes),
                null,
                "batch:1",
                "/inbox",
                Map.of("actor", "Night watch", "text", "All is well"),
                "rule",
                Set.of());
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        var database = program.bean(Database.class);
        for (int i = 0; i < 2; i++) {
            database.run(tenant, tx -> program.bean(Notifications.class).tell(tx, List.of(notice, notice)));
        }
        var one = NOTICE.ONCE.eq("batch:1");
        assertThat(database.<Integer>read(tenant, tx -> tx.sql().fetchCount(NOTICE, one)))
                .isEqualTo(1);
        assertThat(database.<Integer>read(
                        tenant,
                        tx -> tx.sql()
                                .fetchCount(
                                        DELIVERY,
                                        DELIVERY.NOTICE_ID.in(DSL.select(NOTICE.ID)
                                                .from(NOTICE)
                                                .where(one)))))
                .isEqualTo(1);
    }

    @Test
    void administratorsWriteTheSentencesAnew() throws Exception {
        String path = "/notification-templates/mentioned/de";
        assertThat(program.get("/notification-templates")).hasSize(36);
        var wrong = desk.send(program.admin(), "PUT", path, Map.of("subject", "{actor} {secret}", "text", "x"), 0);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("{secret}");
        JsonNode example = desk.did(
                program.admin(),
                "POST",
                path + "/preview",
                Map.of("subject", "{actor}!", "text", "<b>{title}</b>"),
                null);
        assertThat(example.path("subject").stringValue()).isEqualTo("Mia Holm!");
        desk.did(program.admin(), "PUT", path, Map.of("subject", "Hallo von {actor}", "text", "Schau: {title}"), 0);
        assertThat(desk.send(program.admin(), "PUT", path, Map.of("subject", "x", "text", "x"), 0)
                        .statusCode())
                .isEqualTo(412);
        assertThat(program.get("/notification-templates").toString()).contains("Hallo von {actor}");
        desk.did(program.admin(), "DELETE", path, null, null);
        assertThat(program.get("/notification-templates").toString()).doesNotContain("Hallo von");
        assertThat(desk.send(program.admin(), "DELETE", "/notification-templates/none/de", null, null)
                        .statusCode())
                .isEqualTo(404);
    }

    private static int unread(String who) throws Exception {
        return TestProgram.ok(program.call("GET", "/notices/count", who, null))
                .path("unread")
                .intValue();
    }
}
