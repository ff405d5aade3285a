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
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes in mails that wait. What cannot be read or is refused is put aside for an administrator, never dropped. */
@Component
public class Intake extends Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int AT_ONCE = 50;
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

    private final Database database;
    private final Tenants tenants;
    private final ReceivedStore store;
    private final TakeIn takeIn;
    private final Clock clock;

    Intake(Database database, Tenants tenants, ReceivedStore store, TakeIn takeIn, Clock clock) {
        super("mail-intake", Duration.ofSeconds(2));
        this.database = database;
        this.tenants = tenants;
        this.store = store;
        this.takeIn = takeIn;
        this.clock = clock;
    }

    @Override
    protected boolean turn() {
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            var due = database.read(tenant, tx -> store.due(tx, clock.instant(), AT_ONCE));
            for (UUID id : due) {
                if (!isRunning()) {
                    return false;
                }
                one(tenant, id);
            }
            more |= due.size() == AT_ONCE;
        }
        return more;
    }

    private void one(TenantId tenant, UUID id) {
        var found = database.read(tenant, tx -> store.find(tx, id));
        if (found.isEmpty()) {
            return;
        }
        ReceivedMail mail = found.get();
        try {
            takeIn.take(tenant, mail);
        } catch (UnreadableMail e) {
            database.run(tenant, tx -> store.done(tx, id, "failed", "Cannot be read: " + e.getMessage(), null));
        } catch (RuntimeException e) {
            again(tenant, mail, e);
        }
    }

    /** A refusal may be due to something that happened at the same moment, so it gets a second try as well. */
    private void again(TenantId tenant, ReceivedMail mail, RuntimeException e) {
        boolean refused = e instanceof Problem;
        int most = refused ? 1 : PAUSES.size();
        String why = refused ? String.valueOf(e.getMessage()) : "It could not be taken in: " + e;
        String reason = why.substring(0, Math.min(why.length(), 500)).replace("\0", "");
        if (!refused) {
            LOG.warn("The mail {} could not be taken in", mail.id(), e);
        }
        database.run(tenant, tx -> {
            if (mail.attempts() >= most) {
                store.done(tx, mail.id(), "failed", reason, null);
            } else {
                store.later(tx, mail.id(), reason, clock.instant().plus(PAUSES.get(mail.attempts())));
            }
        });
    }
}
