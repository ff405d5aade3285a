package io.steward.server.journal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** A bell: rung after a commit on this node, so that followers need not wait for the next poll. */
@Component
public final class Wake {
    private final Semaphore bell = new Semaphore(0);

    public void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /** Waits for the bell, at most this long. */
    public void await(Duration most) throws InterruptedException {
        bell.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
        bell.drainPermits();
    }
}
