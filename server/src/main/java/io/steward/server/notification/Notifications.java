package io.steward.server.notification;

import io.steward.server.identity.People;
import io.steward.server.identity.Tenants;
import io.steward.server.notification.rules.Timing;
import io.steward.server.notification.store.NoticeStore;
import io.steward.server.notification.work.Dispatcher;
import io.steward.server.notification.work.Doorbell;
import io.steward.server.platform.Context;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells people: into their inbox, and by mail as they wish. What is told is told once, in the transaction that found it out. */
@Component
public class Notifications {
    private static final int LONGEST = 300;

    private final NoticeStore store;
    private final Preferences preferences;
    private final People people;
    private final Tenants tenants;
    private final Dispatcher dispatcher;
    private final Doorbell doorbell;

    Notifications(
            NoticeStore store,
            Preferences preferences,
            People people,
            Tenants tenants,
            Dispatcher dispatcher,
            Doorbell doorbell) {
        this.store = store;
        this.preferences = preferences;
        this.people = people;
        this.tenants = tenants;
        this.dispatcher = dispatcher;
        this.doorbell = doorbell;
    }

    public void tell(Tx tx, Context context, Notice notice) {
        var to = new LinkedHashSet<>(notice.people());
        if (to.isEmpty()) {
            return;
        }
        Map<UUID, Preference> wishes = preferences.of(tx, to);
        boolean told = false;
        for (UUID person : to) {
            told |= tell(tx, context.at(), notice, person, wishes.getOrDefault(person, Preference.DEFAULT));
        }
        if (told) {
            tx.afterCommit(dispatcher::ring);
            tx.afterCommit(doorbell::ring);
        }
    }

    private boolean tell(Tx tx, Instant at, Notice notice, UUID person, Preference wish) {
        var choice = wish.choice(notice.kind());
        boolean mail = choice.mail() && !notice.mailedOtherwise().contains(person);
        var atOnce = atOnce(choice);
        if (!choice.inbox() && !mail && atOnce.isEmpty()) {
            return false;
        }
        var about = notice.ticket();
        var item = new InboxItem(
                Ids.next(),
                person,
                notice.kind(),
                notice.why(),
                notice.once(),
                about == null ? null : about.id(),
                about == null ? null : about.deskId(),
                notice.path(),
                data(notice),
                choice.inbox(),
                at,
                null);
        if (!store.insert(tx, item)) {
            return false;
        }
        if (mail || !atOnce.isEmpty()) {
            boolean urgent = notice.kind().isUrgent();
            ZoneId zone = zone(tx, person, wish);
            if (mail) {
                store.deliver(
                        tx,
                        item,
                        "mail",
                        urgent ? at : Timing.due(wish, notice.kind().isAlone(), at, zone));
            }
            // What is looked at at once is not gathered; quiet hours hold for it.
            Instant due = urgent ? at : Timing.due(wish, true, at, zone);
            atOnce.forEach(way -> store.deliver(tx, item, way, due));
        }
        return true;
    }

    /** The ways by which somebody looks at it at once. */
    private static List<String> atOnce(Preference.Choice choice) {
        var ways = new ArrayList<String>(3);
        if (choice.push()) {
            ways.add("push");
        }
        if (choice.sms()) {
            ways.add("sms");
        }
        if (choice.chat()) {
            ways.add("chat");
        }
        return ways;
    }

    /** Only asked for where it matters. */
    private ZoneId zone(Tx tx, UUID person, Preference wish) {
        ZoneId organisation = tenants.get(tx.tenant()).timeZone();
        if (wish.quietFrom() == null && wish.digest() != Digest.DAY) {
            return organisation;
        }
        return people.find(tx, person).map(p -> p.timeZone()).map(ZoneId::of).orElse(organisation);
    }

    private static Map<String, String> data(Notice notice) {
        var data = new LinkedHashMap<String, String>();
        var about = notice.ticket();
        data.put("number", about == null ? "" : about.number());
        data.put("title", about == null ? "" : about.title());
        notice.values()
                .forEach((name, value) ->
                        data.put(name, value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…"));
        return data;
    }
}
