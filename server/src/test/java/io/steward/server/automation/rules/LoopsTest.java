package io.steward.server.automation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LoopsTest {
    private static Loops.Node rule(String name, String trigger, Map<String, String> sets, Loops.Node... calls) {
        return new Loops.Node(
                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                new Trigger(new JsonMapper().readTree(trigger)),
                sets,
                false,
                false,
                Set.of(calls).stream().map(Loops.Node::id).collect(java.util.stream.Collectors.toSet()));
    }

    private static List<Loops.Loop> loops(Loops.Node of, Loops.Node... others) {
        var all = new java.util.ArrayList<>(List.of(others));
        all.add(of);
        return Loops.of(of, all);
    }

    @Test
    void twoRulesThatSetAFieldToDifferentValuesGoOnForEver() {
        var up = rule("up", "{\"kind\":\"changed\",\"field\":\"impact\"}", Map.of("impact", "1"));
        var down = rule("down", "{\"kind\":\"changed\",\"field\":\"impact\"}", Map.of("impact", "2"));
        assertThat(loops(up)).isEmpty();
        assertThat(loops(up, down))
                .hasSize(1)
                .first()
                .satisfies(l -> assertThat(l.rules()).containsExactly("up", "down"));
    }

    @Test
    void valuesThatDependOnTheTicketDoNotComeToRest() {
        assertThat(loops(rule("more", "{\"kind\":\"changed\",\"field\":\"title\"}", Map.of("title", Loops.VARIES))))
                .hasSize(1);
    }

    @Test
    void aRuleThatWaitsForAnotherValueIsNotStarted() {
        var a = rule("a", "{\"kind\":\"changed\",\"field\":\"x\",\"to\":\"1\"}", Map.of("y", "1"));
        var b = rule("b", "{\"kind\":\"changed\",\"field\":\"y\",\"to\":\"2\"}", Map.of("x", Loops.VARIES));
        assertThat(loops(a, b)).isEmpty();
    }

    @Test
    void ringsOfSeveralAreFoundAndThoseThatDoNotComeBackAreNone() {
        var c = rule("c", "{\"kind\":\"changed\",\"field\":\"c\"}", Map.of("a", Loops.VARIES));
        var b = rule("b", "{\"kind\":\"changed\",\"field\":\"b\"}", Map.of("c", "1"));
        var a = rule("a", "{\"kind\":\"changed\",\"field\":\"a\"}", Map.of("b", "1"));
        assertThat(loops(a, b, c))
                .hasSize(1)
                .first()
                .satisfies(l -> assertThat(l.rules()).containsExactly("a", "b", "c"));
        assertThat(loops(a, b)).isEmpty();
    }

    @Test
    void rulesThatCallEachOtherAreALoop() {
        var one = rule("one", "{\"kind\":\"called\"}", Map.of());
        var two = rule("two", "{\"kind\":\"called\"}", Map.of(), one);
        var back = rule("one", "{\"kind\":\"called\"}", Map.of(), two);
        assertThat(loops(two, back)).hasSize(1);
    }
}
