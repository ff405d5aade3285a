package io.steward.server.notification;

import io.steward.server.identity.People;
import io.steward.server.identity.Tenants;
import io.steward.server.notification.rules.Timing;
import io.steward.server.notification.store.NoticeStore;
import io.steward.server.notification.work.Doorbell;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells people: into their inbox, and by mail as they wish. What is told is told once, in the transaction that found it out. */
@Component
public class Notifications {
    private static final int LONGEST = 300;
    private static final String MAIL = "mail";

    private final NoticeStore store;
    private final Preferences preferences;
    private final People people;
    private final Tenants tenants;
    private final NoticeBell bell;
    private final Doorbell doorbell;

    Notifications(
            NoticeStore store,
            Preferences preferences,
            People people,
            Tenants tenants,
            NoticeBell bell,
            Doorbell doorbell) {
        this.store = store;
        this.preferences = preferences;
        this.people = people;
        this.tenants = tenants;
        this.bell = bell;
        this.doorbell = doorbell;
    }

    public void tell(Tx tx, Notice notice) {
        tell(tx, List.of(notice));
    }

    /** In a few statements, however many notices and people. */
    public void tell(Tx tx, List<Notice> notices) {
        var to = notices.stream().flatMap(n -> n.people().stream()).collect(Collectors.toSet());
        if (to.isEmpty()) {
            return;
        }
        Map<UUID, Preference> wishes = preferences.of(tx, to);
        var telling = new LinkedHashMap<InboxItem, List<String>>();
        for (Notice notice : notices) {
            for (UUID person : new LinkedHashSet<>(notice.people())) {
                var choice = wish(wishes, person).choice(notice.kind());
                var ways = ways(choice, !notice.mailedOtherwise().contains(person));
                if (choice.inbox() || !ways.isEmpty()) {
                    telling.put(item(notice, person, choice.inbox()), ways);
                }
            }
        }
        var fresh = store.insert(tx, telling.keySet());
        telling.keySet().removeIf(item -> !fresh.contains(item.id()));
        if (!telling.isEmpty()) {
            store.deliver(tx, due(tx, telling, wishes));
            tx.afterCommit(bell::ring);
            tx.afterCommit(doorbell::ring);
        }
    }

    private static Preference wish(Map<UUID, Preference> wishes, UUID person) {
        return wishes.getOrDefault(person, Preference.DEFAULT);
    }

    /** The channels by which it reaches somebody beside the inbox. */
    private static List<String> ways(Preference.Choice choice, boolean mail) {
        var ways = new ArrayList<String>(4);
        if (choice.mail() && mail) {
            ways.add(MAIL);
        }
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

    private static InboxItem item(Notice notice, UUID person, boolean shown) {
        var about = notice.ticket();
        return new InboxItem(
                Ids.next(),
                person,
                notice.kind(),
                notice.why(),
                notice.once(),
                about == null ? null : about.id(),
                about == null ? null : about.deskId(),
                notice.path(),
                data(notice),
                shown,
                notice.at(),
                null);
    }

    private List<NoticeStore.Due> due(Tx tx, Map<InboxItem, List<String>> telling, Map<UUID, Preference> wishes) {
        var zones = zones(tx, wishes);
        ZoneId organisation = tenants.get(tx.tenant()).timeZone();
        var due = new ArrayList<NoticeStore.Due>();
        telling.forEach((item, ways) -> ways.forEach(way -> {
            // What is looked at at once is not gathered; quiet hours hold for it.
            boolean alone = !way.equals(MAIL) || item.kind().isAlone();
            Instant at = item.kind().isUrgent()
                    ? item.created()
                    : Timing.due(
                            wish(wishes, item.personId()),
                            alone,
                            item.created(),
                            zones.getOrDefault(item.personId(), organisation));
            due.add(new NoticeStore.Due(item, way, at));
        }));
        return due;
    }

    /** Only asked for where it matters. */
    private Map<UUID, ZoneId> zones(Tx tx, Map<UUID, Preference> wishes) {
        var timed = wishes.entrySet().stream()
                .filter(e -> e.getValue().quietFrom() != null || e.getValue().digest() == Digest.DAY)
                .map(Map.Entry::getKey)
                .toList();
        if (timed.isEmpty()) {
            return Map.of();
        }
        var zones = new HashMap<UUID, ZoneId>();
        people.timeZones(tx, timed).forEach((person, zone) -> zones.put(person, ZoneId.of(zone)));
        return zones;
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
