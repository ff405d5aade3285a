package io.steward.server.channel.work;

import io.steward.server.channel.rules.DeliveryReport;
import io.steward.server.channel.rules.IncomingMail;
import io.steward.server.channel.store.OutgoingStore;
import io.steward.server.journal.Audience;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Delivery reports and automatic answers: noted on the ticket for its agents, and never answered. */
@Component
class Machines {
    private final Threads threads;
    private final TicketReader tickets;
    private final OutgoingStore outgoing;
    private final Journal journal;

    Machines(Threads threads, TicketReader tickets, OutgoingStore outgoing, Journal journal) {
        this.threads = threads;
        this.tickets = tickets;
        this.outgoing = outgoing;
        this.journal = journal;
    }

    /** Answers the ticket, found by our own signed Message-IDs only: nobody can note on a ticket by guessing. */
    Optional<UUID> note(Tx tx, IncomingMail mail, Instant at) {
        DeliveryReport report = mail.deliveryReport();
        String original = report == null ? null : report.originalMessageId();
        var ids = Stream.concat(Stream.ofNullable(original), Threads.references(mail).stream())
                .toList();
        Optional<UUID> id = threads.answered(tx, ids);
        if (id.isEmpty()) {
            return id;
        }
        if (report != null && report.failed() && original != null) {
            outgoing.bounced(tx, '<' + original + '>', reason(report));
        }
        String text = report == null ? Content.of(mail, Map.of()).body() : "";
        tickets.byIds(tx, id.stream().toList()).stream()
                .findFirst()
                .ifPresent(t -> append(tx, t, mail, report, text, at));
        return id;
    }

    private void append(
            Tx tx, Ticket ticket, IncomingMail mail, @Nullable DeliveryReport report, String text, Instant at) {
        String from = mail.from() == null ? "" : mail.from().address();
        String head = report == null ? mail.subject() : reason(report);
        var entry = new NewEntry(
                Ids.next(),
                Tickets.SUBJECT,
                ticket.id(),
                ticket.deskId(),
                "mail",
                Audience.INTERNAL,
                Sanitizer.fromText(head) + text,
                null,
                Map.of("channel", "email", "automatic", mail.auto().name(), "from", from));
        journal.appendAll(tx, Context.system(tx.tenant(), at, new Cause("mail", from)), List.of(entry));
    }

    private static String reason(DeliveryReport report) {
        String to = report.recipient() == null ? "" : " " + report.recipient();
        String status = report.status() == null ? "" : " (" + report.status() + ")";
        return (report.failed() ? "Not delivered to" : "Delivery report for") + to + status;
    }
}
