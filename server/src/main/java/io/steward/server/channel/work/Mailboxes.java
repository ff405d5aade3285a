package io.steward.server.channel.work;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.MailAccounts;
import io.steward.server.channel.store.AccountStore;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps one watch per account that fetches its mail by IMAP: begins, ends and renews them as accounts change. */
@Component
class Mailboxes extends Loop {
    private record Key(TenantId tenant, UUID account) {}

    private record Watched(int version, MailboxWatch watch) {}

    private final Database database;
    private final Tenants tenants;
    private final MailAccounts accounts;
    private final AccountStore store;
    private final Post post;
    private final Postbox postbox;
    private final StewardSettings settings;
    private final Clock clock;
    private final Map<Key, Watched> watches = new HashMap<>();

    Mailboxes(
            Database database,
            Tenants tenants,
            MailAccounts accounts,
            AccountStore store,
            Post post,
            Postbox postbox,
            StewardSettings settings,
            Clock clock) {
        super("mail-boxes", Duration.ofSeconds(2));
        this.database = database;
        this.tenants = tenants;
        this.accounts = accounts;
        this.store = store;
        this.post = post;
        this.postbox = postbox;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected boolean turn() {
        Map<Key, MailAccount> wanted = new HashMap<>();
        for (TenantId tenant : tenants.tenants()) {
            accounts.all(tenant).stream()
                    .filter(a -> a.enabled() && a.imap() != null)
                    .forEach(a -> wanted.put(new Key(tenant, a.id()), a));
        }
        watches.entrySet().removeIf(w -> {
            MailAccount account = wanted.get(w.getKey());
            boolean over = account == null || account.version() != w.getValue().version();
            if (over) {
                w.getValue().watch().stop();
            }
            return over;
        });
        wanted.forEach((key, account) -> watches.computeIfAbsent(key, k -> {
            var to = new Postbox.For(k.tenant(), account);
            var watch = new MailboxWatch(
                    to, database, store, post, postbox, settings.mail().pollInterval(), clock);
            watch.start();
            return new Watched(account.version(), watch);
        }));
        return false;
    }

    @Override
    public void stop() {
        super.stop();
        watches.values().forEach(w -> w.watch().stop());
        watches.clear();
    }
}
