package io.steward.server.query;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as people write them: {@code 2026-03-01}, an instant, {@code -7d}, {@code today()}. A date is its whole day. */
final class Times {
    record Span(Instant from, Instant until) {}

    private static final Pattern RELATIVE = Pattern.compile("([+-]?)(\\d{1,6})([mhdwMy])");

    private Times() {}

    static Span span(Expr.Literal v, QueryScope scope) {
        String text = v.text();
        if (v.function()) {
            LocalDate today = LocalDate.ofInstant(scope.now(), scope.zone());
            return switch (text) {
                case "now" -> instant(scope.now());
                case "today", "startofday" -> day(today, scope);
                case "startofweek" ->
                    day(today.with(java.time.temporal.TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), scope);
                case "startofmonth" -> day(today.withDayOfMonth(1), scope);
                default -> throw new QueryError(v.at(), v.length(), "There is no function " + text + "() for dates");
            };
        }
        var relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            return instant(relative(scope, relative));
        }
        try {
            return text.length() <= 10 ? day(LocalDate.parse(text), scope) : instant(exact(text, scope));
        } catch (DateTimeException e) {
            throw new QueryError(v.at(), v.length(), "A date such as 2026-03-01 or -7d");
        }
    }

    private static Instant exact(String text, QueryScope scope) {
        return text.endsWith("Z") || text.lastIndexOf('+') > 10
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text.replace(' ', 'T'))
                        .atZone(scope.zone())
                        .toInstant();
    }

    private static Instant relative(QueryScope scope, Matcher m) {
        long n = Long.parseLong(m.group(2)) * ("-".equals(m.group(1)) ? -1 : 1);
        var now = scope.now().atZone(scope.zone());
        var then = switch (m.group(3)) {
            case "m" -> now.plusMinutes(n);
            case "h" -> now.plusHours(n);
            case "d" -> now.plusDays(n);
            case "w" -> now.plusWeeks(n);
            case "M" -> now.plusMonths(n);
            default -> now.plusYears(Math.clamp(n, -1000, 1000));
        };
        return then.toInstant();
    }

    private static Span day(LocalDate day, QueryScope scope) {
        return new Span(
                day.atStartOfDay(scope.zone()).toInstant(),
                day.plusDays(1).atStartOfDay(scope.zone()).toInstant());
    }

    private static Span instant(Instant at) {
        return new Span(at, at.plusNanos(1_000));
    }
}
