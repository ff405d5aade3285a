package io.steward.server.search;

import io.steward.server.platform.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Makes what came into the index visible: within a fifth of a second, and more seldom while the index is being filled, since
 * each time leaves a small segment behind that has to be merged later.
 */
@Component
class Reopening extends Loop {
    private static final Duration USUALLY = Duration.ofMillis(200);
    private static final Duration WHILE_FILLING = Duration.ofSeconds(5);

    private final SearchIndex index;
    private final Clock clock;
    private Instant last = Instant.EPOCH;

    Reopening(SearchIndex index, Clock clock) {
        super("search-reopen", USUALLY);
        this.index = index;
        this.clock = clock;
    }

    @Override
    protected boolean turn() {
        Instant now = clock.instant();
        if (!index.isFilling() || last.plus(WHILE_FILLING).isBefore(now)) {
            index.refresh();
            last = now;
        }
        return false;
    }
}
