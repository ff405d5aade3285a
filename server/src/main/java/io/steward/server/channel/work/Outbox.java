package io.steward.server.channel.work;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.MailAccounts;
import io.steward.server.channel.OutgoingMail;
import io.steward.server.channel.ReceivedMail;
import io.steward.server.channel.rules.HeaderSafe;
import io.steward.server.channel.store.Correspondence;
import io.steward.server.channel.store.OutgoingStore;
import io.steward.server.channel.store.ReceivedStore;
import io.steward.server.identity.Emails;
import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.journal.Audience;
import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.Preferences;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Attachment;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Follows the journal and writes the mails that what happened calls for into the queue, in the transaction that moves its
 * cursor: each once. History that is written down afterwards calls for none.
 */
@Component
class Outbox implements JournalConsumer {
    private static final int MOST_ACKNOWLEDGEMENTS = 5;

    /** What the mails of a batch need to know, asked for once. @param acknowledged how often an address was, within a day */
    private record Known(
            Map<UUID, Ticket> tickets,
            Map<UUID, ReceivedMail> origins,
            Map<UUID, List<UUID>> watchers,
            Set<UUID> mailed,
            Map<UUID, Set<UUID>> muted,
            Map<UUID, Person> people,
            List<Attachment> files,
            Map<String, Integer> acknowledged) {}

    /** A mail that is to be written. */
    private record Draft(String kind, MailAccount account, Ticket ticket, Person to, Composer.@Nullable Words words) {
        Correspondence sent() {
            return new Correspondence(ticket.id(), to.email());
        }

        Correspondence got() {
            return new Correspondence(ticket.id(), Emails.key(to.email()));
        }
    }

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
        var known = known(tx, telling);
        var resolving = resolvingReplies(telling);
        var told = new HashSet<UUID>();
        var drafts = new ArrayList<Draft>();
        for (Entry e : telling) {
            Ticket ticket = known.tickets().get(e.subjectId());
            if (ticket != null && !told.contains(e.id())) {
                Entry change = resolving.get(e.id());
                if (change != null) {
                    told.add(change.id());
                }
                drafts.addAll(
                        drafts(tx, known, ticket, e, change != null || e.kind().equals("changed")));
            }
        }
        write(tx, drafts);
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

    private Known known(Tx tx, List<Entry> telling) {
        var ids = telling.stream().map(Entry::subjectId).collect(Collectors.toSet());
        var byId = tickets.byIds(tx, ids).stream().collect(Collectors.toMap(Ticket::id, Function.identity()));
        var replied =
                telling.stream().filter(Outbox::isReply).map(Entry::subjectId).collect(Collectors.toSet());
        Map<UUID, List<UUID>> watchers = replied.isEmpty() ? Map.of() : tickets.watchers(tx, replied);
        var watching = watchers.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        Set<UUID> mailed =
                watching.isEmpty() ? Set.of() : Set.copyOf(preferences.mailed(tx, watching, NoticeKind.REPLY));
        var readers = new HashSet<>(mailed);
        byId.values().forEach(t -> readers.add(t.requesterId()));
        return new Known(
                byId,
                received.origins(tx, ids),
                watchers,
                mailed,
                replied.isEmpty() ? Map.of() : tickets.muted(tx, replied),
                people.find(tx, readers),
                replied.isEmpty() ? List.of() : tickets.attachments(tx, replied),
                new HashMap<>());
    }

    private static boolean isReply(Entry e) {
        return e.kind().equals("reply");
    }

    private List<Draft> drafts(Tx tx, Known known, Ticket ticket, Entry e, boolean resolved) {
        var origin = Optional.ofNullable(known.origins().get(ticket.id()));
        Optional<MailAccount> account = accounts.sender(
                tx.tenant(), ticket.deskId(), origin.map(o -> o.accountId()).orElse(null));
        if (account.isEmpty()) {
            return List.of();
        }
        var words = isReply(e) ? words(known, e) : null;
        var drafts = new ArrayList<Draft>();
        for (Person to : readers(tx, known, ticket, e)) {
            boolean requester = to.id().equals(ticket.requesterId());
            String kind =
                    resolved && requester ? "resolution" : e.kind().equals("created") ? "acknowledgement" : "reply";
            boolean wanted = !kind.equals("acknowledgement")
                    || (origin.map(o -> !o.automatic()).orElse(true)
                            && (origin.map(o -> o.verified()).orElse(true) || fewAcknowledged(tx, known, to)));
            if (wanted && (words != null || !kind.equals("reply"))) {
                drafts.add(new Draft(kind, account.get(), ticket, to, words));
            }
        }
        return drafts;
    }

    /** An address that nobody confirmed may be somebody's who never wrote. */
    private boolean fewAcknowledged(Tx tx, Known known, Person to) {
        int before = known.acknowledged()
                .computeIfAbsent(
                        to.email(),
                        email -> store.acknowledged(tx, email, clock.instant().minus(Duration.ofDays(1))));
        known.acknowledged().put(to.email(), before + 1);
        return before < MOST_ACKNOWLEDGEMENTS;
    }

    private static Composer.Words words(Known known, Entry e) {
        var files =
                known.files().stream().filter(a -> e.id().equals(a.entryId())).toList();
        return new Composer.Words(e.actor().name(), Objects.requireNonNullElse(e.body(), ""), files);
    }

    /** The requester, and for what is written those who watch; never who did it, nor one of our own addresses. */
    private List<Person> readers(Tx tx, Known known, Ticket ticket, Entry e) {
        var ids = new LinkedHashSet<UUID>();
        ids.add(ticket.requesterId());
        if (isReply(e)) {
            known.watchers().getOrDefault(ticket.id(), List.of()).stream()
                    .filter(known.mailed()::contains)
                    .forEach(ids::add);
            ids.removeAll(known.muted().getOrDefault(ticket.id(), Set.of()));
        }
        if (!e.kind().equals("created")) {
            ids.remove(e.actor().id());
        }
        return ids.stream()
                .map(known.people()::get)
                .filter(Objects::nonNull)
                .filter(p -> p.active() && !accounts.isOwn(tx.tenant(), p.email()))
                .toList();
    }

    /** Each mail answers those before it, also those of the same batch. */
    private void write(Tx tx, List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        var sent = new HashMap<>(
                store.messageIds(tx, drafts.stream().map(Draft::sent).distinct().toList()));
        var got = received.messageIds(
                tx, drafts.stream().map(Draft::got).distinct().toList());
        var mails = new ArrayList<OutgoingMail>();
        for (Draft d : drafts) {
            var own = new ArrayList<>(sent.getOrDefault(d.sent(), List.of()));
            var before = Stream.concat(
                            own.stream(),
                            got.getOrDefault(d.got(), List.of()).stream()
                                    .map(id -> '<' + HeaderSafe.text(id, 400) + '>'))
                    .toList();
            var mail =
                    composer.compose(tx, d.kind(), d.account(), d.ticket(), d.to(), d.words(), before, clock.instant());
            mails.add(mail);
            own.add(mail.messageId());
            sent.put(d.sent(), own);
        }
        store.insert(tx, mails);
    }
}
