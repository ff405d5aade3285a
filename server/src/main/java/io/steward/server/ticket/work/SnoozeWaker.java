package io.steward.server.ticket.work;

import io.steward.server.identity.Tenants;
import io.steward.server.journal.Audience;
import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Attention;
import io.steward.server.ticket.Tickets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Brings back what people put off: when its time has come, or when the requester answers. */
@Component
class SnoozeWaker implements JournalConsumer {
    private static final Set<String> FROM_OUTSIDE = Set.of("portal", "email");
    private static final int MOST = 500;

    private final Database database;
    private final Tenants tenants;
    private final Attention attention;
    private final Clock clock;

    SnoozeWaker(Database database, Tenants tenants, Attention attention, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.attention = attention;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5_000, fixedDelay = 15_000)
    void run() {
        database.alone("snooze", this::wake);
    }

    /** At most some of each tenant; the next run does the rest. */
    void wake() {
        for (TenantId tenant : tenants.tenants()) {
            var context = Context.system(tenant, clock.instant(), new Cause("snooze", "The time has come"));
            database.run(tenant, tx -> attention.wakeDue(tx, context, MOST));
        }
    }

    @Override
    public String name() {
        return "ticket.snooze";
    }

    @Override
    public boolean fromNow() {
        return true;
    }

    @Override
    public void accept(Tx tx, List<Entry> entries) {
        var answered = entries.stream()
                .filter(SnoozeWaker::isAnswer)
                .map(Entry::subjectId)
                .distinct()
                .toList();
        if (!answered.isEmpty()) {
            var context = Context.system(tx.tenant(), clock.instant(), new Cause("snooze", "The requester answered"));
            attention.wakeAll(tx, context, answered);
        }
    }

    private static boolean isAnswer(Entry e) {
        return e.subjectKind().equals(Tickets.SUBJECT)
                && e.kind().equals("reply")
                && e.audience() == Audience.PUBLIC
                && !e.isPast()
                && FROM_OUTSIDE.contains(e.data().path("channel").asString(""));
    }
}
