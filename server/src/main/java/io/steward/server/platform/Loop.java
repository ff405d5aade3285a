package io.steward.server.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Work in turns on a thread of its own, as long as the program runs: at once when the bell rings, else now and then. */
public abstract class Loop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration rest;
    private final Bell bell;
    private volatile boolean running;
    private @Nullable Thread thread;

    /** @param rest how long it waits for the bell before it looks itself */
    protected Loop(String name, Duration rest, Bell bell) {
        this.name = name;
        this.rest = rest;
        this.bell = bell;
    }

    protected Loop(String name, Duration rest) {
        this(name, rest, new Bell());
    }

    /** One turn; true when there is more to do at once. What fails is tried again in the next turn. */
    protected abstract boolean turn() throws InterruptedException;

    /** How long it waits for the bell now. */
    protected Duration rest() {
        return rest;
    }

    public final void ring() {
        bell.ring();
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
                    bell.await(rest());
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
