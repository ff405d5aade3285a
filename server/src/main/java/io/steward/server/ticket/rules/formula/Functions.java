package io.steward.server.ticket.rules.formula;

import static io.steward.server.ticket.rules.formula.FormulaType.DATE;
import static io.steward.server.ticket.rules.formula.FormulaType.NUMBER;
import static io.steward.server.ticket.rules.formula.FormulaType.TEXT;
import static io.steward.server.ticket.rules.formula.FormulaType.YES_NO;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** The functions of formulas. */
final class Functions {
    private static final int LONGEST = 10_000;
    private static final double MOST_DAYS = 200_000;

    /** Works on values that are all there; what is empty makes the answer empty, unless the function says otherwise. */
    @FunctionalInterface
    interface Work {
        @Nullable
        Object of(List<Object> values);
    }

    /**
     * @param parameters their types; null takes any, and all such are of one type, which the answer has when
     *     {@code result} is null
     * @param many the last parameter may be repeated
     * @param emptyToo works on empty values as well
     */
    record Function(
            String name,
            List<@Nullable FormulaType> parameters,
            boolean many,
            @Nullable FormulaType result,
            boolean emptyToo,
            Work work) {}

    static final Map<String, Function> ALL = new LinkedHashMap<>();

    private Functions() {}

    static {
        number("round", 2, a -> rounded(num(a, 0), num(a, 1), RoundingMode.HALF_UP));
        number("floor", 1, a -> Math.floor(num(a, 0)));
        number("ceil", 1, a -> Math.ceil(num(a, 0)));
        number("abs", 1, a -> Math.abs(num(a, 0)));
        fold("sum", Double::sum);
        fold("min", Math::min);
        fold("max", Math::max);
        add(new Function(
                "average",
                List.of(NUMBER),
                true,
                NUMBER,
                false,
                a -> a.stream().mapToDouble(v -> (Double) v).average().orElse(0)));
        add(new Function("length", List.of(TEXT), false, NUMBER, false, a ->
                (double) text(a, 0).length()));
        add(new Function(
                "upper", List.of(TEXT), false, TEXT, false, a -> text(a, 0).toUpperCase(Locale.ROOT)));
        add(new Function(
                "lower", List.of(TEXT), false, TEXT, false, a -> text(a, 0).toLowerCase(Locale.ROOT)));
        add(new Function(
                "left",
                List.of(TEXT, NUMBER),
                false,
                TEXT,
                false,
                a -> text(a, 0).substring(0, place(a))));
        add(new Function(
                "right",
                List.of(TEXT, NUMBER),
                false,
                TEXT,
                false,
                a -> text(a, 0).substring(text(a, 0).length() - place(a))));
        add(new Function(
                "contains",
                List.of(TEXT, TEXT),
                false,
                YES_NO,
                false,
                a -> text(a, 0).toLowerCase(Locale.ROOT).contains(text(a, 1).toLowerCase(Locale.ROOT))));
        add(new Function("number", List.of(TEXT), false, NUMBER, false, a -> parsed(text(a, 0))));
        add(new Function(
                "date",
                List.of(NUMBER, NUMBER, NUMBER),
                false,
                DATE,
                false,
                a -> day((int) num(a, 0), (int) num(a, 1), (int) num(a, 2))));
        add(new Function("days", List.of(DATE, DATE), false, NUMBER, false, a ->
                (double) ChronoUnit.DAYS.between(date(a, 0), date(a, 1))));
        add(new Function(
                "add_days",
                List.of(DATE, NUMBER),
                false,
                DATE,
                false,
                a -> Math.abs(num(a, 1)) > MOST_DAYS ? null : date(a, 0).plusDays((long) num(a, 1))));
        add(new Function(
                "add_months",
                List.of(DATE, NUMBER),
                false,
                DATE,
                false,
                a -> Math.abs(num(a, 1)) > MOST_DAYS ? null : date(a, 0).plusMonths((long) num(a, 1))));
        ofDate("year", d -> d.getYear());
        ofDate("month", d -> d.getMonthValue());
        ofDate("day", d -> d.getDayOfMonth());
        ofDate("weekday", d -> d.getDayOfWeek().getValue());
        // These three take what is empty, and are worked out by the evaluation itself.
        add(new Function("if", java.util.Arrays.asList(YES_NO, null, null), false, null, true, a -> null));
        add(new Function("coalesce", java.util.Collections.singletonList(null), true, null, true, a -> null));
        add(new Function("is_empty", java.util.Collections.singletonList(null), false, YES_NO, true, a -> null));
        add(new Function(
                "text",
                java.util.Collections.singletonList(null),
                false,
                TEXT,
                false,
                a -> Evaluation.shown(a.getFirst())));
        add(new Function("today", List.of(), false, DATE, true, a -> null));
    }

    private static void add(Function f) {
        ALL.put(f.name(), f);
    }

    private static void number(String name, int parameters, Work work) {
        add(new Function(name, java.util.Collections.nCopies(parameters, NUMBER), false, NUMBER, false, work));
    }

    private static void fold(String name, DoubleBinaryOperator op) {
        add(new Function(
                name,
                List.of(NUMBER),
                true,
                NUMBER,
                false,
                a -> a.stream().mapToDouble(v -> (Double) v).reduce(op).orElse(0)));
    }

    private static void ofDate(String name, java.util.function.ToIntFunction<LocalDate> part) {
        add(new Function(name, List.of(DATE), false, NUMBER, false, a -> (double) part.applyAsInt(date(a, 0))));
    }

    private static double num(List<Object> a, int i) {
        return (Double) a.get(i);
    }

    private static String text(List<Object> a, int i) {
        return (String) a.get(i);
    }

    private static LocalDate date(List<Object> a, int i) {
        return (LocalDate) a.get(i);
    }

    private static int place(List<Object> a) {
        return (int) Math.clamp(num(a, 1), 0, text(a, 0).length());
    }

    static @Nullable Double rounded(double value, double places, RoundingMode mode) {
        if (!Double.isFinite(value)) {
            return null;
        }
        return BigDecimal.valueOf(value)
                .setScale((int) Math.clamp(places, -9, 9), mode)
                .doubleValue();
    }

    private static @Nullable Double parsed(String text) {
        try {
            double n = text.length() > 40 ? Double.NaN : Double.parseDouble(text.strip());
            return Double.isFinite(n) ? n : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable LocalDate day(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static String shortened(String text) {
        return Objects.requireNonNull(text).length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
