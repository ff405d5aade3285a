package io.steward.server.ticket.rules.fields;

import io.steward.server.platform.Check;
import io.steward.server.query.QueryType;
import io.steward.server.ticket.FieldDef;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A number within limits, with so many decimals at most. */
class NumberType implements FieldType {
    private static final double HUGE = 1e15;
    private final double least;
    private final double most;
    private final int decimals;

    NumberType(double least, double most, int decimals) {
        this.least = least;
        this.most = most;
        this.decimals = decimals;
    }

    static NumberType any() {
        return new NumberType(-HUGE, HUGE, 6);
    }

    @Override
    public QueryType queryType(FieldDef field) {
        return QueryType.NUMBER;
    }

    @Override
    public Set<String> settings() {
        return Set.of("min", "max", "decimals", "unit");
    }

    @Override
    public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
        return given.isNumber()
                ? number(field, given.decimalValue(), check, path)
                : Values.bad(check, path, "unreadable", "A number");
    }

    final @Nullable JsonNode number(FieldDef field, BigDecimal given, Check check, String path) {
        double low = or(field.number("min"), least);
        double high = or(field.number("max"), most);
        int places = Math.clamp((int) or(field.number("decimals"), decimals), 0, decimals);
        double value = given.doubleValue();
        if (Double.isNaN(value) || value < low || value > high) {
            return Values.bad(check, path, "range", "From " + shown(low) + " to " + shown(high));
        }
        if (given.stripTrailingZeros().scale() > places) {
            return Values.bad(
                    check, path, "decimals", places == 0 ? "A whole number" : "At most " + places + " decimals");
        }
        return Values.JSON.numberNode(
                given.setScale(places, RoundingMode.UNNECESSARY).stripTrailingZeros());
    }

    static double or(@Nullable Double given, double otherwise) {
        return given == null ? otherwise : given;
    }

    static String shown(double n) {
        return new BigDecimal(Double.toString(n)).stripTrailingZeros().toPlainString();
    }

    @Override
    public Object compared(FieldDef field, JsonNode kept) {
        return kept.asDouble(0);
    }

    @Override
    public String label(FieldDef field, JsonNode kept, Names names) {
        String unit = field.text("unit", "");
        String number = shown(kept.asDouble(0));
        return unit.isEmpty() ? number : number + " " + unit;
    }

    @Override
    public void define(FieldDef field, Check check, String path) {
        double low = or(field.number("min"), least);
        double high = or(field.number("max"), most);
        check.that(low <= high, path + ".config.max", "range", "Not below the least");
    }

    /** An amount in a currency (ISO 4217). */
    static final class Money extends NumberType {
        Money() {
            super(-HUGE, HUGE, 4);
        }

        @Override
        public Set<String> settings() {
            return Set.of("currency", "min", "max");
        }

        @Override
        public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
            JsonNode amount = given.isNumber() ? given : given.path("amount");
            String currency = given.path("currency").asString(field.text("currency", "EUR"));
            if (!amount.isNumber()) {
                return Values.bad(check, path, "unreadable", "An amount");
            }
            try {
                java.util.Currency.getInstance(currency);
            } catch (IllegalArgumentException e) {
                return Values.bad(check, path, "currency", "A currency such as EUR");
            }
            JsonNode number = number(field, amount.decimalValue(), check, path);
            if (number == null) {
                return null;
            }
            var money = Values.JSON.objectNode();
            money.set("amount", number);
            return money.put("currency", currency);
        }

        @Override
        public Object compared(FieldDef field, JsonNode kept) {
            return kept.path("amount").asDouble(0);
        }

        @Override
        public String label(FieldDef field, JsonNode kept, Names names) {
            return kept.path("amount").decimalValue().toPlainString() + " "
                    + kept.path("currency").asString("");
        }
    }
}
