package io.steward.server.query;

import java.math.BigDecimal;

/** How the journal writes values. */
final class Past {
    private Past() {}

    static String text(Object value) {
        return value instanceof BigDecimal number
                ? (number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString())
                : value.toString();
    }
}
