package io.steward.server.automation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TriggerTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static boolean matches(String trigger, Event e) {
        return new Trigger(JSON.readTree(trigger.replace('\'', '"'))).matches(e);
    }

    private static Event changed(Event.Moved... moved) {
        return new Event("changed", 1L, Instant.EPOCH, "agent", false, false, List.of(moved), Map.of(), Set.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'kind':'changed'} | true
            {'kind':'changed','field':'status'} | true
            {'kind':'changed','field':'team'} | false
            {'kind':'changed','field':'status','to':'open'} | true
            {'kind':'changed','field':'status','to':'Open'} | true
            {'kind':'changed','field':'status','to':'closed'} | false
            {'kind':'changed','field':'status','from':null} | false
            {'kind':'changed','field':'assignee','from':null} | true
            """)
    void changesAreComparedByKeyOrLabel(String trigger, boolean expected) {
        var event = changed(
                new Event.Moved("status", "new", "New", "open", "Open"),
                new Event.Moved("assignee", null, null, "p", "Mia"));
        assertThat(matches(trigger, event)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *@monitoring.example | Alert: disk full | true
            monitoring | disk | true
            ops@* | *full | false
            nagios@monitoring.example | Alert* | true
            nagios@monitoring.example | Alert | true
            nagios@monitoring.example | lert: d*l | false
            """)
    void mailsAreMatchedByPatterns(String from, String subject, boolean expected) {
        var event = new Event(
                "created",
                1L,
                Instant.EPOCH,
                "requester",
                false,
                true,
                List.of(),
                Map.of("from", "nagios@monitoring.example", "subject", "ALERT: disk full", "body", "line\nline"),
                Set.of());
        assertThat(event.kinds()).contains("mail");
        assertThat(matches("{'kind':'mail','from':'" + from + "','subject':'" + subject + "'}", event))
                .isEqualTo(expected);
    }

    @Test
    void whatRulesWriteStartsNoRuleThatWaitsForReplies() {
        for (String by : List.of("anyone", "agent", "requester")) {
            var event = new Event("replied", 1L, Instant.EPOCH, "rule", false, false, List.of(), Map.of(), Set.of());
            assertThat(matches("{'kind':'replied','by':'" + by + "'}", event)).isFalse();
        }
    }

    @Test
    void listsOfActionsAreFoundByTheirPlaces() {
        var actions = JSON.readTree("""
                [{"kind":"set"},{"kind":"branch","cases":[{"actions":[{"kind":"a"}]},{"actions":[{"kind":"each","actions":[{"kind":"b"}]}]}],"otherwise":[{"kind":"c"}]}]""");
        var seen = new ArrayList<String>();
        Tree.visit(
                actions,
                (path, action) -> seen.add(path + " " + action.path("kind").stringValue()));
        assertThat(seen)
                .containsExactly(
                        "actions[0] set",
                        "actions[1] branch",
                        "actions[1].cases[0].actions[0] a",
                        "actions[1].cases[1].actions[0] each",
                        "actions[1].cases[1].actions[0].actions[0] b",
                        "actions[1].otherwise[0] c");
        assertThat(Tree.list(actions, "actions[1].cases[1].actions[0].actions")
                        .get(0)
                        .path("kind")
                        .stringValue())
                .isEqualTo("b");
        assertThat(Tree.list(actions, "actions[9].otherwise").isMissingNode()).isTrue();
    }
}
