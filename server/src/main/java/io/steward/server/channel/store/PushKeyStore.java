package io.steward.server.channel.store;

import static io.steward.db.channel.Tables.PUSH_KEY;

import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** {@code channel.push_key}. */
@Repository
public class PushKeyStore {
    public record Key(String publicKey, String sealed) {}

    public Optional<Key> find(Tx tx) {
        return tx.sql()
                .select(PUSH_KEY.PUBLIC_KEY, PUSH_KEY.SEALED)
                .from(PUSH_KEY)
                .where(PUSH_KEY.TENANT_ID.eq(tx.t()))
                .fetchOptional(r -> new Key(r.value1(), r.value2()));
    }

    /** The first one stays. */
    public void insert(Tx tx, Key key, Instant at) {
        tx.sql()
                .insertInto(PUSH_KEY)
                .set(PUSH_KEY.TENANT_ID, tx.t())
                .set(PUSH_KEY.PUBLIC_KEY, key.publicKey())
                .set(PUSH_KEY.SEALED, key.sealed())
                .set(PUSH_KEY.CREATED, at)
                .onConflictDoNothing()
                .execute();
    }
}
