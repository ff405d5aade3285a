package io.steward.server.channel.work;

import io.steward.server.channel.MailAccounts;
import io.steward.server.channel.OutgoingMail;
import io.steward.server.channel.rules.HeaderSafe;
import io.steward.server.channel.store.OutgoingStore;
import io.steward.server.identity.Person;
import io.steward.server.notification.spi.NotificationSender;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Mails of notices, by the queue that all mails go out by. They are not threaded with the ticket's conversation: an answer to one
 * would be sent to the requester, whatever the notice was about.
 */
@Component
class NoticeMails implements NotificationSender {
    private final MailAccounts accounts;
    private final OutgoingStore store;
    private final Courier courier;

    NoticeMails(MailAccounts accounts, OutgoingStore store, Courier courier) {
        this.accounts = accounts;
        this.store = store;
        this.courier = courier;
    }

    @Override
    public String channel() {
        return "mail";
    }

    @Override
    public boolean send(Tx tx, Person to, Letter letter, Instant at) {
        return sendTo(tx, to.email(), letter, at);
    }

    @Override
    public boolean sendTo(Tx tx, String address, Letter letter, Instant at) {
        var account =
                accounts.sender(tx.tenant(), letter.deskId(), null).or(() -> accounts.sender(tx.tenant(), null, null));
        if (account.isEmpty() || accounts.isOwn(tx.tenant(), address)) {
            return false;
        }
        var mail = new io.steward.server.channel.work.Letter().paragraph(letter.greeting());
        for (Part part : letter.parts()) {
            mail.paragraph(part.text());
            if (!part.quote().isEmpty()) {
                mail.quote(part.quote());
            }
            if (!part.link().isEmpty()) {
                mail.button(part.linkLabel(), part.linkLabel() + ": " + part.link(), part.link());
            }
            if (!part.why().isEmpty()) {
                mail.small(part.why());
            }
        }
        mail.small(letter.closing());
        UUID id = Ids.next();
        store.insert(
                tx,
                new OutgoingMail(
                        id,
                        account.get().id(),
                        letter.ticketId(),
                        letter.secret() ? "decision" : "notice",
                        address,
                        HeaderSafe.text(letter.subject(), 250),
                        Map.of("Auto-Submitted", "auto-generated", "X-Auto-Response-Suppress", "All"),
                        mail.text(),
                        mail.html(),
                        List.of(),
                        "<n." + id + '@' + account.get().domain() + '>',
                        "waiting",
                        0,
                        at,
                        at,
                        null));
        tx.afterCommit(courier::ring);
        return true;
    }
}
