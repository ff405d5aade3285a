package io.steward.server.channel.work;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.MailAccounts;
import io.steward.server.channel.ReceivedMail;
import io.steward.server.channel.rules.AttachmentPart;
import io.steward.server.channel.rules.AutoKind;
import io.steward.server.channel.rules.IncomingMail;
import io.steward.server.channel.rules.MailAddress;
import io.steward.server.channel.rules.MailLimits;
import io.steward.server.channel.rules.MailParser;
import io.steward.server.channel.rules.StoredPart;
import io.steward.server.channel.store.ReceivedStore;
import io.steward.server.identity.Emails;
import io.steward.server.identity.People;
import io.steward.server.platform.Database;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Problem;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.AddReply;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.CreateTicket;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.Tickets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes tickets and replies of mails. They are read outside any transaction (their files are on disk by then); their effects and
 * their state change in one, so that each has them once, whenever the process dies.
 */
@Component
class TakeIn {
    /** A sender with more tickets and replies within an hour is taken for a loop. */
    static final int MOST_PER_HOUR = 100;

    private static final int MOST_FILES = 49;

    /** How often a reply looks whether the mail that it answers was taken in. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** Longer than a mail is tried; then a reply no longer waits for it. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(20);

    private record Outcome(
            String state, @Nullable String reason, @Nullable UUID ticket) {
        static Outcome ignored(String reason, @Nullable UUID ticket) {
            return new Outcome("ignored", reason, ticket);
        }
    }

    private final Database database;
    private final FileStore files;
    private final ReceivedStore received;
    private final MailAccounts accounts;
    private final People people;
    private final Threads threads;
    private final Machines machines;
    private final Tickets tickets;
    private final StewardSettings settings;
    private final Clock clock;

    TakeIn(
            Database database,
            FileStore files,
            ReceivedStore received,
            MailAccounts accounts,
            People people,
            Threads threads,
            Machines machines,
            Tickets tickets,
            StewardSettings settings,
            Clock clock) {
        this.database = database;
        this.files = files;
        this.received = received;
        this.accounts = accounts;
        this.people = people;
        this.threads = threads;
        this.machines = machines;
        this.tickets = tickets;
        this.settings = settings;
        this.clock = clock;
    }

    /** A mail that was read: what is left to do is done in the database. */
    record Ready(ReceivedMail row, MailAccount account, IncomingMail mail) {}

