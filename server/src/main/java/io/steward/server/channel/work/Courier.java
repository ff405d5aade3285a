package io.steward.server.channel.work;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.MailAccounts;
import io.steward.server.channel.OutgoingMail;
import io.steward.server.channel.store.AccountStore;
import io.steward.server.channel.store.OutgoingStore;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hands over the queued mails. A mail is taken for the time of a lease and marked when the server has accepted it: who dies in
 * between sends it again, with the same Message-ID, so that it arrives at least once and is known to be one mail.
 */
@Component
public class Courier extends Loop {
    private static final int AT_ONCE = 20;
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** Pauses before each next attempt; about two days in all. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private final Database database;
    private final Tenants tenants;
    private final MailAccounts accounts;
    private final AccountStore accountStore;
    private final OutgoingStore store;
    private final Post post;
    private final Envelope envelope;
    private final TicketNotes notes;
    private final Clock clock;

    Courier(
            Database database,
            Tenants tenants,
            MailAccounts accounts,
            AccountStore accountStore,
            OutgoingStore store,
            Post post,
            Envelope envelope,
            TicketNotes notes,
            Clock clock) {
        super("mail-courier", Duration.ofSeconds(2));
        this.database = database;
        this.tenants = tenants;
        this.accounts = accounts;
        this.accountStore = accountStore;
        this.store = store;
        this.post = post;
        this.envelope = envelope;
        this.notes = notes;
        this.clock = clock;
    }

    @Override
    protected boolean turn() {
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            Instant now = clock.instant();
            var due = database.write(tenant, tx -> store.claim(tx, now, now.plus(LEASE), AT_ONCE));
            var byAccount = new LinkedHashMap<@Nullable UUID, List<OutgoingMail>>();
            due.forEach(m -> byAccount
                    .computeIfAbsent(m.accountId(), a -> new java.util.ArrayList<>())
                    .add(m));
            byAccount.forEach((account, mails) -> send(tenant, account, mails));
            more |= due.size() == AT_ONCE;
        }
        return more;
    }

    private void send(TenantId tenant, UUID accountId, List<OutgoingMail> mails) {
        Optional<MailAccount> account = accounts.sender(tenant, null, accountId).filter(a -> a.id().equals(accountId));
        if (account.isEmpty()) {
            mails.forEach(m -> fail(tenant, m, "The mail account was removed or switched off", true));
            return;
        }
        Session session = post.smtp(account.get());
        try (Transport transport = post.transport(session, account.get())) {
            error(tenant, account.get(), null);
            for (OutgoingMail mail : mails) {
                one(tenant, account.get(), session, transport, mail);
            }
        } catch (MessagingException e) {
            // Not this mail's fault: all of them wait.
            String why = Post.why(e);
            error(tenant, account.get(), "Sending: " + why);
            mails.forEach(m -> fail(tenant, m, why, false));
        }
    }

    private void one(TenantId tenant, MailAccount account, Session session, Transport transport, OutgoingMail mail)
            throws MessagingException {
        try {
            MimeMessage message = envelope.message(tenant, session, account, mail);
            transport.sendMessage(message, message.getAllRecipients());
            database.run(tenant, tx -> store.sent(tx, mail.id(), clock.instant()));
        } catch (MessagingException e) {
            fail(tenant, mail, Post.why(e), isPermanent(e));
            if (!transport.isConnected()) {
                throw e;
            }
        } catch (java.io.IOException | RuntimeException e) {
            fail(tenant, mail, Post.why(e), false);
        }
    }

    private void error(TenantId tenant, MailAccount account, @Nullable String why) {
        database.run(tenant, tx -> accountStore.error(tx, account.id(), why));
    }

    /** A mail already sent or failed in this turn is left as it is. */
    private void fail(TenantId tenant, OutgoingMail mail, String why, boolean permanent) {
        int tries = mail.attempts();
        Instant next = permanent || tries > PAUSES.size()
                ? null
                : clock.instant().plus(PAUSES.get(Math.clamp(tries - 1, 0, PAUSES.size() - 1)));
        database.run(tenant, tx -> {
            if (store.failed(tx, mail.id(), why, next) && next == null) {
                note(tx, mail, why);
            }
        });
    }

    /** Agents of the ticket are to know that somebody was not told. */
    private void note(Tx tx, OutgoingMail mail, String why) {
        if (mail.ticketId() == null) {
            return;
        }
        String said = Sanitizer.fromText("Not sent to " + mail.recipient() + ": " + why);
        notes.add(tx, mail.ticketId(), said, Map.of("channel", "email", "outgoing", mail.id()), null, clock.instant());
    }

    private static boolean isPermanent(MessagingException e) {
        for (Exception at = e; at != null; at = at instanceof MessagingException m ? m.getNextException() : null) {
            int code = at instanceof SMTPAddressFailedException a
                    ? a.getReturnCode()
                    : at instanceof SMTPSendFailedException s ? s.getReturnCode() : 0;
            if (code >= 500) {
                return true;
            }
        }
        return false;
    }
}
