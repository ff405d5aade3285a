package io.steward.server.task.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormulaSafeTest {
    @Test
    void noTextBecomesAFormula() {
        for (String bad : new String[] {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"}) {
            assertThat(FormulaSafe.cell(bad)).isEqualTo("'" + bad);
        }
        for (String good : new String[] {"", "a=b", "5 - 3", "Ünïcode"}) {
            assertThat(FormulaSafe.cell(good)).isEqualTo(good);
        }
    }
}
