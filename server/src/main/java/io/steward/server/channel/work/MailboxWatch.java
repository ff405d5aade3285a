package io.steward.server.channel.work;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.store.AccountStore;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches one folder: everything after the message it came to last, then waits until the server announces more (IDLE) or the
 * poll interval is over. How far it came is written down after each mail; fetched twice, a mail is still one.
 */
final class MailboxWatch {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxWatch.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Postbox.For to;
    private final MailAccount account;
    private final Database database;
    private final AccountStore accounts;
    private final Post post;
    private final Postbox postbox;
    private final Duration interval;
    private final Clock clock;
    private volatile boolean stopped;
    private volatile @Nullable Store open;
    private @Nullable Thread thread;

    MailboxWatch(
            Postbox.For to,
            Database database,
            AccountStore accounts,
            Post post,
            Postbox postbox,
            Duration interval,
            Clock clock) {
        this.to = to;
        this.account = to.account();
        this.database = database;
        this.accounts = accounts;
        this.post = post;
        this.postbox = postbox;
        this.interval = interval;
        this.clock = clock;
    }

    void start() {
        thread = Thread.ofVirtual().name("mailbox-" + account.address()).start(this::run);
    }

    /** Ends it without waiting for the server's farewell. */
    void stop() {
        stopped = true;
        Store store = open;
        if (store != null) {
            Thread.startVirtualThread(() -> close(store));
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        Duration pause = Duration.ofSeconds(5);
        while (!stopped) {
            try {
                follow();
                pause = Duration.ofSeconds(5);
            } catch (MessagingException | IOException | RuntimeException e) {
                if (!stopped) {
                    LOG.warn("The mailbox {} cannot be fetched just now: {}", account.address(), Post.why(e));
                    error(Post.why(e));
                }
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void error(String why) {
        try {
            database.run(to.tenant(), tx -> accounts.error(tx, account.id(), "Fetching: " + why));
        } catch (RuntimeException e) {
            LOG.debug("The error of {} could not be written down", account.address(), e);
        }
    }

    private void follow() throws MessagingException, IOException, InterruptedException {
        try (Store store = post.store(account)) {
            open = store;
            var folder = (IMAPFolder)
                    store.getFolder(Objects.requireNonNull(account.imap()).folder());
            folder.open(Folder.READ_WRITE);
            while (!stopped && folder.isOpen()) {
                fetch(folder);
                await(store, folder);
            }
        } finally {
            open = null;
        }
    }

    private void fetch(IMAPFolder folder) throws MessagingException, IOException {
        long validity = folder.getUIDValidity();
        var known = database.read(to.tenant(), tx -> accounts.find(tx, account.id()));
        if (known.isEmpty()) {
            stopped = true;
            return;
        }
        boolean same = Objects.equals(known.get().uidValidity(), validity);
        Long last = same ? known.get().lastUid() : null;
        long from = last == null ? 0 : last;
        long reached = from;
        for (Message message : folder.getMessagesByUID(from + 1, UIDFolder.LASTUID)) {
            long uid = folder.getUID(message);
            // "Up to the last" names the last message even when it is an old one.
            if (uid > from && !stopped) {
                take((IMAPMessage) message);
                reached = Math.max(reached, uid);
                fetched(validity, reached);
            }
        }
        fetched(validity, reached);
    }

    private void fetched(long validity, long reached) {
        database.run(to.tenant(), tx -> accounts.fetched(tx, account.id(), validity, reached, clock.instant()));
    }

    private void take(IMAPMessage message) throws MessagingException, IOException {
        try {
            message.setPeek(true);
            try (var raw = message.getMimeStream()) {
                postbox.put(java.util.List.of(to), raw, null);
            }
            message.setFlag(Flags.Flag.SEEN, true);
        } catch (MessageRemovedException e) {
            LOG.info("A mail in {} was removed before it was fetched", account.address());
        } catch (Problem e) {
            postbox.aside(
                    to, header(message), "The mail is larger than the setting allows; only its header was fetched");
        }
    }

    private static ByteArrayInputStream header(IMAPMessage message) throws MessagingException {
        String lines = String.join("\r\n", Collections.list(message.getAllHeaderLines())) + "\r\n\r\n";
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    }

    /** Until the server tells of something new, at most the poll interval. */
    private void await(Store store, IMAPFolder folder) throws MessagingException, InterruptedException {
        if (!((IMAPStore) store).hasCapability("IDLE")) {
            Thread.sleep(interval);
            return;
        }
        Thread alarm = Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(interval);
                // Any command ends the watch.
                folder.getMessageCount();
            } catch (InterruptedException | MessagingException | IllegalStateException e) {
                LOG.trace("The watch of {} ended by itself", account.address());
            }
        });
        try {
            folder.idle(true);
        } finally {
            alarm.interrupt();
        }
    }

    private static void close(Store store) {
        try {
            store.close();
        } catch (MessagingException e) {
            LOG.debug("A mailbox could not be closed", e);
        }
    }
}
