package io.steward.server.platform.boot;

import io.steward.server.platform.Loop;
import io.steward.server.platform.MovedClock;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Rings every loop when the clock was moved: what they sleep until may have come. It does not run when the clock is real. */
@Component
class ClockJumps extends Loop {
    private static final Duration REST = Duration.ofMillis(250);

    private final Clock clock;
    private final ObjectProvider<Loop> loops;
    private Duration known = Duration.ZERO;

    ClockJumps(Clock clock, ObjectProvider<Loop> loops) {
        super("clock-jumps", REST);
        this.clock = clock;
        this.loops = loops;
    }

    @Override
    public void start() {
        if (clock instanceof MovedClock) {
            super.start();
        }
    }

    @Override
    protected boolean turn() {
        if (clock instanceof MovedClock moved && !moved.ahead().equals(known)) {
            known = moved.ahead();
            loops.stream().filter(loop -> loop != this).forEach(Loop::ring);
        }
        return false;
    }
}
