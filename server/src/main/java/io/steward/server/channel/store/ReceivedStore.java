package io.steward.server.channel.store;

import static io.steward.db.channel.Tables.RECEIVED_MAIL;

import io.steward.db.channel.tables.records.ReceivedMailRecord;
import io.steward.server.channel.ReceivedMail;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code channel.received_mail}. */
@Repository
public class ReceivedStore implements FileStore.Holder {
    /** The first half of the number of the lock that whoever takes in a tenant's mails holds; the second is the tenant. */
    private static final int INTAKE = 0x6D61_696C;

    /** What a mail says of itself. */
    public record Read(
            @Nullable String sender,
            String subject,
            @Nullable String messageId,
            boolean automatic,
            boolean verified) {}

    /** Writes a mail down; the same bytes for the same account are one mail. Answers whether it is new. */
    public boolean insert(Tx tx, ReceivedMail m) {
        return tx.sql()
                        .insertInto(RECEIVED_MAIL)
                        .set(RECEIVED_MAIL.TENANT_ID, tx.t())
                        .set(RECEIVED_MAIL.ID, m.id())
                        .set(RECEIVED_MAIL.ACCOUNT_ID, m.accountId())
                        .set(RECEIVED_MAIL.SHA256, m.sha256())
                        .set(RECEIVED_MAIL.SIZE, m.size())
                        .set(RECEIVED_MAIL.AT, m.at())
                        .set(RECEIVED_MAIL.MESSAGE_ID, m.messageId())
                        .set(RECEIVED_MAIL.RETURN_PATH, m.returnPath())
                        .set(RECEIVED_MAIL.STATE, m.state())
                        .set(RECEIVED_MAIL.REASON, m.reason())
                        .set(RECEIVED_MAIL.NEXT_AT, m.state().equals("waiting") ? m.at() : null)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    public Optional<ReceivedMail> find(Tx tx, UUID id) {
        return list(tx, RECEIVED_MAIL.ID.eq(id), 1).stream().findFirst();
    }

    /** Mails whose turn has come, oldest first. */
    public List<ReceivedMail> due(Tx tx, Instant now, int limit) {
        return tx.sql()
                .selectFrom(RECEIVED_MAIL)
                .where(
                        RECEIVED_MAIL.TENANT_ID.eq(tx.t()),
                        RECEIVED_MAIL.STATE.eq(DSL.inline("waiting")),
                        RECEIVED_MAIL.NEXT_AT.le(now))
                .orderBy(RECEIVED_MAIL.NEXT_AT, RECEIVED_MAIL.ID)
                .limit(limit)
                .fetch(ReceivedStore::mail);
    }

    /** One at a time writes down what became of a tenant's mails, so that they stay in their order; false for all others. */
    public boolean lockIntake(Tx tx) {
        return tx.sql()
                .select(DSL.field("pg_try_advisory_xact_lock({0}, {1})", Boolean.class, INTAKE, tx.t()))
                .fetchSingle()
                .value1();
    }

    /** Those of the mails that still wait, taken for this transaction. */
    public Set<UUID> lockWaiting(Tx tx, Collection<UUID> ids) {
        return tx.sql()
                .select(RECEIVED_MAIL.ID)
                .from(RECEIVED_MAIL)
                .where(
                        RECEIVED_MAIL.TENANT_ID.eq(tx.t()),
                        RECEIVED_MAIL.ID.eq(DSL.any(ids.toArray(UUID[]::new))),
                        RECEIVED_MAIL.STATE.eq("waiting"))
                .forUpdate()
                .fetchSet(RECEIVED_MAIL.ID);
    }

    /** Whether another mail with one of these Message-IDs still waits. */
    public boolean isWaiting(Tx tx, Collection<String> messageIds, UUID except) {
        return tx.sql()
                .fetchExists(tx.sql()
                        .selectOne()
                        .from(RECEIVED_MAIL)
                        .where(
                                RECEIVED_MAIL.TENANT_ID.eq(tx.t()),
                                RECEIVED_MAIL.MESSAGE_ID.eq(DSL.any(messageIds.toArray(String[]::new))),
                                RECEIVED_MAIL.STATE.eq("waiting"),
                                RECEIVED_MAIL.ID.ne(except)));
    }

    /** It has to wait for another one; that is no failed attempt. */
    public void postpone(Tx tx, UUID id, Instant next) {
        tx.sql()
                .update(RECEIVED_MAIL)
                .set(RECEIVED_MAIL.NEXT_AT, next)
                .where(RECEIVED_MAIL.TENANT_ID.eq(tx.t()), RECEIVED_MAIL.ID.eq(id))
                .execute();
    }

    /** What became of it, and what it says of itself. */
    public void done(Tx tx, UUID id, Read read, String state, @Nullable String reason, @Nullable UUID ticket) {
        waiting(
                tx,
                id,
                became(tx, state, reason)
                        .set(RECEIVED_MAIL.TICKET_ID, ticket)
                        .set(RECEIVED_MAIL.SENDER, read.sender())
                        .set(RECEIVED_MAIL.SUBJECT, read.subject())
                        .set(RECEIVED_MAIL.MESSAGE_ID, read.messageId())
                        .set(RECEIVED_MAIL.AUTOMATIC, read.automatic())
                        .set(RECEIVED_MAIL.VERIFIED, read.verified()));
    }

    /** Nothing becomes of it, unless an administrator says so. */
    public void failed(Tx tx, UUID id, String reason) {
        waiting(tx, id, became(tx, "failed", reason));
    }

    private static UpdateSetMoreStep<ReceivedMailRecord> became(Tx tx, String state, @Nullable String reason) {
        return tx.sql()
                .update(RECEIVED_MAIL)
                .set(RECEIVED_MAIL.STATE, state)
                .set(RECEIVED_MAIL.REASON, reason)
                .set(RECEIVED_MAIL.ATTEMPTS, RECEIVED_MAIL.ATTEMPTS.plus(1))
                .setNull(RECEIVED_MAIL.NEXT_AT);
    }

    private static void waiting(Tx tx, UUID id, UpdateSetMoreStep<ReceivedMailRecord> change) {
        change.where(RECEIVED_MAIL.TENANT_ID.eq(tx.t()), RECEIVED_MAIL.ID.eq(id), RECEIVED_MAIL.STATE.eq("waiting"))
                .execute();
    }

    /** It did not work this time. */
    public void later(Tx tx, UUID id, String reason, Instant next) {
        tx.sql()
                .update(RECEIVED_MAIL)
                .set(RECEIVED_MAIL.REASON, reason)
                .set(RECEIVED_MAIL.ATTEMPTS, RECEIVED_MAIL.ATTEMPTS.plus(1))
                .set(RECEIVED_MAIL.NEXT_AT, next)
                .where(RECEIVED_MAIL.TENANT_ID.eq(tx.t()), RECEIVED_MAIL.ID.eq(id), RECEIVED_MAIL.STATE.eq("waiting"))
                .execute();
    }

    /** Failed and ignored mails may be taken in again. */
    public boolean again(Tx tx, UUID id, Instant now) {
        return tx.sql()
                        .update(RECEIVED_MAIL)
                        .set(RECEIVED_MAIL.STATE, "waiting")
                        .set(RECEIVED_MAIL.ATTEMPTS, 0)
                        .setNull(RECEIVED_MAIL.REASON)
                        .set(RECEIVED_MAIL.NEXT_AT, now)
                        .where(
                                RECEIVED_MAIL.TENANT_ID.eq(tx.t()),
                                RECEIVED_MAIL.ID.eq(id),
                                RECEIVED_MAIL.STATE.in("failed", "ignored"))
                        .execute()
                == 1;
    }

    /** The ticket that another mail with this Message-ID of this sender came to, if one did. */
    public Optional<ReceivedMail> twin(Tx tx, ReceivedMail mail, String messageId, String sender) {
        return list(
                        tx,
                        RECEIVED_MAIL
                                .MESSAGE_ID
                                .eq(messageId)
                                .and(RECEIVED_MAIL.SENDER.eq(sender))
                                .and(RECEIVED_MAIL.ACCOUNT_ID.eq(mail.accountId()))
                                .and(RECEIVED_MAIL.STATE.in("ticket", "reply"))
                                .and(RECEIVED_MAIL.ID.ne(mail.id())),
                        1)
                .stream()
                .findFirst();
    }

    /** The ticket that a mail with this Message-ID came to. */
    public Optional<UUID> ticketOf(Tx tx, String messageId) {
        return tx.sql()
                .select(RECEIVED_MAIL.TICKET_ID)
                .from(RECEIVED_MAIL)
                .where(
                        RECEIVED_MAIL.TENANT_ID.eq(tx.t()),
                        RECEIVED_MAIL.MESSAGE_ID.eq(messageId),
                        RECEIVED_MAIL.TICKET_ID.isNotNull())
                .limit(1)
                .fetchOptional(RECEIVED_MAIL.TICKET_ID);
    }

    /** How many mails of this sender became something since then. */
    public int countFrom(Tx tx, String sender, Instant since) {
        return tx.sql()
                .fetchCount(DSL.selectOne()
                        .from(RECEIVED_MAIL)
                        .where(
                                RECEIVED_MAIL.TENANT_ID.eq(tx.t()),
                                RECEIVED_MAIL.SENDER.eq(sender),
                                RECEIVED_MAIL.AT.gt(since),
                                RECEIVED_MAIL.STATE.in("ticket", "reply"))
                        .limit(1_000));
    }

    /** The mails that made these tickets, by ticket. */
    public Map<UUID, ReceivedMail> origins(Tx tx, Collection<UUID> tickets) {
        var made = tx.sql()
                .selectFrom(RECEIVED_MAIL)
                .where(
                        RECEIVED_MAIL.TENANT_ID.eq(tx.t()),
                        RECEIVED_MAIL.TICKET_ID.eq(DSL.any(tickets.toArray(UUID[]::new))),
                        RECEIVED_MAIL.STATE.eq("ticket"))
                .orderBy(RECEIVED_MAIL.AT, RECEIVED_MAIL.ID);
        var origins = new HashMap<UUID, ReceivedMail>();
        made.fetch().forEach(r -> origins.put(r.getTicketId(), mail(r)));
        return origins;
    }

    /** Message-IDs of what people, by their keys, sent to tickets: of each the last ten, oldest first. */
    public Map<Correspondence, List<String>> messageIds(Tx tx, Collection<Correspondence> all) {
        return Correspondence.messageIds(
                tx,
                all,
                RECEIVED_MAIL,
                RECEIVED_MAIL.TENANT_ID,
                RECEIVED_MAIL.TICKET_ID,
                RECEIVED_MAIL.SENDER,
                RECEIVED_MAIL.MESSAGE_ID,
                RECEIVED_MAIL.AT);
    }

    /** Newest first, after a place in the list. */
    public List<ReceivedMail> page(
            Tx tx, @Nullable String state, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        Condition where = state == null ? DSL.trueCondition() : RECEIVED_MAIL.STATE.eq(state);
        if (before != null && beforeId != null) {
            where = where.and(DSL.row(RECEIVED_MAIL.AT, RECEIVED_MAIL.ID).lt(before, beforeId));
        }
        return list(tx, where, limit);
    }

    private static List<ReceivedMail> list(Tx tx, Condition where, int limit) {
        return tx.sql()
                .selectFrom(RECEIVED_MAIL)
                .where(RECEIVED_MAIL.TENANT_ID.eq(tx.t()), where)
                .orderBy(RECEIVED_MAIL.AT.desc(), RECEIVED_MAIL.ID.desc())
                .limit(limit)
                .fetch(ReceivedStore::mail);
    }

    private static ReceivedMail mail(ReceivedMailRecord r) {
        return new ReceivedMail(
                r.getId(),
                r.getAccountId(),
                r.getSha256(),
                r.getSize(),
                r.getAt(),
                r.getSender(),
                r.getSubject(),
                r.getMessageId(),
                r.getReturnPath(),
                r.getAutomatic(),
                r.getVerified(),
                r.getState(),
                r.getReason(),
                r.getAttempts(),
                r.getTicketId());
    }

    @Override
    public boolean holds(Tx tx, byte[] sha256) {
        return tx.sql()
                .fetchExists(tx.sql()
                        .selectOne()
                        .from(RECEIVED_MAIL)
                        .where(RECEIVED_MAIL.TENANT_ID.eq(tx.t()), RECEIVED_MAIL.SHA256.eq(sha256)));
    }
}