    /** Reads a mail; its files are on disk then. */
    Ready read(TenantId tenant, ReceivedMail row) {
        MailAccount account = accounts.find(tenant, row.accountId())
                .orElseThrow(() -> Problem.conflict("The mail account it came to was removed"));
        long most = settings.mail().maxMessageBytes();
        try (var raw = files.open(row.sha256())) {
            var mail = MailParser.parse(raw, MailLimits.standard(most + 1), (name, type, id, content) -> {
                var stored = files.receive(content, name, most);
                return new StoredPart(stored, stored.size());
            });
            return new Ready(row, account, mail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes in mails, in their order, in one transaction: all of them or, when one fails, none.
     *
     * @return false when somebody else takes in this tenant's mails just now
     */
    boolean take(TenantId tenant, List<Ready> mails) {
        return database.write(tenant, tx -> {
            if (!received.lockIntake(tx)) {
                return false;
            }
            var waiting = received.lockWaiting(
                    tx, mails.stream().map(m -> m.row().id()).toList());
            for (Ready mail : mails) {
                if (waiting.contains(mail.row().id())) {
                    one(tx, mail);
                }
            }
            return true;
        });
    }

    private void one(Tx tx, Ready m) {
        var answers = Threads.references(m.mail());
        Instant now = clock.instant();
        // What it answers may have failed at first, or come later.
        if (!answers.isEmpty()
                && m.row().at().plus(LONGEST_WAIT).isAfter(now)
                && received.isWaiting(tx, answers, m.row().id())) {
            received.postpone(tx, m.row().id(), now.plus(WAIT));
            return;
        }
        MailAddress from = m.mail().from();
        var trust = from == null ? Sender.Trust.UNKNOWN : Sender.trust(m.mail(), m.account(), from);
        var outcome = decide(tx, m.account(), m.row(), m.mail(), trust);
        var read = new ReceivedStore.Read(
                from == null ? null : from.address(),
                m.mail().subject(),
                m.mail().messageId(),
                isAutomatic(m),
                trust == Sender.Trust.CONFIRMED);
        received.done(tx, m.row().id(), read, outcome.state, outcome.reason, outcome.ticket);
    }

    private static boolean isAutomatic(Ready m) {
        return m.mail().auto() != AutoKind.NONE
                || m.mail().returnPathEmpty()
                || "".equals(m.row().returnPath());
    }

    private Outcome decide(Tx tx, MailAccount account, ReceivedMail row, IncomingMail mail, Sender.Trust trust) {
        MailAddress from = mail.from();
        String address = from == null ? null : from.address();
        if (mail.auto() == AutoKind.OWN || (address != null && accounts.isOwn(tx.tenant(), address))) {
            return Outcome.ignored("Sent by this installation itself", null);
        }
        if (mail.auto() == AutoKind.BOUNCE || mail.auto() == AutoKind.AUTO_REPLY) {
            var ticket = machines.note(tx, mail, clock.instant());
            String what = mail.auto() == AutoKind.BOUNCE ? "A delivery report" : "An automatic answer";
            return Outcome.ignored(what, ticket.orElse(null));
        }
        if (from == null || address == null || !Emails.isGood(address)) {
            throw Problem.conflict("The mail names no sender that could be answered");
        }
        if (mail.messageId() != null) {
            var twin = received.twin(tx, row, mail.messageId(), address);
            if (twin.isPresent()) {
                return Outcome.ignored("The same mail came before", twin.get().ticketId());
            }
        }
        Instant now = clock.instant();
        if (received.countFrom(tx, address, now.minus(Duration.ofHours(1))) >= MOST_PER_HOUR) {
            return Outcome.ignored("More than " + MOST_PER_HOUR + " mails of this sender within an hour", null);
        }
        var sender = Sender.of(tx, people, from, trust, now);
        if (!sender.person().active()) {
            throw Problem.forbidden("The person with this address is deactivated");
        }
        var parts = record(tx, row, mail, sender.person().id(), now);
        if (trust != Sender.Trust.REFUTED) {
            var thread = threads.find(tx, mail, sender.context());
            if (thread.isPresent()) {
                return reply(tx, sender, thread.get(), parts);
            }
        }
        return create(tx, account, sender, mail, parts);
    }

    private record Parts(Content content, List<UUID> files) {
        String body() {
            return content.body().isBlank() && files.isEmpty() ? "<p>(no text)</p>" : content.body();
        }

        @Nullable
        String folded() {
            return content.folded().isBlank() ? null : content.folded();
        }
    }

    private Parts record(Tx tx, ReceivedMail row, IncomingMail mail, UUID owner, Instant at) {
        Map<AttachmentPart, UUID> byPart = new LinkedHashMap<>();
        var ids = new ArrayList<UUID>();
        for (AttachmentPart part : mail.attachments()) {
            if (ids.size() < MOST_FILES) {
                var content = (FileStore.Received) part.stored().handle();
                UUID id = files.record(tx, content, part.fileName(), owner, at).id();
                byPart.put(part, id);
                ids.add(id);
            }
        }
        Content content = Content.of(mail, byPart);
        if (content.shortened() || mail.incomplete() || mail.attachments().size() > MOST_FILES) {
            // Something does not show: the whole mail goes along.
            var whole = new FileStore.Received(row.sha256(), row.size(), "message/rfc822");
            ids.add(files.record(tx, whole, "mail.eml", owner, at).id());
        }
        return new Parts(content, ids);
    }

    private Outcome reply(Tx tx, Sender sender, Ticket ticket, Parts parts) {
        var command = new AddReply(parts.body(), parts.folded(), parts.files(), null, Channel.EMAIL, null);
        tickets.reply(tx, sender.context(), ticket.id(), command);
        return new Outcome("reply", null, ticket.id());
    }

    private Outcome create(Tx tx, MailAccount account, Sender sender, IncomingMail mail, Parts parts) {
        boolean refuted = sender.trust() == Sender.Trust.REFUTED;
        var ticket = tickets.create(
                tx,
                sender.context(),
                new CreateTicket(
                        account.typeId(),
                        Content.title(mail),
                        parts.body(),
                        parts.folded(),
                        sender.person().id(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        refuted ? List.of("unverified-sender") : List.of(),
                        parts.files(),
                        Channel.EMAIL,
                        null));
        return new Outcome("ticket", refuted ? "The receiving server refuted the sender" : null, ticket.id());
    }
}
