package io.steward.server.oncall;

import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.journal.Journal;
import io.steward.server.oncall.rules.Layer;
import io.steward.server.oncall.store.ChainStore;
import io.steward.server.oncall.store.RotaStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The schedules of desks: tended by their managers, read by their agents. */
@Component
public class Schedules extends DeskThings<Schedule, Schedules.Given> {
    static final String SUBJECT = "on_call_schedule";
    private static final int MOST_LAYERS = 10;

    private final ChainStore chains;
    private final People people;

    Schedules(Database database, RotaStore store, ChainStore chains, Desks desks, People people, Journal journal) {
        super("schedule", SUBJECT, database, store, desks, journal);
        this.chains = chains;
        this.people = people;
    }

    /** A schedule as it is to be. @param layers at most {@value #MOST_LAYERS}, the lowest first */
    public record Given(
            @Nullable String name,
            @Nullable String zone,
            @Nullable List<LayerForm> layers) {}

    /** A chain may call by it. */
    @Override
    protected void needUnused(Tx tx, Schedule schedule) {
        chains.ofDesk(tx, schedule.deskId()).stream()
                .filter(c -> c.calls(schedule.id()))
                .findFirst()
                .ifPresent(c -> {
                    throw Problem.conflict("The chain “" + c.name() + "” calls by this schedule");
                });
    }

    /** What a schedule would be, for a look ahead; nothing is written. @throws Problem when something is wrong with it */
    public Schedule draft(Tx tx, Context context, UUID desk, Given given) {
        known(context, desk);
        context.needManager(desk);
        return checked(tx, given, new UUID(0, 0), desk, 1);
    }

    @Override
    protected Schedule checked(Tx tx, Given g, UUID id, UUID desk, int version) {
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

    @Override
    protected Map<String, ?> said(Schedule s) {
        return Map.of(
                "zone",
                s.zone().getId(),
                "layers",
                s.layers().stream().map(LayerForm::of).toList());
    }
}
