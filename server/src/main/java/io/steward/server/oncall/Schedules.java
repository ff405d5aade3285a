package io.steward.server.oncall;

import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.oncall.rules.Layer;
import io.steward.server.oncall.store.ChainStore;
import io.steward.server.oncall.store.RotaStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The schedules of desks: tended by their managers, read by their agents. */
@Component
public class Schedules {
    static final String SUBJECT = "on_call_schedule";
    private static final int MOST = 50;
    private static final int MOST_LAYERS = 10;

    private final Database database;
    private final RotaStore store;
    private final ChainStore chains;
    private final Desks desks;
    private final People people;
    private final Journal journal;

    Schedules(Database database, RotaStore store, ChainStore chains, Desks desks, People people, Journal journal) {
        this.database = database;
        this.store = store;
        this.chains = chains;
        this.desks = desks;
        this.people = people;
        this.journal = journal;
    }

    /** A schedule as it is to be. @param layers at most {@value #MOST_LAYERS}, the lowest first */
    public record Given(
            @Nullable String name,
            @Nullable String zone,
            @Nullable List<LayerForm> layers) {}

    /** Of a desk, or of all desks that the actor works on, by desk and name. */
    public List<Schedule> all(Tx tx, Context context, @Nullable UUID desk) {
        if (desk != null) {
            known(context, desk);
            return store.ofDesk(tx, desk);
        }
        return store.all(tx).stream()
                .filter(s -> context.rights().worksOn(s.deskId()))
                .toList();
    }

    public Schedule get(Tx tx, Context context, UUID id) {
        return store.find(tx, id)
                .filter(s -> context.rights().worksOn(s.deskId()))
                .orElseThrow(() -> Problem.notFound("schedule"));
    }

    public Schedule create(Context context, UUID desk, Given given, Consumer<Tx> also) {
        known(context, desk);
        context.needManager(desk);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            if (store.ofDesk(tx, desk).size() >= MOST) {
                throw Problem.invalid("name", "too-many", "A desk has at most " + MOST + " schedules");
            }
            Schedule made = checked(tx, given, Ids.next(), desk, 1);
            Problem.unlessTaken(
                    "name", "The desk has one of this name already", () -> store.insert(tx, made, context.at()));
            record(tx, context, made, "created");
            return made;
        });
    }

    /** The whole of it as it is to be; its desk and its overrides stay. */
    public Schedule change(Context context, UUID id, Given given, int version) {
        return database.write(context.tenant(), tx -> {
            Schedule before = managed(tx, context, id);
            Schedule after = checked(tx, given, id, before.deskId(), version + 1);
            Problem.unlessTaken("name", "The desk has one of this name already", () -> {
                if (!store.update(tx, after)) {
                    throw Problem.stale(before);
                }
            });
            record(tx, context, after, "changed");
            return after;
        });
    }

    /** With its overrides. @throws Problem when a chain calls by it */
    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Schedule schedule = managed(tx, context, id);
            chains.ofDesk(tx, schedule.deskId()).stream()
                    .filter(c -> c.calls(id))
                    .findFirst()
                    .ifPresent(c -> {
                        throw Problem.conflict("The chain “" + c.name() + "” calls by this schedule");
                    });
            store.delete(tx, id);
            record(tx, context, schedule, "deleted");
        });
    }

    /** What a schedule would be, for a look ahead; nothing is written. @throws Problem when something is wrong with it */
    public Schedule draft(Tx tx, Context context, UUID desk, Given given) {
        known(context, desk);
        context.needManager(desk);
        return checked(tx, given, new UUID(0, 0), desk, 1);
    }

    private Schedule managed(Tx tx, Context context, UUID id) {
        Schedule schedule = get(tx, context, id);
        context.needManager(schedule.deskId());
        return schedule;
    }

    private void known(Context context, UUID desk) {
        if (desks.find(context.tenant(), desk).isEmpty() || !context.rights().worksOn(desk)) {
            throw Problem.notFound("desk");
        }
    }

    private Schedule checked(Tx tx, Given g, UUID id, UUID desk, int version) {
        var check = new Check();
        String name = check.text("name", g.name(), 100);
        ZoneId zone = zone(check, g.zone());
        List<LayerForm> given = g.layers() == null ? List.of() : g.layers();
        check.that(given.size() <= MOST_LAYERS, "layers", "range", "At most " + MOST_LAYERS);
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < Math.min(given.size(), MOST_LAYERS); i++) {
            LayerForm form = given.get(i);
            if (form == null) {
                check.error("layers[" + i + "]", "required", "This is needed");
            } else {
                layers.add(form.read(check, "layers[" + i + "]."));
            }
        }
        check.done();
        var schedule = new Schedule(id, desk, name, zone, layers, version);
        agents(tx, check, schedule);
        check.done();
        return schedule;
    }

    /** Whoever is on call works on the desk. */
    private void agents(Tx tx, Check check, Schedule schedule) {
        Set<UUID> agents = people.agentsAmong(tx, schedule.deskId(), schedule.people()).stream()
                .map(PersonRef::id)
                .collect(Collectors.toSet());
        for (int i = 0; i < schedule.layers().size(); i++) {
            var others = new HashSet<>(schedule.layers().get(i).people());
            others.removeAll(agents);
            check.that(others.isEmpty(), "layers[" + i + "].people", "unknown", "All of them work on the desk");
        }
    }

    static ZoneId zone(Check check, @Nullable String text) {
        if (text != null && text.length() <= 60 && ZoneId.getAvailableZoneIds().contains(text)) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                // Told below.
            }
        }
        check.error("zone", "unknown", "A time zone such as Europe/Vienna");
        return ZoneId.of("UTC");
    }

    private void record(Tx tx, Context context, Schedule s, String what) {
        var data = Map.of(
                "name",
                s.name(),
                "zone",
                s.zone().getId(),
                "layers",
                s.layers().stream().map(LayerForm::of).toList());
        journal.append(tx, context, NewEntry.of(SUBJECT, s.id(), s.deskId(), what, data));
    }
}
