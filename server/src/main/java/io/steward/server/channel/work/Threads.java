package io.steward.server.channel.work;

import io.steward.server.channel.rules.IncomingMail;
import io.steward.server.channel.rules.SubjectNumber;
import io.steward.server.channel.rules.ThreadToken;
import io.steward.server.channel.store.ReceivedStore;
import io.steward.server.platform.Context;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the ticket that a mail belongs to. */
@Component
class Threads {
    private static final int MOST = 50;

    private final TicketReader tickets;
    private final ReceivedStore received;
    private final byte[] key;

    Threads(TicketReader tickets, ReceivedStore received, Secrets secrets) {
        this.tickets = tickets;
        this.received = received;
        this.key = key(secrets);
    }

    static byte[] key(Secrets secrets) {
        return secrets.key("mail-thread");
    }

    /** The ticket that one of our own mails, which this one answers, was about. Says nothing of who may write there. */
    Optional<UUID> answered(Tx tx, List<String> messageIds) {
        return messageIds.stream()
                .limit(MOST)
                .flatMap(id -> ThreadToken.verify(id, key).stream())
                .filter(place -> place.tenant() == tx.t())
                .map(ThreadToken.Place::ticketId)
                .findFirst();
    }

    /** The first ticket that the mail points at and its sender may write to. */
    Optional<Ticket> find(Tx tx, IncomingMail mail, Context sender) {
        var ids = references(mail);
        var candidates = new LinkedHashSet<UUID>();
        ids.stream().limit(MOST).forEach(id -> answered(tx, List.of(id)).ifPresent(candidates::add));
        ids.stream().limit(MOST).forEach(id -> received.ticketOf(tx, id).ifPresent(candidates::add));
        return Stream.concat(candidates.stream().map(UUID::toString), SubjectNumber.find(mail.subject()).stream())
                .flatMap(idOrNumber -> tickets.writable(tx, sender, idOrNumber).stream())
                .findFirst();
    }

    /** What the mail answers, nearest first. */
    static List<String> references(IncomingMail mail) {
        var ids = new ArrayList<>(mail.inReplyTo());
        ids.addAll(mail.references().reversed());
        return ids.stream().distinct().toList();
    }
}
