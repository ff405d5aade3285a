package io.steward.server.channel.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Work in turns on a thread of its own, as long as the program runs: at once when the bell rings, else now and then. */
abstract class Loop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration rest;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    Loop(String name, Duration rest) {
        this.name = name;
        this.rest = rest;
    }

    /** One turn; true when there is more to do at once. What fails is tried again in the next turn. */
    abstract boolean turn() throws InterruptedException;

    public final void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    private void run() {
        while (running) {
            try {
                if (!safeTurn()) {
                    boolean rang = bell.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
                    if (rang) {
                        bell.drainPermits();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean safeTurn() throws InterruptedException {
        try {
            return turn();
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn("{} could not finish its turn and will try again", name, e);
            }
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread current = thread;
        if (current != null) {
            // Rung, not interrupted: an interrupt in the middle of a write would close files and connections.
            ring();
            try {
                current.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
