package io.steward.server.query;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers and durations as people write them. */
final class Numbers {
    private static final BigDecimal MOST = new BigDecimal("1000000000000000");
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,4})w)?(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?");

    private Numbers() {}

    static BigDecimal of(QueryType type, Expr.Literal v) {
        return type == QueryType.DURATION ? minutes(v) : number(v);
    }

    private static BigDecimal number(Expr.Literal v) {
        String digits = v.text().matches("[Pp]\\d") ? v.text().substring(1) : v.text();
        if (!v.function() && digits.matches("[+-]?\\d{1,16}(\\.\\d{1,10})?")) {
            var number = new BigDecimal(digits);
            if (number.abs().compareTo(MOST) < 0) {
                return number;
            }
        }
        throw new QueryError(v.at(), v.length(), "A number, please");
    }

    private static BigDecimal minutes(Expr.Literal v) {
        String text = v.text();
        if (!v.function() && text.matches("\\d{1,9}")) {
            return new BigDecimal(text);
        }
        var m = DURATION.matcher(text.replace(" ", ""));
        if (v.function() || text.isBlank() || !m.matches()) {
            throw new QueryError(v.at(), v.length(), "A duration such as 90, 1h30m or 2d, please");
        }
        return BigDecimal.valueOf(
                part(m.group(1)) * 7 * 24 * 60 + part(m.group(2)) * 24 * 60 + part(m.group(3)) * 60 + part(m.group(4)));
    }

    private static long part(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
