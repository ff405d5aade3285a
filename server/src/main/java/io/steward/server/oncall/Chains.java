package io.steward.server.oncall;

import io.steward.server.channel.ChatChannels;
import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.journal.Journal;
import io.steward.server.oncall.Chain.Target;
import io.steward.server.oncall.store.ChainStore;
import io.steward.server.oncall.store.RotaStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Database;
import io.steward.server.platform.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The chains of desks: tended by their managers, read by their agents. What runs already goes on as it began. */
@Component
public class Chains extends DeskThings<Chain, Chains.Given> {
    private static final String SUBJECT = "on_call_chain";

    private final RotaStore schedules;
    private final Desks desks;
    private final People people;
    private final ChatChannels chats;

    Chains(
            Database database,
            ChainStore store,
            RotaStore schedules,
            Desks desks,
            People people,
            ChatChannels chats,
            Journal journal) {
        super("chain", SUBJECT, database, store, desks, journal);
        this.schedules = schedules;
        this.desks = desks;
        this.people = people;
        this.chats = chats;
    }

    /** A step as it is written. */
    public record StepForm(
            @Nullable List<TargetForm> targets, @Nullable Integer waitMinutes) {}

    /** @param kind schedule, person, team or chat */
    public record TargetForm(
            @Nullable String kind, @Nullable UUID id) {}

    /**
     * A chain as it is to be.
     *
     * @param whole whether each step has to call somebody: a person is asked for it, a file has what it can name
     */
    public record Given(
            @Nullable String name,
            @Nullable List<StepForm> steps,
            @Nullable Integer repeats,
            boolean whole) {}

    @Override
    protected Chain checked(Tx tx, Given g, UUID id, UUID desk, int version) {
        var check = new Check();
        String name = check.text("name", g.name(), 100);
        int repeats = g.repeats() == null ? 0 : g.repeats();
        check.that(
                repeats >= 0 && repeats <= Chain.MOST_REPEATS, "repeats", "range", "From 0 to " + Chain.MOST_REPEATS);
        List<StepForm> given = g.steps() == null ? List.of() : g.steps();
        check.that(
                !given.isEmpty() && given.size() <= Chain.MOST_STEPS,
                "steps",
                "range",
                "From 1 to " + Chain.MOST_STEPS);
        check.done();
        var steps = new ArrayList<Chain.Step>();
        for (int i = 0; i < given.size(); i++) {
            steps.add(step(check, given.get(i), g.whole(), "steps[" + i + "]."));
        }
        check.done();
        there(tx, check, desk, steps);
        check.done();
        return new Chain(id, desk, name, steps, repeats, version);
    }

    private static Chain.Step step(Check check, @Nullable StepForm given, boolean whole, String path) {
        List<TargetForm> written = given == null || given.targets() == null ? List.of() : given.targets();
        int wait = given == null || given.waitMinutes() == null ? 5 : given.waitMinutes();
        check.that(wait >= 1 && wait <= Chain.MOST_WAIT, path + "waitMinutes", "range", "From 1 to " + Chain.MOST_WAIT);
        check.that(
                (!written.isEmpty() || !whole) && written.size() <= Chain.MOST_TARGETS,
                path + "targets",
                "range",
                "From 1 to " + Chain.MOST_TARGETS);
        var targets = new ArrayList<Target>();
        for (int j = 0; j < Math.min(written.size(), Chain.MOST_TARGETS); j++) {
            TargetForm t = written.get(j);
            String kind = t == null ? null : t.kind();
            UUID id = t == null ? null : t.id();
            boolean known = kind != null && Target.KINDS.contains(kind);
            check.that(known, path + "targets[" + j + "].kind", "unknown", "One of " + String.join(", ", Target.KINDS));
            check.that(id != null, path + "targets[" + j + "].id", "required", "This is needed");
            if (known && id != null) {
                targets.add(new Target(Objects.requireNonNull(kind), id));
            }
        }
        check.that(
                !whole
                        || targets.isEmpty()
                        || targets.stream().anyMatch(t -> !t.kind().equals(Target.CHAT)),
                path + "targets",
                "nobody",
                "A chat is told whom the step calls: somebody is needed");
        return new Chain.Step(targets.stream().distinct().toList(), wait);
    }

    /** All who are called are of the desk, and so are the chats, or the whole organisation's. */
    private void there(Tx tx, Check check, UUID desk, List<Chain.Step> steps) {
        var all = steps.stream().flatMap(s -> s.targets().stream()).toList();
        Set<UUID> known = schedules.ofDesk(tx, desk).stream().map(Schedule::id).collect(Collectors.toSet());
        desks.teams(tx.tenant()).stream().filter(t -> t.deskId().equals(desk)).forEach(t -> known.add(t.id()));
        chats.usable(tx, desk).forEach(e -> known.add(e.id()));
        var persons = all.stream()
                .filter(t -> t.kind().equals(Target.PERSON))
                .map(Target::id)
                .collect(Collectors.toSet());
        people.agentsAmong(tx, desk, persons).stream().map(PersonRef::id).forEach(known::add);
        for (int i = 0; i < steps.size(); i++) {
            var targets = steps.get(i).targets();
            for (int j = 0; j < targets.size(); j++) {
                check.that(
                        known.contains(targets.get(j).id()),
                        "steps[" + i + "].targets[" + j + "].id",
                        "unknown",
                        "The desk has no such " + targets.get(j).kind());
            }
        }
    }

    @Override
    protected Map<String, ?> said(Chain c) {
        return Map.of("steps", c.steps(), "repeats", c.repeats());
    }
}
