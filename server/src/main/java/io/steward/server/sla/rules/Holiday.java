package io.steward.server.sla.rules;

import java.time.LocalDate;

/**
 * Days on which nothing counts, both ends included.
 *
 * @param yearly the same days every year
 */
public record Holiday(LocalDate first, LocalDate last, String name, boolean yearly) {
    /** The longest that one may be. */
    public static final int MOST_DAYS = 366;
}
