package io.steward.server.channel.work;

import io.steward.server.channel.MailAccounts;
import io.steward.server.channel.store.OutgoingStore;
import io.steward.server.identity.Person;
import io.steward.server.identity.ResetMail;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends the link to set a new password, from the first account that can send. */
@Component
class ResetMails implements ResetMail {
    private static final Logger LOG = LoggerFactory.getLogger(ResetMails.class);
    private final Database database;
    private final MailAccounts accounts;
    private final Composer composer;
    private final OutgoingStore store;
    private final Courier courier;
    private final Clock clock;

    ResetMails(
            Database database,
            MailAccounts accounts,
            Composer composer,
            OutgoingStore store,
            Courier courier,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.composer = composer;
        this.store = store;
        this.courier = courier;
        this.clock = clock;
    }

    @Override
    public void send(TenantId tenant, Person to, String token) {
        var account = accounts.sender(tenant, null, null);
        if (account.isEmpty()) {
            LOG.warn("Somebody asked for a new password, but no mail account can send");
            return;
        }
        database.run(tenant, tx -> store.insert(tx, composer.reset(tx, account.get(), to, token, clock.instant())));
        courier.ring();
    }
}
