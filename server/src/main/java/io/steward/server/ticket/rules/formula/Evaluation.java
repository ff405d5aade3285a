package io.steward.server.ticket.rules.formula;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Works a formula out. What cannot be worked out, such as a division by nothing, is empty. */
final class Evaluation {
    private final Function<String, @Nullable Object> values;
    private final LocalDate today;

    Evaluation(Function<String, @Nullable Object> values, LocalDate today) {
        this.values = values;
        this.today = today;
    }

    @Nullable
    Object of(Node node) {
        return switch (node) {
            case Node.Literal(var type, var value) -> value;
            case Node.Reference(var type, var key) -> values.apply(key);
            case Node.Negation(var of) -> negated(of(of));
            case Node.Arithmetic(var op, var left, var right) -> arithmetic(op, of(left), of(right));
            case Node.Join(var left, var right) -> Functions.shortened(shown(of(left)) + shown(of(right)));
            case Node.Comparison(var op, var left, var right) -> compared(op, of(left), of(right));
            case Node.Logic(var and, var left, var right) ->
                and ? isTrue(of(left)) && isTrue(of(right)) : isTrue(of(left)) || isTrue(of(right));
            case Node.Call call -> called(call);
        };
    }

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }

    private static @Nullable Object negated(@Nullable Object value) {
        if (value instanceof Double n) {
            return -n;
        }
        return value == null ? (Object) true : (Object) !isTrue(value);
    }

    private static @Nullable Double arithmetic(char op, @Nullable Object left, @Nullable Object right) {
        if (!(left instanceof Double a) || !(right instanceof Double b)) {
            return null;
        }
        double result = switch (op) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> a / b;
            default -> a % b;
        };
        return Double.isFinite(result) ? result : null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static boolean compared(String op, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            boolean same = left == right;
            return op.equals("=") ? same : op.equals("!=") && !same;
        }
        int order = left instanceof String a && right instanceof String b
                ? a.compareToIgnoreCase(b)
                : ((Comparable) left).compareTo(right);
        return switch (op) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private @Nullable Object called(Node.Call call) {
        switch (call.function().name()) {
            case "if" -> {
                return of(call.arguments().get(isTrue(of(call.arguments().getFirst())) ? 1 : 2));
            }
            case "coalesce" -> {
                for (Node argument : call.arguments()) {
                    Object value = of(argument);
                    if (value != null) {
                        return value;
                    }
                }
                return null;
            }
            case "is_empty" -> {
                Object value = of(call.arguments().getFirst());
                return value == null || value.equals("");
            }
            case "today" -> {
                return today;
            }
            default -> {
                return worked(call);
            }
        }
    }

    /** Folds such as sum pass over what is empty; all other functions of something empty are empty. */
    private @Nullable Object worked(Node.Call call) {
        var present = new ArrayList<Object>();
        for (Node argument : call.arguments()) {
            Object value = of(argument);
            if (value != null) {
                present.add(value);
            } else if (!call.function().many()) {
                return null;
            }
        }
        if (present.isEmpty() && call.function().many()) {
            return null;
        }
        try {
            return call.function().work().of(present);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double n ->
                new BigDecimal(Double.toString(n)).stripTrailingZeros().toPlainString();
            case Boolean b -> b ? "yes" : "no";
            default -> value.toString();
        };
    }
}
