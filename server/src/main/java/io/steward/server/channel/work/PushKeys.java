package io.steward.server.channel.work;

import io.steward.server.channel.rules.PushCipher;
import io.steward.server.channel.store.PushKeyStore;
import io.steward.server.platform.Database;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.TenantId;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The keys by which push services know an organisation: made once, kept sealed. */
@Component
public class PushKeys {
    private static final String PURPOSE = "push-key";

    private final Database database;
    private final PushKeyStore store;
    private final Secrets secrets;
    private final Map<TenantId, KeyPair> known = new ConcurrentHashMap<>();

    PushKeys(Database database, PushKeyStore store, Secrets secrets) {
        this.database = database;
        this.store = store;
        this.secrets = secrets;
    }

    public String publicKey(TenantId tenant, Instant now) {
        return PushCipher.base64(PushCipher.raw(of(tenant, now).getPublic()));
    }

    KeyPair of(TenantId tenant, Instant now) {
        return known.computeIfAbsent(
                tenant,
                t -> database.write(t, tx -> {
                    if (store.find(tx).isEmpty()) {
                        KeyPair fresh = PushCipher.newKeys();
                        store.insert(
                                tx,
                                new PushKeyStore.Key(
                                        PushCipher.base64(PushCipher.raw(fresh.getPublic())),
                                        secrets.seal(PURPOSE, PushCipher.base64(PushCipher.raw(fresh.getPrivate())))),
                                now);
                    }
                    // Another node may have been faster.
                    var key = store.find(tx).orElseThrow();
                    var decoder = Base64.getUrlDecoder();
                    return PushCipher.keys(
                            decoder.decode(key.publicKey()), decoder.decode(secrets.open(PURPOSE, key.sealed())));
                }));
    }
}
