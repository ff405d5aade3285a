package io.steward.server.channel.store;

import static io.steward.db.channel.Tables.MAIL_ACCOUNT;

import io.steward.db.channel.tables.records.MailAccountRecord;
import io.steward.server.channel.MailAccount;
import io.steward.server.channel.MailServer;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code channel.mail_account}. */
@Repository
public class AccountStore {
    public List<MailAccount> all(Tx tx) {
        return tx.sql()
                .selectFrom(MAIL_ACCOUNT)
                .where(MAIL_ACCOUNT.TENANT_ID.eq(tx.t()))
                .orderBy(MAIL_ACCOUNT.ADDRESS)
                .fetch(AccountStore::account);
    }

    public Optional<MailAccount> find(Tx tx, UUID id) {
        return tx.sql()
                .selectFrom(MAIL_ACCOUNT)
                .where(MAIL_ACCOUNT.TENANT_ID.eq(tx.t()), MAIL_ACCOUNT.ID.eq(id))
                .fetchOptional(AccountStore::account);
    }

    public void insert(Tx tx, MailAccount a) {
        tx.sql().insertInto(MAIL_ACCOUNT).set(row(tx, a)).execute();
    }

    /** Answers whether the row still had the version before this one. */
    public boolean update(Tx tx, MailAccount a) {
        return tx.sql()
                        .update(MAIL_ACCOUNT)
                        .set(row(tx, a))
                        .where(
                                MAIL_ACCOUNT.TENANT_ID.eq(tx.t()),
                                MAIL_ACCOUNT.ID.eq(a.id()),
                                MAIL_ACCOUNT.VERSION.eq(a.version() - 1))
                        .execute()
                == 1;
    }

    public boolean delete(Tx tx, UUID id) {
        return tx.sql()
                        .deleteFrom(MAIL_ACCOUNT)
                        .where(MAIL_ACCOUNT.TENANT_ID.eq(tx.t()), MAIL_ACCOUNT.ID.eq(id))
                        .execute()
                == 1;
    }

    /** The folder was read up to this message. */
    public void fetched(Tx tx, UUID id, long uidValidity, long lastUid, Instant at) {
        tx.sql()
                .update(MAIL_ACCOUNT)
                .set(MAIL_ACCOUNT.UID_VALIDITY, uidValidity)
                .set(MAIL_ACCOUNT.LAST_UID, lastUid)
                .set(MAIL_ACCOUNT.LAST_FETCH, at)
                .setNull(MAIL_ACCOUNT.LAST_ERROR)
                .where(MAIL_ACCOUNT.TENANT_ID.eq(tx.t()), MAIL_ACCOUNT.ID.eq(id))
                .execute();
    }

    public void error(Tx tx, UUID id, @Nullable String error) {
        tx.sql()
                .update(MAIL_ACCOUNT)
                .set(MAIL_ACCOUNT.LAST_ERROR, error)
                .where(
                        MAIL_ACCOUNT.TENANT_ID.eq(tx.t()),
                        MAIL_ACCOUNT.ID.eq(id),
                        MAIL_ACCOUNT.LAST_ERROR.isDistinctFrom(error))
                .execute();
    }

    private static MailAccountRecord row(Tx tx, MailAccount a) {
        var row = new MailAccountRecord();
        row.setTenantId(tx.t());
        row.setId(a.id());
        row.setDeskId(a.deskId());
        row.setTypeId(a.typeId());
        row.setAddress(a.address());
        row.setName(a.name());
        row.setEnabled(a.enabled());
        row.setImap(a.imap() == null ? null : Json.of(a.imap()));
        row.setSmtp(a.smtp() == null ? null : Json.of(a.smtp()));
        row.setTrustedServer(a.trustedServer());
        row.setUidValidity(a.uidValidity());
        row.setLastUid(a.lastUid());
        row.setLastFetch(a.lastFetch());
        row.setLastError(a.lastError());
        row.setVersion(a.version());
        return row;
    }

    private static MailAccount account(MailAccountRecord r) {
        return new MailAccount(
                r.getId(),
                r.getDeskId(),
                r.getTypeId(),
                r.getAddress(),
                r.getName(),
                r.getEnabled(),
                server(r.getImap()),
                server(r.getSmtp()),
                r.getTrustedServer(),
                r.getUidValidity(),
                r.getLastUid(),
                r.getLastFetch(),
                r.getLastError(),
                r.getVersion());
    }

    private static @Nullable MailServer server(@Nullable JSONB json) {
        return json == null ? null : Json.read(json, MailServer.class);
    }
}
