package io.steward.server.oncall.rules;

import java.util.Locale;
import java.util.Optional;

/** What the length of a turn in a rotation is counted in, by the clock on the wall: a day is a day, be it of 23 or 25 hours. */
public enum Turn {
    HOURS(1, 336),
    DAYS(24, 92),
    WEEKS(168, 26);

    private final int hours;
    private final int most;

    Turn(int hours, int most) {
        this.hours = hours;
        this.most = most;
    }

    public int hours() {
        return hours;
    }

    /** How many of them a turn has at most. */
    public int most() {
        return most;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Turn> of(String key) {
        for (Turn turn : values()) {
            if (turn.key().equals(key)) {
                return Optional.of(turn);
            }
        }
        return Optional.empty();
    }
}
