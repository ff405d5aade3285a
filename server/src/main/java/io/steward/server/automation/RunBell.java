package io.steward.server.automation;

import io.steward.server.platform.Bell;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Rung when there are runs to go on with: wakes every worker of this node. */
@Component
public class RunBell extends Bell {
    private static final int MOST = 16;
    private final Semaphore rung = new Semaphore(0);

    @Override
    public void ring() {
        rung.release(Math.max(0, MOST - rung.availablePermits()));
    }

    @Override
    public void await(Duration most) throws InterruptedException {
        rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
    }
}
