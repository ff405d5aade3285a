package io.steward.server.channel.work;

import io.steward.server.channel.rules.DeliveryReport;
import io.steward.server.channel.rules.IncomingMail;
import io.steward.server.channel.store.OutgoingStore;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Delivery reports and automatic answers: noted on the ticket for its agents, and never answered. */
@Component
class Machines {
    private final Threads threads;
    private final OutgoingStore outgoing;
    private final TicketNotes notes;

    Machines(Threads threads, OutgoingStore outgoing, TicketNotes notes) {
        this.threads = threads;
        this.outgoing = outgoing;
        this.notes = notes;
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
        String from = mail.from() == null ? "" : mail.from().address();
        String head = report == null ? mail.subject() : reason(report);
        notes.add(
                tx,
                id.get(),
                Sanitizer.fromText(head) + text,
                Map.of("channel", "email", "automatic", mail.auto().name(), "from", from),
                new Cause("mail", from),
                at);
        return id;
    }

    private static String reason(DeliveryReport report) {
        String to = report.recipient() == null ? "" : " " + report.recipient();
        String status = report.status() == null ? "" : " (" + report.status() + ")";
        return (report.failed() ? "Not delivered to" : "Delivery report for") + to + status;
    }
}
