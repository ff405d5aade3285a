package io.steward.server.notification;

import io.steward.server.notification.store.PreferenceStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The wishes of people about what they are told; everybody sets their own. */
@Component
public class Preferences {
    private final Database database;
    private final PreferenceStore store;

    Preferences(Database database, PreferenceStore store) {
        this.database = database;
        this.store = store;
    }

    public Preference mine(Context context) {
        UUID me = context.personId();
        return database.read(context.tenant(), tx -> of(tx, java.util.List.of(me)))
                .getOrDefault(me, Preference.DEFAULT);
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
