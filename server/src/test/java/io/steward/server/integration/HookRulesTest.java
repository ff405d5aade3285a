package io.steward.server.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.server.integration.rules.SenderProof;
import io.steward.server.integration.rules.Signals;
import io.steward.server.integration.rules.Ways;
import io.steward.server.integration.rules.WebhookSignature;
import io.steward.server.platform.Check;
import io.steward.server.platform.Problem;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Transition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How outbound webhooks are signed, and how what comes in is read. */
class HookRulesTest {
    /** The example of the Standard Webhooks specification and its libraries. */
    @Test
    void aRequestIsSignedAsTheSpecificationShows() {
        String header = WebhookSignature.header(
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330L,
                "{\"test\": 2432232314}");
        assertThat(header).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void alertmanagerSaysWhatFiresAndWhatIsOver() {
        var signals = read("alertmanager", SourceMapping.NONE, """
                {"version":"4","status":"firing","alerts":[
                 {"status":"firing","labels":{"alertname":"DiskFull","severity":"critical","instance":"db1"},
                  "annotations":{"summary":"Disk of db1 is full","description":"97 %"},"fingerprint":"abc"},
                 {"status":"resolved","labels":{"alertname":"CPU"},"annotations":{},"fingerprint":"def"}]}""");
        assertThat(signals).hasSize(2);
        assertThat(signals.getFirst().key()).isEqualTo("abc");
        assertThat(signals.getFirst().title()).isEqualTo("Disk of db1 is full");
        assertThat(signals.getFirst().priority()).isEqualTo(1);
        assertThat(signals.getFirst().resolved()).isFalse();
        assertThat(signals.getFirst().description()).contains("97 %").contains("instance: db1");
        assertThat(signals.getLast().resolved()).isTrue();
        assertThat(signals.getLast().title()).isEqualTo("CPU");
    }

    @Test
    void grafanaOldAndNewIsRead() {
        assertThat(read("grafana", SourceMapping.NONE, """
                {"state":"alerting","alerts":[{"status":"firing","labels":{"alertname":"A"},"annotations":{},
                 "fingerprint":"f1","dashboardURL":"https://g.example/d/1"}]}"""))
                .singleElement()
                .satisfies(s -> assertThat(s.description()).contains("https://g.example/d/1"));
        var old = read(
                "grafana",
                SourceMapping.NONE,
                "{\"ruleId\":7,\"ruleName\":\"Load\",\"state\":\"ok\",\"title\":\"[OK] Load\"}");
        assertThat(old.getFirst().key()).isEqualTo("7");
        assertThat(old.getFirst().resolved()).isTrue();
    }

    @Test
    void cloudEventsComeInThreeForms() {
        String structured = """
                {"specversion":"1.0","id":"1","source":"/dc/1","type":"com.example.fan.failed","subject":"fan 3","data":{"severity":"high"}}""";
        var one = read("cloudevents", SourceMapping.NONE, structured).getFirst();
        assertThat(one.key()).isEqualTo("/dc/1 fan 3");
        assertThat(one.title()).isEqualTo("fan 3");
        assertThat(one.priority()).isEqualTo(2);
        assertThat(read("cloudevents", SourceMapping.NONE, "[" + structured + "," + structured + "]"))
                .hasSize(2);
        var binary = Signals.read(
                "cloudevents",
                SourceMapping.NONE,
                Map.of(
                        "ce-id", "2",
                        "ce-source", "/dc/1",
                        "ce-type", "com.example.fan.resolved",
                        "ce-subject", "L%C3%BCfter%203",
                        "content-type", "application/json"),
                "{\"x\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(binary.getFirst().resolved()).isTrue();
        assertThat(binary.getFirst().title()).isEqualTo("Lüfter 3");
    }

    @Test
    void anyJsonIsReadByAMapping() {
        var mapping = new SourceMapping(
                "/events",
                "{{/host}}: {{/msg|/text|'no words'}}",
                "{{/detail}}",
                "{{/host}}/{{/check}}",
                "{{/state}}",
                List.of("gone"),
                "{{/level}}",
                Map.of("bad", 2),
                Map.of("host", "{{/host}}", "empty", "{{/nothing}}"),
                List.of("{{/host}}", "", "mon"));
        var signals = read("json", mapping, """
                {"events":[{"host":"web1","check":"ping","state":"new","level":"BAD","detail":{"ms":7}},
                           {"host":"web2","text":"a|b","check":"x","state":"Gone"}]}""");
        assertThat(signals.getFirst())
                .isEqualTo(new Signal(
                        "web1/ping",
                        false,
                        "web1: no words",
                        "{\"ms\":7}",
                        2,
                        Map.of("host", "web1"),
                        List.of("web1", "mon")));
        assertThat(signals.getLast().title()).isEqualTo("web2: a|b");
        assertThat(signals.getLast().resolved()).isTrue();
        var check = new Check();
        Signals.check(
                check,
                new SourceMapping("events", "{{host}}", "{{/a", null, null, null, null, Map.of("x", 9), null, null));
        assertThatThrownBy(check::done)
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.errors())
                                .extracting(e -> e.field())
                                .contains(
                                        "mapping.items", "mapping.title", "mapping.description", "mapping.priorities"));
    }

