package io.steward.server.macro;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.macro.rules.Variables;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Variables in texts: found, told apart from what is none, and filled in as plain text. */
class VariablesTest {
    @Test
    void whatIsNamedIsFoundOnceWithoutItsSpaces() {
        assertThat(Variables.in("<p>{{ ticket.number }} {{ticket.number}} {{fields.cost}} {x} {{}}</p>"))
                .containsExactly("ticket.number", "fields.cost", "");
    }

    @Test
    void onlyTheListAndFieldsThereAreAreKnown() {
        assertThat(Variables.unknown("{{agent.name}} {{fields.cost}}", Set.of("cost")))
                .isEmpty();
        assertThat(Variables.unknown("{{agent.password}} {{fields.gone}} {{T(java.lang.Runtime)}}", Set.of("cost")))
                .containsExactly("agent.password", "fields.gone", "T(java.lang.Runtime)");
    }

    @Test
    void valuesStandAsPlainTextAndAreNeverReadAgain() {
        var values = Map.of("ticket.title", "<b>$1 \\ \"{{agent.name}}\"</b>", "agent.name", "Agnes");
        assertThat(Variables.filled("<p>{{ticket.title}}|{{requester.name}}|{{agent.name}}</p>", values::get))
                .isEqualTo("<p>&lt;b&gt;$1 \\ &quot;&#123;&#123;agent.name}}&quot;&lt;/b&gt;||Agnes</p>");
    }

    @Test
    void aFirstNameIsTheFirstWord() {
        assertThat(Variables.first(" Ada Lovelace King ")).isEqualTo("Ada");
        assertThat(Variables.first("Cher")).isEqualTo("Cher");
    }
}
