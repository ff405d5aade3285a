package io.steward.server.channel.store;

import static io.steward.db.channel.Tables.OUTGOING_MAIL;

import io.steward.db.channel.tables.records.OutgoingMailRecord;
import io.steward.server.channel.OutgoingMail;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** {@code channel.outgoing_mail}: the durable queue. */
@Repository
public class OutgoingStore {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private static final TypeReference<List<OutgoingMail.SentFile>> FILES = new TypeReference<>() {};

    public void insert(Tx tx, OutgoingMail m) {
        insert(tx, List.of(m));
    }

    /** Many in one statement. */
    public void insert(Tx tx, List<OutgoingMail> all) {
        if (!all.isEmpty()) {
            var records = all.stream().map(m -> row(tx, m)).toList();
            tx.sql().insertInto(OUTGOING_MAIL).set(records).execute();
        }
    }

    private static OutgoingMailRecord row(Tx tx, OutgoingMail m) {
        var r = new OutgoingMailRecord();
        r.setTenantId(tx.t());
        r.setId(m.id());
        r.setAccountId(m.accountId());
        r.setTicketId(m.ticketId());
        r.setKind(m.kind());
        r.setRecipient(m.recipient());
        r.setSubject(m.subject());
        r.setHeaders(Json.of(m.headers()));
        r.setText(m.text());
        r.setHtml(m.html());
        r.setAttachments(Json.of(m.attachments()));
        r.setMessageId(m.messageId());
        r.setState(m.state());
        r.setCreated(m.created());
        r.setNextAt(m.nextAt());
        return r;
    }

    /** Takes mails that are due, for as long as the lease: whoever dies meanwhile loses nothing. */
    public List<OutgoingMail> claim(Tx tx, Instant now, Instant lease, int limit) {
        var due = DSL.select(OUTGOING_MAIL.ID)
                .from(OUTGOING_MAIL)
                .where(
                        OUTGOING_MAIL.TENANT_ID.eq(tx.t()),
                        OUTGOING_MAIL.STATE.eq(DSL.inline("waiting")),
                        OUTGOING_MAIL.NEXT_AT.le(now))
                .orderBy(OUTGOING_MAIL.NEXT_AT)
                .limit(limit)
                .forUpdate()
                .skipLocked();
        return tx.sql()
                .update(OUTGOING_MAIL)
                .set(OUTGOING_MAIL.NEXT_AT, lease)
                .set(OUTGOING_MAIL.ATTEMPTS, OUTGOING_MAIL.ATTEMPTS.plus(1))
                .where(OUTGOING_MAIL.TENANT_ID.eq(tx.t()), OUTGOING_MAIL.ID.in(due))
                .returning()
                .fetch(OutgoingStore::mail);
    }

