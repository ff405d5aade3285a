package io.steward.server.query;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as people write them: {@code 2026-03-01}, an instant, {@code -7d}, {@code endOfMonth(-1)}. A date is its whole day, all
 * else a moment of the database's precision.
 */
public final class Times {
    record Span(Instant from, Instant until) {}

    static final List<String> FUNCTIONS = List.of(
            "now()",
            "today()",
            "startOfDay()",
            "startOfWeek()",
            "startOfMonth()",
            "startOfQuarter()",
            "startOfYear()",
            "endOfDay()",
            "endOfWeek()",
            "endOfMonth()",
            "endOfQuarter()",
            "endOfYear()");

    private static final Pattern RELATIVE = Pattern.compile("([+-]?)(\\d{1,6})([mhdwMy])");
    private static final Pattern EDGE = Pattern.compile("(start|end)of(day|week|month|quarter|year)");

    private Times() {}

    /** Whether a date as it is written means another day each day. */
    public static boolean isRelative(Expr.Literal v) {
        return v.function() || RELATIVE.matcher(v.text()).matches();
    }

    static Span span(Expr.Literal v, QueryScope scope) {
        try {
            return v.function() ? function(v, scope) : written(v.text(), scope);
        } catch (DateTimeException | ArithmeticException e) {
            throw new QueryError(v.at(), v.length(), "A date such as 2026-03-01, -7d or startOfWeek()");
        }
    }

    /** The day in which a span begins, as ISO 8601 text. */
    static String day(Span span, QueryScope scope, int plus) {
        return LocalDate.ofInstant(span.from(), scope.zone()).plusDays(plus).toString();
    }

    private static Span written(String text, QueryScope scope) {
        var relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            return instant(relative(now(scope), relative));
        }
        return text.length() <= 10 ? day(bounded(LocalDate.parse(text)), scope) : instant(exact(text, scope));
    }

    private static Span function(Expr.Literal v, QueryScope scope) {
        String name = v.text();
        var edge = EDGE.matcher(name);
        if (edge.matches()) {
            return instant(edge(edge.group(1), edge.group(2), argument(v), scope));
        }
        if (v.arguments().isEmpty() && name.equals("now")) {
            return instant(now(scope).toInstant());
        }
        if (v.arguments().isEmpty() && name.equals("today")) {
            return day(now(scope).toLocalDate(), scope);
        }
        throw new QueryError(v.at(), v.length(), "There is no function " + name + "() for dates");
    }

    private static @Nullable String argument(Expr.Literal v) {
        if (v.arguments().size() > 1) {
            throw new QueryError(v.at(), v.length(), v.text() + "() takes one value at most, such as -1");
        }
        return v.arguments().isEmpty() ? null : v.arguments().getFirst();
    }

    private static Instant edge(String side, String unit, @Nullable String argument, QueryScope scope) {
        ZonedDateTime from = now(scope);
        int plus = 0;
        if (argument != null) {
            var relative = RELATIVE.matcher(argument);
            if (relative.matches()) {
                from = relative(from, relative).atZone(scope.zone());
            } else if (argument.matches("[+-]?\\d{1,4}")) {
                plus = Integer.parseInt(argument);
            } else {
                throw new DateTimeException(argument);
            }
        }
        LocalDate first = first(from.toLocalDate(), unit);
        LocalDate start = first.plus(times(unit, side.equals("end") ? plus + 1 : plus));
        Instant at = start.atStartOfDay(scope.zone()).toInstant();
        return side.equals("end") ? at.minus(1, ChronoUnit.MICROS) : at;
    }

    private static LocalDate first(LocalDate day, String unit) {
        return switch (unit) {
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            case "quarter" ->
                day.withMonth(day.getMonth().firstMonthOfQuarter().getValue()).withDayOfMonth(1);
            case "year" -> day.withDayOfYear(1);
            default -> day;
        };
    }

    private static Period times(String unit, int n) {
        return switch (unit) {
            case "week" -> Period.ofWeeks(n);
            case "month" -> Period.ofMonths(n);
            case "quarter" -> Period.ofMonths(3 * n);
            case "year" -> Period.ofYears(n);
            default -> Period.ofDays(n);
        };
    }

    private static Instant exact(String text, QueryScope scope) {
        boolean offset = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
        Instant at = offset
                ? OffsetDateTime.parse(text.replace(' ', 'T')).toInstant()
                : LocalDateTime.parse(text.replace(' ', 'T'))
                        .atZone(scope.zone())
                        .toInstant();
        bounded(LocalDate.ofInstant(at, scope.zone()));
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant relative(ZonedDateTime now, Matcher m) {
        long n = Long.parseLong(m.group(2)) * ("-".equals(m.group(1)) ? -1 : 1);
        var then = switch (m.group(3)) {
            case "m" -> now.plusMinutes(n);
            case "h" -> now.plusHours(n);
            case "d" -> now.plusDays(n);
            case "w" -> now.plusWeeks(n);
            case "M" -> now.plusMonths(n);
            default -> now.plusYears(n);
        };
        bounded(then.toLocalDate());
        return then.toInstant();
    }

    /** The database's times end far beyond these, its texts of days do not sort beyond them. */
    private static LocalDate bounded(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new DateTimeException("year");
        }
        return day;
    }

    private static ZonedDateTime now(QueryScope scope) {
        return scope.now().truncatedTo(ChronoUnit.MICROS).atZone(scope.zone());
    }

    private static Span day(LocalDate day, QueryScope scope) {
        return new Span(
                day.atStartOfDay(scope.zone()).toInstant(),
                day.plusDays(1).atStartOfDay(scope.zone()).toInstant());
    }

    private static Span instant(Instant at) {
        return new Span(at, at.plus(1, ChronoUnit.MICROS));
    }
}
