package io.steward.server.channel.work;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.MailAccounts;
import io.steward.server.channel.OutgoingMail;
import io.steward.server.channel.store.OutgoingStore;
import io.steward.server.channel.store.ReceivedStore;
import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.journal.Audience;
import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.Preferences;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Follows the journal and writes the mails that what happened calls for into the queue, in the transaction that moves its
 * cursor: each once. History that is written down afterwards calls for none.
 */
@Component
class Outbox implements JournalConsumer {
    private static final int MOST_ACKNOWLEDGEMENTS = 5;

    private final TicketReader tickets;
    private final People people;
    private final MailAccounts accounts;
    private final OutgoingStore store;
    private final ReceivedStore received;
    private final Composer composer;
    private final Courier courier;
    private final Preferences preferences;
    private final Clock clock;

    Outbox(
            TicketReader tickets,
            People people,
            MailAccounts accounts,
            OutgoingStore store,
            ReceivedStore received,
            Composer composer,
            Courier courier,
            Preferences preferences,
            Clock clock) {
        this.tickets = tickets;
        this.people = people;
        this.accounts = accounts;
        this.store = store;
        this.received = received;
        this.composer = composer;
        this.courier = courier;
        this.preferences = preferences;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "channel.outbox";
    }

    @Override
    public void accept(Tx tx, List<Entry> entries) {
        var telling = entries.stream().filter(Outbox::tells).toList();
        if (telling.isEmpty() || accounts.all(tx.tenant()).stream().noneMatch(a -> a.enabled() && a.smtp() != null)) {
            return;
        }
        var ids = telling.stream().map(Entry::subjectId).collect(Collectors.toSet());
        Map<UUID, Ticket> byId = new HashMap<>();
        tickets.byIds(tx, ids).forEach(t -> byId.put(t.id(), t));
        var resolving = resolvingReplies(telling);
        var told = new HashSet<UUID>();
        for (Entry e : telling) {
            Ticket ticket = byId.get(e.subjectId());
            if (ticket != null && !told.contains(e.id())) {
                Entry change = resolving.get(e.id());
                if (change != null) {
                    told.add(change.id());
                }
                tell(tx, ticket, e, change != null || e.kind().equals("changed"));
            }
        }
        tx.afterCommit(courier::ring);
    }

    private static boolean tells(Entry e) {
        if (!e.subjectKind().equals(Tickets.SUBJECT) || e.audience() != Audience.PUBLIC || e.isPast()) {
            return false;
        }
        return switch (e.kind()) {
            case "created", "reply" -> true;
            case "changed" -> isResolution(e);
            default -> false;
        };
    }

    private static boolean isResolution(Entry e) {
        return e.data().path("category").asString("").equals(StatusCategory.RESOLVED.key());
    }

    /** Replies that resolved their ticket in the same command, with the entry of the change: one mail tells both. */
    private static Map<UUID, Entry> resolvingReplies(List<Entry> entries) {
        var found = new LinkedHashMap<UUID, Entry>();
        for (Entry reply : entries) {
            if (reply.kind().equals("reply")) {
                entries.stream()
                        .filter(e -> e.kind().equals("changed")
                                && e.subjectId().equals(reply.subjectId())
                                && e.at().equals(reply.at())
                                && e.actor().equals(reply.actor()))
                        .findFirst()
                        .ifPresent(e -> found.put(reply.id(), e));
            }
        }
        return found;
    }

    private void tell(Tx tx, Ticket ticket, Entry e, boolean resolved) {
        var origin = received.origin(tx, ticket.id());
        Optional<MailAccount> account = accounts.sender(
                tx.tenant(), ticket.deskId(), origin.map(o -> o.accountId()).orElse(null));
        if (account.isEmpty()) {
            return;
        }
        var words = e.kind().equals("reply") ? words(tx, e) : null;
        for (Person to : readers(tx, ticket, e)) {
            boolean requester = to.id().equals(ticket.requesterId());
            String kind =
                    resolved && requester ? "resolution" : e.kind().equals("created") ? "acknowledgement" : "reply";
            boolean wanted = !kind.equals("acknowledgement")
                    || (origin.map(o -> !o.automatic()).orElse(true)
                            && (origin.map(o -> o.verified()).orElse(true) || fewAcknowledged(tx, to)));
            if (wanted && (words != null || !kind.equals("reply"))) {
                OutgoingMail mail = composer.compose(tx, kind, account.get(), ticket, to, words, clock.instant());
                store.insert(tx, mail);
            }
        }
    }

    /** An address that nobody confirmed may be somebody's who never wrote. */
    private boolean fewAcknowledged(Tx tx, Person to) {
        return store.acknowledged(tx, to.email(), clock.instant().minus(Duration.ofDays(1))) < MOST_ACKNOWLEDGEMENTS;
    }

    private Composer.Words words(Tx tx, Entry e) {
        var files = tickets.attachments(tx, e.subjectId(), true).stream()
                .filter(a -> e.id().equals(a.entryId()))
                .toList();
        return new Composer.Words(e.actor().name(), Objects.requireNonNullElse(e.body(), ""), files);
    }

    /** The requester, and for what is written those who watch; never who did it, nor one of our own addresses. */
    private List<Person> readers(Tx tx, Ticket ticket, Entry e) {
        var ids = new LinkedHashSet<UUID>();
        ids.add(ticket.requesterId());
        if (e.kind().equals("reply")) {
            ids.addAll(preferences.mailed(tx, tickets.watchers(tx, ticket.id()), NoticeKind.REPLY));
            ids.removeAll(tickets.muted(tx, ticket.id()));
        }
        if (!e.kind().equals("created")) {
            ids.remove(e.actor().id());
        }
        return ids.stream()
                .flatMap(id -> people.find(tx, id).stream())
                .filter(p -> p.active() && !accounts.isOwn(tx.tenant(), p.email()))
                .toList();
    }
}