    /** They were handed over. A link that is as good as its reader is not kept. */
    public void sent(Tx tx, Collection<UUID> ids, Instant at) {
        tx.sql()
                .update(OUTGOING_MAIL)
                .set(OUTGOING_MAIL.STATE, "sent")
                .set(OUTGOING_MAIL.SENT_AT, at)
                .setNull(OUTGOING_MAIL.NEXT_AT)
                .setNull(OUTGOING_MAIL.LAST_ERROR)
                .set(OUTGOING_MAIL.TEXT, withoutLink(OUTGOING_MAIL.TEXT))
                .set(OUTGOING_MAIL.HTML, withoutLink(OUTGOING_MAIL.HTML))
                .where(OUTGOING_MAIL.TENANT_ID.eq(tx.t()), OUTGOING_MAIL.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .execute();
    }

    /** {@code next} null gives up. Answers false when the mail no longer waited. */
    public boolean failed(Tx tx, UUID id, String error, @Nullable Instant next) {
        return tx.sql()
                        .update(OUTGOING_MAIL)
                        .set(OUTGOING_MAIL.STATE, next == null ? "failed" : "waiting")
                        .set(OUTGOING_MAIL.NEXT_AT, next)
                        .set(OUTGOING_MAIL.LAST_ERROR, error)
                        .where(
                                OUTGOING_MAIL.TENANT_ID.eq(tx.t()),
                                OUTGOING_MAIL.ID.eq(id),
                                OUTGOING_MAIL.STATE.eq("waiting"))
                        .execute()
                == 1;
    }

    public boolean again(Tx tx, UUID id, Instant now) {
        return tx.sql()
                        .update(OUTGOING_MAIL)
                        .set(OUTGOING_MAIL.STATE, "waiting")
                        .set(OUTGOING_MAIL.ATTEMPTS, 0)
                        .set(OUTGOING_MAIL.NEXT_AT, now)
                        .where(
                                OUTGOING_MAIL.TENANT_ID.eq(tx.t()),
                                OUTGOING_MAIL.ID.eq(id),
                                OUTGOING_MAIL.STATE.in("failed", "dropped"))
                        .execute()
                == 1;
    }

    /** The receiving side says that it did not arrive. */
    public void bounced(Tx tx, String messageId, String error) {
        tx.sql()
                .update(OUTGOING_MAIL)
                .set(OUTGOING_MAIL.STATE, "failed")
                .set(OUTGOING_MAIL.LAST_ERROR, error)
                .where(
                        OUTGOING_MAIL.TENANT_ID.eq(tx.t()),
                        OUTGOING_MAIL.MESSAGE_ID.eq(messageId),
                        OUTGOING_MAIL.STATE.eq("sent"))
                .execute();
    }

    public int acknowledged(Tx tx, String recipient, Instant since) {
        return tx.sql()
                .fetchCount(DSL.selectOne()
                        .from(OUTGOING_MAIL)
                        .where(
                                OUTGOING_MAIL.TENANT_ID.eq(tx.t()),
                                OUTGOING_MAIL.RECIPIENT.eq(recipient),
                                OUTGOING_MAIL.KIND.eq("acknowledgement"),
                                OUTGOING_MAIL.CREATED.gt(since))
                        .limit(100));
    }

    /** Message-IDs of what was written to people about tickets: of each the last ten, oldest first. */
    public Map<Correspondence, List<String>> messageIds(Tx tx, Collection<Correspondence> all) {
        return Correspondence.messageIds(
                tx,
                all,
                OUTGOING_MAIL,
                OUTGOING_MAIL.TENANT_ID,
                OUTGOING_MAIL.TICKET_ID,
                OUTGOING_MAIL.RECIPIENT,
                OUTGOING_MAIL.MESSAGE_ID,
                OUTGOING_MAIL.CREATED);
    }

    public List<OutgoingMail> page(
            Tx tx, @Nullable String state, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        Condition where = state == null ? DSL.trueCondition() : OUTGOING_MAIL.STATE.eq(state);
        if (before != null && beforeId != null) {
            where = where.and(DSL.row(OUTGOING_MAIL.CREATED, OUTGOING_MAIL.ID).lt(before, beforeId));
        }
        return tx.sql()
                .selectFrom(OUTGOING_MAIL)
                .where(OUTGOING_MAIL.TENANT_ID.eq(tx.t()), where)
                .orderBy(OUTGOING_MAIL.CREATED.desc(), OUTGOING_MAIL.ID.desc())
                .limit(limit)
                .fetch(OutgoingStore::mail);
    }

    private static org.jooq.Field<String> withoutLink(org.jooq.Field<String> body) {
        return DSL.when(OUTGOING_MAIL.KIND.in("reset", "decision"), "").otherwise(body);
    }

    private static OutgoingMail mail(OutgoingMailRecord r) {
        return new OutgoingMail(
                r.getId(),
                r.getAccountId(),
                r.getTicketId(),
                r.getKind(),
                r.getRecipient(),
                r.getSubject(),
                Json.read(r.getHeaders(), HEADERS),
                r.getText(),
                r.getHtml(),
                Json.read(r.getAttachments(), FILES),
                r.getMessageId(),
                r.getState(),
                r.getAttempts(),
                r.getCreated(),
                r.getNextAt(),
                r.getLastError());
    }
}
