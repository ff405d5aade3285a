package io.steward.server.identity.store;

import static io.steward.db.identity.Tables.API_TOKEN;
import static io.steward.db.identity.Tables.ONE_TIME_TOKEN;
import static io.steward.db.identity.Tables.SESSION;
import static io.steward.db.identity.Tables.SIGN_IN_FAILURE;

import io.steward.server.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Sessions, API tokens, one-time tokens and failed sign-ins. */
@Repository
public class SessionStore {
    public record Token(
            UUID id,
            String name,
            UUID personId,
            Instant created,
            @Nullable Instant lastUsed) {}

    public void begin(Tx tx, byte[] hash, UUID person, Instant at, Instant expires) {
        tx.sql()
                .insertInto(SESSION)
                .set(SESSION.TENANT_ID, tx.t())
                .set(SESSION.HASH, hash)
                .set(SESSION.PERSON_ID, person)
                .set(SESSION.CREATED, at)
                .set(SESSION.SEEN, at)
                .set(SESSION.EXPIRES, expires)
                .execute();
    }

    public @Nullable UUID person(Tx tx, byte[] hash, Instant now) {
        return tx.sql()
                .select(SESSION.PERSON_ID)
                .from(SESSION)
                .where(SESSION.TENANT_ID.eq(tx.t()), SESSION.HASH.eq(hash), SESSION.EXPIRES.gt(now))
                .fetchOne(SESSION.PERSON_ID);
    }

    public void end(Tx tx, byte[] hash) {
        tx.sql()
                .deleteFrom(SESSION)
                .where(SESSION.TENANT_ID.eq(tx.t()), SESSION.HASH.eq(hash))
                .execute();
    }

    public void endAll(Tx tx, UUID person) {
        tx.sql()
                .deleteFrom(SESSION)
                .where(SESSION.TENANT_ID.eq(tx.t()), SESSION.PERSON_ID.eq(person))
                .execute();
    }

    /** Deletes sessions and links that are over, and failed attempts of more than a day ago. */
    public void expire(Tx tx, Instant now) {
        tx.sql()
                .deleteFrom(ONE_TIME_TOKEN)
                .where(ONE_TIME_TOKEN.TENANT_ID.eq(tx.t()), ONE_TIME_TOKEN.EXPIRES.lt(now))
                .execute();
        tx.sql()
                .deleteFrom(SIGN_IN_FAILURE)
                .where(SIGN_IN_FAILURE.TENANT_ID.eq(tx.t()), SIGN_IN_FAILURE.LAST.lt(now.minus(Duration.ofDays(1))))
                .execute();
        tx.sql()
                .deleteFrom(SESSION)
                .where(SESSION.TENANT_ID.eq(tx.t()), SESSION.EXPIRES.lt(now))
                .execute();
    }

    public void insertToken(Tx tx, Token token, byte[] hash) {
        tx.sql()
                .insertInto(API_TOKEN)
                .set(API_TOKEN.TENANT_ID, tx.t())
                .set(API_TOKEN.ID, token.id())
                .set(API_TOKEN.HASH, hash)
                .set(API_TOKEN.NAME, token.name())
                .set(API_TOKEN.PERSON_ID, token.personId())
                .set(API_TOKEN.CREATED, token.created())
                .execute();
    }

    public List<Token> tokens(Tx tx) {
        return tx.sql()
                .selectFrom(API_TOKEN)
                .where(API_TOKEN.TENANT_ID.eq(tx.t()))
                .orderBy(API_TOKEN.CREATED)
                .fetch(r -> new Token(r.getId(), r.getName(), r.getPersonId(), r.getCreated(), r.getLastUsed()));
    }

    public boolean deleteToken(Tx tx, UUID id) {
        return tx.sql()
                        .deleteFrom(API_TOKEN)
                        .where(API_TOKEN.TENANT_ID.eq(tx.t()), API_TOKEN.ID.eq(id))
                        .execute()
                == 1;
    }

    /** The token with this hash, noting once a minute that it was used. */
    public @Nullable Token token(Tx tx, byte[] hash, Instant now) {
        Token token = tx.sql()
                .selectFrom(API_TOKEN)
                .where(API_TOKEN.TENANT_ID.eq(tx.t()), API_TOKEN.HASH.eq(hash))
                .fetchOne(r -> new Token(r.getId(), r.getName(), r.getPersonId(), r.getCreated(), r.getLastUsed()));
        if (token != null && (token.lastUsed() == null || token.lastUsed().isBefore(now.minusSeconds(60)))) {
            tx.sql()
                    .update(API_TOKEN)
                    .set(API_TOKEN.LAST_USED, now)
                    .where(API_TOKEN.TENANT_ID.eq(tx.t()), API_TOKEN.ID.eq(token.id()))
                    .execute();
        }
        return token;
    }

    public void insertOneTime(Tx tx, byte[] hash, UUID person, String purpose, Instant expires) {
        tx.sql()
                .deleteFrom(ONE_TIME_TOKEN)
                .where(
                        ONE_TIME_TOKEN.TENANT_ID.eq(tx.t()),
                        ONE_TIME_TOKEN.PERSON_ID.eq(person),
                        ONE_TIME_TOKEN.PURPOSE.eq(purpose))
                .execute();
        tx.sql()
                .insertInto(ONE_TIME_TOKEN)
                .values(tx.t(), hash, person, purpose, expires)
                .execute();
    }

    /** Uses a one-time token up; its person, or null. */
    public @Nullable UUID useOneTime(Tx tx, byte[] hash, String purpose, Instant now) {
        var record = tx.sql()
                .deleteFrom(ONE_TIME_TOKEN)
                .where(
                        ONE_TIME_TOKEN.TENANT_ID.eq(tx.t()),
                        ONE_TIME_TOKEN.HASH.eq(hash),
                        ONE_TIME_TOKEN.PURPOSE.eq(purpose),
                        ONE_TIME_TOKEN.EXPIRES.gt(now))
                .returning(ONE_TIME_TOKEN.PERSON_ID)
                .fetchOne();
        return record == null ? null : record.getPersonId();
    }

    public void failed(Tx tx, byte[] key, Instant at, Instant forgetBefore) {
        tx.sql()
                .insertInto(SIGN_IN_FAILURE)
                .values(tx.t(), key, 1, at)
                .onConflict(SIGN_IN_FAILURE.TENANT_ID, SIGN_IN_FAILURE.KEY)
                .doUpdate()
                .set(
                        SIGN_IN_FAILURE.COUNT,
                        DSL.when(SIGN_IN_FAILURE.LAST.lt(forgetBefore), 1).otherwise(SIGN_IN_FAILURE.COUNT.plus(1)))
                .set(SIGN_IN_FAILURE.LAST, at)
                .execute();
    }

    public int failures(Tx tx, byte[] key, Instant since) {
        Integer count = tx.sql()
                .select(SIGN_IN_FAILURE.COUNT)
                .from(SIGN_IN_FAILURE)
                .where(
                        SIGN_IN_FAILURE.TENANT_ID.eq(tx.t()),
                        SIGN_IN_FAILURE.KEY.eq(key),
                        SIGN_IN_FAILURE.LAST.gt(since))
                .fetchOne(SIGN_IN_FAILURE.COUNT);
        return count == null ? 0 : count;
    }

    public void forgive(Tx tx, byte[] key) {
        tx.sql()
                .deleteFrom(SIGN_IN_FAILURE)
                .where(SIGN_IN_FAILURE.TENANT_ID.eq(tx.t()), SIGN_IN_FAILURE.KEY.eq(key))
                .execute();
    }
}
