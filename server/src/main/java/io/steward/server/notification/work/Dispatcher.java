package io.steward.server.notification.work;

import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.identity.Tenants;
import io.steward.server.notification.InboxItem;
import io.steward.server.notification.NoticeBell;
import io.steward.server.notification.spi.NotificationSender;
import io.steward.server.notification.store.NoticeStore;
import io.steward.server.platform.Database;
import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Hands what is due to the channel it goes out by: all that is due for a person as one letter, in the transaction that marks it
 * as handed over. Each notice goes once to the channel's own durable queue.
 */
@Component
public class Dispatcher extends Loop {
    private static final Duration REST = Duration.ofSeconds(5);
    private static final int MOST_PEOPLE = 100;
    private static final int MOST_AT_ONCE = 50;

    private final Database database;
    private final Tenants tenants;
    private final NoticeStore store;
    private final People people;
    private final Letters letters;
    private final Map<String, NotificationSender> senders;
    private final Clock clock;

    Dispatcher(
            Database database,
            Tenants tenants,
            NoticeStore store,
            People people,
            Letters letters,
            List<NotificationSender> senders,
            NoticeBell bell,
            Clock clock) {
        super("notification-dispatcher", REST, bell);
        this.database = database;
        this.tenants = tenants;
        this.store = store;
        this.people = people;
        this.letters = letters;
        this.senders = senders.stream().collect(Collectors.toMap(NotificationSender::channel, Function.identity()));
        this.clock = clock;
    }

    @Override
    protected boolean turn() {
        boolean more = false;
        for (TenantId tenant : tenants.tenants()) {
            more |= run(tenant, clock.instant()) == MOST_PEOPLE;
        }
        return more;
    }

    /** Hands over what is due by then. @return for how many people */
    public int run(TenantId tenant, Instant now) {
        int served = 0;
        while (served < MOST_PEOPLE && database.write(tenant, tx -> one(tx, now))) {
            served++;
        }
        return served;
    }

    private boolean one(Tx tx, Instant now) {
        Optional<UUID> person = store.anyDue(tx, now);
        person.ifPresent(id -> {
            Optional<Person> to = people.find(tx, id).filter(Person::active);
            store.claim(tx, id, now, MOST_AT_ONCE).forEach((channel, due) -> {
                NotificationSender sender = senders.get(channel);
                if (sender == null || to.isEmpty()) {
                    settle(tx, channel, due, false, now);
                } else {
                    serve(tx, sender, to.get(), due, now);
                }
            });
        });
        return person.isPresent();
    }

    private void serve(Tx tx, NotificationSender sender, Person to, List<InboxItem> due, Instant now) {
        var together = new ArrayList<InboxItem>();
        for (InboxItem item : due) {
            if (item.kind().isAlone()) {
                send(tx, sender, to, List.of(item), now);
            } else if (item.read() == null) {
                together.add(item);
            } else {
                // They have seen it meanwhile.
                settle(tx, sender.channel(), List.of(item), false, now);
            }
        }
        if (!together.isEmpty()) {
            send(tx, sender, to, together, now);
        }
    }

    private void send(Tx tx, NotificationSender sender, Person to, List<InboxItem> items, Instant now) {
        boolean sent = sender.send(tx, to, letters.write(tx, to, items), now);
        settle(tx, sender.channel(), items, sent, now);
    }

    private void settle(Tx tx, String channel, List<InboxItem> items, boolean sent, Instant now) {
        store.settle(tx, items.stream().map(InboxItem::id).toList(), channel, sent ? "sent" : "skipped", now);
    }
}
