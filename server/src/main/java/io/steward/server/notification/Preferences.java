package io.steward.server.notification;

import io.steward.server.identity.People;
import io.steward.server.notification.spi.NotificationSender;
import io.steward.server.notification.store.PreferenceStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The wishes of people about what they are told; everybody sets their own. */
@Component
public class Preferences {
    private final Database database;
    private final PreferenceStore store;
    private final People people;
    private final ObjectProvider<NotificationSender> senders;

    Preferences(Database database, PreferenceStore store, People people, ObjectProvider<NotificationSender> senders) {
        this.database = database;
        this.store = store;
        this.people = people;
        this.senders = senders;
    }

    public Preference mine(Context context) {
        UUID me = context.personId();
        return database.read(context.tenant(), tx -> of(tx, java.util.List.of(me)))
                .getOrDefault(me, Preference.DEFAULT);
    }

    /** The ways by which nothing reaches the actor, with the reason: see {@link NotificationSender#missing}. */
    public Map<String, String> missing(Context context) {
        return database.read(context.tenant(), tx -> {
            var missing = new TreeMap<String, String>();
            people.find(tx, context.personId())
                    .ifPresent(me ->
                            senders.forEach(s -> s.missing(tx, me).ifPresent(why -> missing.put(s.channel(), why))));
            return missing;
        });
    }

    /** Of those who said something; the others have {@link Preference#DEFAULT}. */
    Map<UUID, Preference> of(Tx tx, Collection<UUID> people) {
        return people.isEmpty() ? Map.of() : store.of(tx, people);
    }

    /** Whether each of these wants a kind by mail; for the room that mails some things itself. */
    public Collection<UUID> mailed(Tx tx, Collection<UUID> people, NoticeKind kind) {
        var wishes = of(tx, people);
        return people.stream()
                .filter(p ->
                        wishes.getOrDefault(p, Preference.DEFAULT).choice(kind).mail())
                .toList();
    }

    public Preference set(Context context, Preference wanted, int version) {
        var check = new Check();
        wanted.kinds().keySet().forEach(key -> {
            try {
                NoticeKind.of(key);
            } catch (Problem unknown) {
                check.error("kinds." + key, "unknown", "There is no such kind of notification");
            }
        });
        check.that(
                (wanted.quietFrom() == null) == (wanted.quietUntil() == null),
                wanted.quietFrom() == null ? "quietFrom" : "quietUntil",
                "required",
                "Quiet hours have a beginning and an end");
        check.that(
                wanted.quietFrom() == null || !Objects.equals(wanted.quietFrom(), wanted.quietUntil()),
                "quietUntil",
                "range",
                "Quiet hours end at another time than they begin");
        check.done();
        UUID me = context.personId();
        return database.write(context.tenant(), tx -> {
            var after = new Preference(
                    wanted.kinds(), wanted.quietFrom(), wanted.quietUntil(), wanted.digest(), version + 1);
            if (!store.save(tx, me, after)) {
                throw Problem.stale(store.of(tx, java.util.List.of(me)).getOrDefault(me, Preference.DEFAULT));
            }
            return after;
        });
    }
}