    @Test
    void nonsenseIsRefusedAndNothingIsTooLong() {
        for (String bad : List.of("", "x", "7", "[]", "{\"alerts\":[]}", "{\"alerts\":7}", "[".repeat(5_000))) {
            assertThatThrownBy(() -> read("alertmanager", SourceMapping.NONE, bad))
                    .as(bad)
                    .isInstanceOf(Problem.class);
        }
        String many = "[" + "{\"title\":\"x\"},".repeat(Signals.MOST) + "{}]";
        assertThatThrownBy(() -> read("json", SourceMapping.NONE, many)).isInstanceOf(Problem.class);
        var long1 = read(
                        "json",
                        SourceMapping.NONE,
                        "{\"title\":\"" + "x".repeat(1_000) + "\",\"key\":\"" + "k".repeat(900)
                                + "\",\"description\":\"" + "d".repeat(90_000) + "\"}")
                .getFirst();
        assertThat(long1.title()).hasSize(250);
        assertThat(long1.key()).hasSize(64);
        assertThat(long1.description()).hasSizeLessThan(20_100);
    }

    @Test
    void aProofIsTheSecretsOwn() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        // echo -n '{}' | openssl dgst -sha256 -hmac secret-key
        String right = hex("secret-key", body);
        assertThat(SenderProof.hmac("secret-key", body, right)).isTrue();
        assertThat(SenderProof.hmac("secret-key", body, "sha256=" + right.toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
        assertThat(SenderProof.hmac("other-key", body, right)).isFalse();
        assertThat(SenderProof.hmac("secret-key", body, null)).isFalse();
        assertThat(SenderProof.bearer("abcdefgh", "Bearer abcdefgh")).isTrue();
        assertThat(SenderProof.bearer("abcdefgh", "Bearer abcdefgi")).isFalse();
        assertThat(SenderProof.bearer("abcdefgh", null)).isFalse();
    }

    @Test
    void aWayGoesOverOpenStatusesOnly() {
        var start = status("new", StatusCategory.NEW);
        var work = status("work", StatusCategory.OPEN);
        var stopped = status("stopped", StatusCategory.CANCELLED);
        var done = status("done", StatusCategory.RESOLVED);
        var type = new TicketType(
                new UUID(0, 1),
                new UUID(0, 2),
                "x",
                "incident",
                "X",
                "X",
                false,
                "",
                "",
                true,
                null,
                null,
                new TicketType.Definition(
                        List.of(start, work, stopped, done),
                        List.of(
                                Transition.plain(stopped, List.of("new")),
                                Transition.plain(work, List.of("new")),
                                Transition.plain(done, List.of("work", "stopped"))),
                        "new",
                        List.of(),
                        List.of(),
                        TicketType.Forms.EMPTY,
                        false),
                1);
        assertThat(Ways.to(type, "new", StatusCategory.RESOLVED)).containsExactly("work", "done");
        assertThat(Ways.to(type, "work", StatusCategory.RESOLVED)).containsExactly("done");
        assertThat(Ways.to(type, "done", StatusCategory.OPEN)).isEmpty();
    }

    private static TicketType.Status status(String key, StatusCategory category) {
        return new TicketType.Status(key, key, category, key, null);
    }

    private static String hex(String key, byte[] body) {
        try {
            var mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return java.util.HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Signal> read(String kind, SourceMapping mapping, String body) {
        return Signals.read(kind, mapping, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
