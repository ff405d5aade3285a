package io.steward.server.automation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What bounds rules.
 *
 * @param workers how many runs are worked at the same time on this node
 * @param mostPerMinute a rule that runs more often is stopped
 * @param mostPerTicket a rule that runs more often for one ticket within an hour is stopped
 * @param retryAfter how long after its first failure an action is tried again; later waits are longer
 * @param keep how long runs that are over are kept, with what they did
 */
@ConfigurationProperties("steward.rules")
public record RuleSettings(
        @DefaultValue("2") int workers,
        @DefaultValue("1000") int mostPerMinute,
        @DefaultValue("20") int mostPerTicket,
        @DefaultValue("10s") Duration retryAfter,
        @DefaultValue("90d") Duration keep) {
    public RuleSettings {
        require(workers >= 1 && workers <= 16, "steward.rules.workers must be 1 to 16");
        require(mostPerMinute >= 1, "steward.rules.most-per-minute must be at least 1");
        require(mostPerTicket >= 1, "steward.rules.most-per-ticket must be at least 1");
        require(
                !retryAfter.isNegative() && !retryAfter.isZero() && retryAfter.compareTo(Duration.ofHours(1)) <= 0,
                "steward.rules.retry-after must be more than nothing and at most 1h");
        // How a rule fared within seven days is counted from its runs.
        require(keep.compareTo(Duration.ofDays(7)) >= 0, "steward.rules.keep must be at least 7d");
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
