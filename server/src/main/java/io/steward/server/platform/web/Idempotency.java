package io.steward.server.platform.web;

import static io.steward.db.platform.Tables.IDEMPOTENCY;

import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a repeated creation as the first time. The key is reserved in the work's own transaction, so of two equal requests
 * only one can commit; the answer is added after it. When the process dies in between, a repeat is told that the first
 * was accepted.
 */
@Component
public class Idempotency {
    private final Database database;
    private final JsonMapper json;

    public Idempotency(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Runs the work once for a key; without a key, always. */
    public <T> ResponseEntity<?> once(
            Caller caller, @Nullable String key, Object request, Function<Consumer<Tx>, ResponseEntity<T>> work) {
        return once(caller, key, request, true, work);
    }

    /** As {@link #once}, for an answer that is a secret: it is not kept, and a repeat is told that the first was accepted. */
    public <T> ResponseEntity<?> onceSecret(
            Caller caller, @Nullable String key, Object request, Function<Consumer<Tx>, ResponseEntity<T>> work) {
        return once(caller, key, request, false, work);
    }

    private <T> ResponseEntity<?> once(
            Caller caller,
            @Nullable String key,
            Object request,
            boolean kept,
            Function<Consumer<Tx>, ResponseEntity<T>> work) {
        if (key == null) {
            return work.apply(tx -> {});
        }
        if (key.isEmpty() || key.length() > 100) {
            throw Problem.invalid("Idempotency-Key", "range", "1 to 100 characters");
        }
        byte[] hash = Secrets.sha256(json.writeValueAsString(request));
        var known = database.read(caller.tenant(), tx -> find(tx, caller, key));
        if (known != null) {
            return replay(known, hash);
        }
        try {
            ResponseEntity<T> answer = work.apply(tx -> reserve(tx, caller, key, hash));
            if (kept) {
                database.run(caller.tenant(), tx -> complete(tx, caller, key, answer));
            }
            return answer;
        } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
            var other = database.read(caller.tenant(), tx -> find(tx, caller, key));
            if (other == null) {
                throw e;
            }
            return replay(other, hash);
        }
    }

    /** Deletes the answers to requests made before. */
    public static void forget(Tx tx, Instant before) {
        tx.sql()
                .deleteFrom(IDEMPOTENCY)
                .where(IDEMPOTENCY.TENANT_ID.eq(tx.t()), IDEMPOTENCY.CREATED.lt(before))
                .execute();
    }

    private ResponseEntity<?> replay(io.steward.db.platform.tables.records.IdempotencyRecord known, byte[] hash) {
        if (!Arrays.equals(known.getBodyHash(), hash)) {
            throw Problem.invalid("Idempotency-Key", "reused", "This key was used for another request");
        }
        if (known.getStatus() == 0) {
            throw Problem.conflict(
                    "The same request was accepted; its answer is not kept any more. Please look for it");
        }
        return ResponseEntity.status(known.getStatus())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.readTree(known.getAnswer()));
    }

    private static io.steward.db.platform.tables.records.@Nullable IdempotencyRecord find(
            Tx tx, Caller caller, String key) {
        return tx.sql()
                .selectFrom(IDEMPOTENCY)
                .where(
                        IDEMPOTENCY.TENANT_ID.eq(tx.t()),
                        IDEMPOTENCY.ACTOR_ID.eq(caller.personId()),
                        IDEMPOTENCY.KEY.eq(key))
                .fetchOne();
    }

    /** In the work's own transaction: of two equal requests at once only one can commit. */
    private static void reserve(Tx tx, Caller caller, String key, byte[] hash) {
        tx.sql()
                .insertInto(IDEMPOTENCY)
                .set(IDEMPOTENCY.TENANT_ID, tx.t())
                .set(IDEMPOTENCY.ACTOR_ID, caller.personId())
                .set(IDEMPOTENCY.KEY, key)
                .set(IDEMPOTENCY.BODY_HASH, hash)
                .set(IDEMPOTENCY.STATUS, 0)
                .set(IDEMPOTENCY.ANSWER, "")
                .set(IDEMPOTENCY.CREATED, caller.context().at())
                .execute();
    }

    private void complete(Tx tx, Caller caller, String key, ResponseEntity<?> answer) {
        tx.sql()
                .update(IDEMPOTENCY)
                .set(IDEMPOTENCY.STATUS, answer.getStatusCode().value())
                .set(IDEMPOTENCY.ANSWER, json.writeValueAsString(answer.getBody()))
                .where(
                        IDEMPOTENCY.TENANT_ID.eq(tx.t()),
                        IDEMPOTENCY.ACTOR_ID.eq(caller.personId()),
                        IDEMPOTENCY.KEY.eq(key))
                .execute();
    }
}
