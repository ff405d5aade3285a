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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hands over the queued mails, many over some connections. A mail is taken for the time of a lease and marked, some together, when
 * the server has accepted it: who dies in between sends it again, with the same Message-ID, so that it arrives at least once and
 * is known to be one mail.
 */
@Component
public class Courier extends Loop {
    private static final int AT_ONCE = 400;

    /** Of one account at the same time, when there is enough for each. */
    private static final int MOST_CONNECTIONS = 4;

    private static final int ENOUGH = 20;

    /** Accepted mails that are marked in one transaction: so many would be sent again after a crash. */
    private static final int MARKED_TOGETHER = 25;

    private static final Duration LEASE = Duration.ofMinutes(5);

    /** Nothing is begun so shortly before the lease ends, when another node may take it. */
    private static final Duration SPARE = Duration.ofMinutes(1);

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
        super("mail-courier", Duration.ofSeconds(5));
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
    protected boolean turn() throws InterruptedException {
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            Instant now = clock.instant();
            var due = database.write(tenant, tx -> store.claim(tx, now, now.plus(LEASE), AT_ONCE));
            var byAccount = new LinkedHashMap<@Nullable UUID, List<OutgoingMail>>();
            due.forEach(m -> byAccount
                    .computeIfAbsent(m.accountId(), a -> new ArrayList<>())
                    .add(m));
            for (var each : byAccount.entrySet()) {
                send(tenant, each.getKey(), each.getValue(), now.plus(LEASE).minus(SPARE));
            }
            more |= due.size() == AT_ONCE;
        }
        return more;
    }

    private void send(TenantId tenant, @Nullable UUID accountId, List<OutgoingMail> mails, Instant until)
            throws InterruptedException {
        Optional<MailAccount> account = accounts.sender(tenant, null, accountId).filter(a -> a.id().equals(accountId));
        if (account.isEmpty()) {
            mails.forEach(m -> fail(tenant, m, "The mail account was removed or switched off", true));
            return;
        }
        int connections = Math.clamp(mails.size() / ENOUGH, 1, MOST_CONNECTIONS);
        if (connections == 1) {
            deliver(tenant, account.get(), mails, until);
            return;
        }
        int each = Math.ceilDiv(mails.size(), connections);
        var parts = IntStream.range(0, connections)
                .mapToObj(i -> mails.subList(i * each, Math.min(mails.size(), (i + 1) * each)))
                .map(part -> Executors.callable(() -> deliver(tenant, account.get(), part, until)))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var part : threads.invokeAll(parts)) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Over one connection; what is left then waits until its lease is over. */
    private void deliver(TenantId tenant, MailAccount account, List<OutgoingMail> mails, Instant until) {
        Session session = post.smtp(account);
        var accepted = new ArrayList<UUID>();
        String broken = null;
        try (Transport transport = post.transport(session, account)) {
            error(tenant, account, null);
            for (OutgoingMail mail : mails) {
                if (clock.instant().isAfter(until)) {
                    break;
                }
                if (one(tenant, account, session, transport, mail)) {
                    accepted.add(mail.id());
                }
                if (accepted.size() == MARKED_TOGETHER) {
                    mark(tenant, accepted);
                }
            }
        } catch (MessagingException e) {
            broken = Post.why(e);
        } finally {
            mark(tenant, accepted);
        }
        if (broken != null) {
            // Not these mails' fault: all that are left wait.
            error(tenant, account, "Sending: " + broken);
            for (OutgoingMail mail : mails) {
                fail(tenant, mail, broken, false);
            }
        }
    }

    private void mark(TenantId tenant, List<UUID> accepted) {
        if (!accepted.isEmpty()) {
            database.run(tenant, tx -> store.sent(tx, accepted, clock.instant()));
            accepted.clear();
        }
    }

    /** Whether the server accepted it. */
    private boolean one(TenantId tenant, MailAccount account, Session session, Transport transport, OutgoingMail mail)
            throws MessagingException {
        try {
            MimeMessage message = envelope.message(tenant, session, account, mail);
            transport.sendMessage(message, message.getAllRecipients());
            return true;
        } catch (MessagingException e) {
            fail(tenant, mail, Post.why(e), isPermanent(e));
            if (!transport.isConnected()) {
                throw e;
            }
        } catch (java.io.IOException | RuntimeException e) {
            fail(tenant, mail, Post.why(e), false);
        }
        return false;
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
