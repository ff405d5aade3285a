package io.steward.server.oncall.store;

import static io.steward.db.oncall.Tables.FEED;

import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** {@code oncall.feed}. */
@Repository
public class FeedStore {
    public Optional<String> secret(Tx tx, UUID person) {
        return tx.sql()
                .select(FEED.SECRET)
                .from(FEED)
                .where(FEED.TENANT_ID.eq(tx.t()), FEED.PERSON_ID.eq(person))
                .fetchOptional(FEED.SECRET);
    }

    /** The one before, if any, is worth nothing from then on. */
    public void set(Tx tx, UUID person, String secret, Instant at) {
        tx.sql()
                .insertInto(FEED)
                .set(FEED.TENANT_ID, tx.t())
                .set(FEED.PERSON_ID, person)
                .set(FEED.SECRET, secret)
                .set(FEED.CREATED, at)
                .onConflict(FEED.TENANT_ID, FEED.PERSON_ID)
                .doUpdate()
                .set(FEED.SECRET, secret)
                .set(FEED.CREATED, at)
                .execute();
    }

    public void delete(Tx tx, UUID person) {
        tx.sql()
                .deleteFrom(FEED)
                .where(FEED.TENANT_ID.eq(tx.t()), FEED.PERSON_ID.eq(person))
                .execute();
    }
}
