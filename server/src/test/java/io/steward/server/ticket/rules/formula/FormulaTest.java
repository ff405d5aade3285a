package io.steward.server.ticket.rules.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormulaTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 29);
    private static final Map<String, FormulaType> TYPES = Map.of(
            "cost", FormulaType.NUMBER,
            "count", FormulaType.NUMBER,
            "name", FormulaType.TEXT,
            "start", FormulaType.DATE,
            "done", FormulaType.YES_NO);

    private static @Nullable Object worked(String formula, Map<String, @Nullable Object> values) {
        return Formula.parse(formula, TYPES).evaluate(values::get, TODAY);
    }

    private static FormulaError wrong(String formula) {
        return catchThrowableOfType(FormulaError.class, () -> Formula.parse(formula, TYPES));
    }

    @Test
    void numbersAreWorkedOutInTheUsualOrder() {
        assertThat(worked("1 + 2 * 3 - 4 / 2", Map.of())).isEqualTo(5d);
        assertThat(worked("-(1 + 2) * 3 % 5", Map.of())).isEqualTo(-4d);
        assertThat(worked("round(cost * 1.2, 2)", Map.of("cost", 9.999))).isEqualTo(12d);
        assertThat(worked("sum(cost, count, 3)", Map.of("cost", 1d, "count", 2d)))
                .isEqualTo(6d);
    }

    @Test
    void whatIsEmptyMakesTheAnswerEmptyButFoldsPassOverIt() {
        assertThat(worked("cost + 1", Map.of())).isNull();
        assertThat(worked("cost / 0", Map.of("cost", 1d))).isNull();
        assertThat(worked("sum(cost, 2)", Map.of())).isEqualTo(2d);
        assertThat(worked("coalesce(cost, count, 7)", Map.of())).isEqualTo(7d);
        assertThat(worked("is_empty(name)", Map.of())).isEqualTo(true);
        assertThat(worked("cost > 1", Map.of())).isEqualTo(false);
    }

    @Test
    void textsDatesAndConditions() {
        assertThat(worked("upper(left(name, 2)) & \"-\" & count", Map.of("name", "vpn", "count", 3d)))
                .isEqualTo("VP-3");
        assertThat(worked("days(start, today())", Map.of("start", LocalDate.of(2026, 3, 1))))
                .isEqualTo(28d);
        assertThat(worked("add_months(start, 1)", Map.of("start", LocalDate.of(2026, 1, 31))))
                .isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(worked("if(done and not (cost > 5), \"ok\", \"no\")", Map.of("done", true, "cost", 4d)))
                .isEqualTo("ok");
        assertThat(worked("weekday(start)", Map.of("start", TODAY))).isEqualTo(7d);
    }

    @Test
    void whatDoesNotFitIsNamedWithItsPlace() {
        assertThat(wrong("cost + name").at()).isEqualTo(5);
        assertThat(wrong("cost + nothing").getMessage()).contains("nothing");
        assertThat(wrong("nothing(1)").getMessage()).contains("function");
        assertThat(wrong("if(cost, 1, 2)").getMessage()).contains("yes or no");
        assertThat(wrong("if(done, 1, \"a\")").getMessage()).contains("number");
        assertThat(wrong("(1 + 2").getMessage()).contains("bracket");
        assertThat(wrong("1 2").at()).isEqualTo(2);
        assertThat(wrong("cost @ 2").at()).isEqualTo(5);
        assertThat(wrong("").getMessage()).isNotBlank();
        assertThat(wrong("(".repeat(200) + "1" + ")".repeat(200)).getMessage()).contains("nested");
    }

    /** Random text never does more than be refused; random good formulas never throw when they are worked out. */
    @Test
    void nothingThatIsWrittenBreaksIt() {
        var random = new Random(4711);
        String[] words = {
            "cost",
            "name",
            "start",
            "done",
            "1",
            "2.5",
            "\"x\"",
            "(",
            ")",
            "+",
            "-",
            "*",
            "/",
            "%",
            "&",
            "=",
            "<",
            ">=",
            ",",
            "if",
            "sum",
            "left",
            "days",
            "add_days",
            "round",
            "and",
            "or",
            "not",
            "today()",
            "999999999"
        };
        int good = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int n = 1 + random.nextInt(9); n > 0; n--) {
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            try {
                var formula = Formula.parse(text.toString(), TYPES);
                var values = new HashMap<String, @Nullable Object>();
                values.put("cost", random.nextBoolean() ? null : random.nextGaussian() * 1e12);
                values.put("start", random.nextBoolean() ? null : TODAY);
                values.put("name", "näme");
                formula.evaluate(values::get, TODAY);
                good++;
            } catch (FormulaError e) {
                assertThat(e.at()).isBetween(0, text.length());
            }
        }
        assertThat(good).isGreaterThan(200);
    }
}
