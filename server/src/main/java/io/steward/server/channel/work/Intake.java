package io.steward.server.channel.work;

import io.steward.server.channel.ReceivedMail;
import io.steward.server.channel.rules.UnreadableMail;
import io.steward.server.channel.store.ReceivedStore;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes in mails that wait. Several workers read them ahead, which needs no order; one after the other they are written down,
 * some in each transaction, so that they keep their order and share the wait for the disk. What cannot be read or is refused is
 * put aside for an administrator, never dropped.
 */
@Component
public class Intake extends Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int AT_ONCE = 80;

    /** Mails in one transaction. It holds the counter of ticket numbers, so it has to be short. */
    private static final int TOGETHER = 8;

    private static final int READ_AHEAD = 3 * TOGETHER;
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

    private record Reading(ReceivedMail row, Future<TakeIn.Ready> ready) {}

    private final Database database;
    private final Tenants tenants;
    private final ReceivedStore store;
    private final TakeIn takeIn;
    private final Clock clock;
    private @Nullable ExecutorService readers;

    Intake(Database database, Tenants tenants, ReceivedStore store, TakeIn takeIn, Clock clock) {
        super("mail-intake", Duration.ofSeconds(2));
        this.database = database;
        this.tenants = tenants;
        this.store = store;
        this.takeIn = takeIn;
        this.clock = clock;
    }

    @Override
    public void start() {
        readers = Executors.newFixedThreadPool(
                Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8),
                Thread.ofPlatform().name("mail-reader-", 1).daemon().factory());
        super.start();
    }

    @Override
    protected boolean turn() throws InterruptedException {
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            var due = database.read(tenant, tx -> store.due(tx, clock.instant(), AT_ONCE));
            more |= takeIn(tenant, new ArrayDeque<>(due)) && due.size() == AT_ONCE;
        }
        return more;
    }

    /** Answers false when another node takes in the tenant's mails, or the program ends. */
    private boolean takeIn(TenantId tenant, ArrayDeque<ReceivedMail> due) throws InterruptedException {
        var reading = new ArrayDeque<Reading>();
        try {
            while (isRunning()) {
                while (reading.size() < READ_AHEAD && !due.isEmpty()) {
                    var row = due.remove();
                    reading.add(
                            new Reading(row, Objects.requireNonNull(readers).submit(() -> takeIn.read(tenant, row))));
                }
                if (reading.isEmpty()) {
                    return true;
                }
                if (!together(tenant, next(tenant, reading))) {
                    return false;
                }
            }
            return false;
        } finally {
            reading.forEach(r -> r.ready().cancel(false));
        }
    }

    /** The next few, as far as they can be read. */
    private List<TakeIn.Ready> next(TenantId tenant, ArrayDeque<Reading> reading) throws InterruptedException {
        var ready = new ArrayList<TakeIn.Ready>();
        for (int i = 0; i < TOGETHER && !reading.isEmpty(); i++) {
            var first = reading.remove();
            try {
                ready.add(first.ready().get());
            } catch (ExecutionException e) {
                failed(tenant, first.row(), e.getCause() == null ? e : e.getCause());
            }
        }
        return ready;
    }

    private boolean together(TenantId tenant, List<TakeIn.Ready> mails) {
        if (mails.isEmpty()) {
            return true;
        }
        try {
            return takeIn.take(tenant, mails);
        } catch (RuntimeException e) {
            if (mails.size() == 1) {
                failed(tenant, mails.getFirst().row(), e);
                return true;
            }
            LOG.debug("Mails are taken in one by one, since one of them failed", e);
        }
        // The one that failed is found by itself, and keeps none of the others.
        return mails.stream().allMatch(m -> isRunning() && together(tenant, List.of(m)));
    }

    private void failed(TenantId tenant, ReceivedMail mail, Throwable e) {
        if (e instanceof UnreadableMail) {
            String why = "Cannot be read: " + e.getMessage();
            database.run(tenant, tx -> store.failed(tx, mail.id(), why));
        } else {
            again(tenant, mail, e);
        }
    }

    /** A refusal may be due to something that happened at the same moment, so it gets a second try as well. */
    private void again(TenantId tenant, ReceivedMail mail, Throwable e) {
        boolean refused = e instanceof Problem;
        int most = refused ? 1 : PAUSES.size();
        String why = refused ? String.valueOf(e.getMessage()) : "It could not be taken in: " + e;
        String reason = why.substring(0, Math.min(why.length(), 500)).replace("\0", "");
        if (!refused) {
            LOG.warn("The mail {} could not be taken in", mail.id(), e);
        }
        database.run(tenant, tx -> {
            if (mail.attempts() >= most) {
                store.failed(tx, mail.id(), reason);
            } else {
                store.later(tx, mail.id(), reason, clock.instant().plus(PAUSES.get(mail.attempts())));
            }
        });
    }

    @Override
    public void stop() {
        super.stop();
        if (readers != null) {
            readers.shutdown();
        }
    }
}
