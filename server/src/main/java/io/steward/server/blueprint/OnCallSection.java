package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.oncall.Chain;
import io.steward.server.oncall.Chains;
import io.steward.server.oncall.LayerForm;
import io.steward.server.oncall.Schedule;
import io.steward.server.oncall.Schedules;
import io.steward.server.oncall.rules.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Who is on call, and who is called: schedules and chains by name. Without people in the file, rotations keep those whom they
 * have, and new ones have nobody; overrides are not in it.
 */
@Component
@Order(52)
class OnCallSection implements Section {
    record OnCallFile(
            @Nullable List<ScheduleFile> schedules,
            @Nullable List<ChainFile> chains) {}

    record ScheduleFile(
            @Nullable String name,
            @Nullable String zone,
            @Nullable List<LayerFile> layers) {
        ScheduleFile {
            name = TypeFile.strip(name);
        }
    }

    /** @param people by their e-mail addresses, in the order of their turns */
    record LayerFile(
            @Nullable String name,
            @Nullable List<String> people,
            @Nullable String turn,
            @Nullable Integer every,
            @Nullable String start,
            @Nullable String handOver,
            @Nullable String end,
            @Nullable List<LayerForm.HoursForm> hours) {
        LayerFile {
            name = TypeFile.strip(name);
            every = every == null || every == 1 ? null : every;
        }
    }

    record ChainFile(
            @Nullable String name,
            @Nullable Integer repeats,
            @Nullable List<StepFile> steps) {
        ChainFile {
            name = TypeFile.strip(name);
            repeats = repeats == null || repeats == 0 ? null : repeats;
        }
    }

    /** @param people by their e-mail addresses; {@code chats}: channels by name */
    record StepFile(
            @Nullable List<String> schedules,
            @Nullable List<String> teams,
            @Nullable List<String> people,
            @Nullable List<String> chats,
            @Nullable Integer waitMinutes) {}

    private final Schedules schedules;
    private final Chains chains;
    private final DeskNames names;
    private final OnCallNames onCall;

    OnCallSection(Schedules schedules, Chains chains, DeskNames names, OnCallNames onCall) {
        this.schedules = schedules;
        this.chains = chains;
        this.names = names;
        this.onCall = onCall;
    }

    @Override
    public String name() {
        return "onCall";
    }

    @Override
    public JsonNode export(Scope scope) {
        return Shapes.tree(new OnCallFile(
                onCall.schedules(scope).all().stream().map(s -> file(scope, s)).toList(),
                onCall.chains(scope).all().stream().map(c -> file(scope, c)).toList()));
    }

    private ScheduleFile file(Scope scope, Schedule s) {
        return new ScheduleFile(
                s.name(),
                s.zone().getId(),
                s.layers().stream().map(l -> file(scope, l)).toList());
    }

    private LayerFile file(Scope scope, Layer l) {
        LayerForm f = LayerForm.of(l);
        return new LayerFile(
                f.name(), emails(scope, l.people()), f.turn(), f.every(), f.start(), f.handOver(), f.end(), f.hours());
    }

    private @Nullable List<String> emails(Scope scope, List<UUID> people) {
        return scope.people()
                ? people.stream()
                        .map(p -> names.email(scope, p))
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList()
                : null;
    }

    private ChainFile file(Scope scope, Chain c) {
        return new ChainFile(
                c.name(),
                c.repeats(),
                c.steps().stream().map(s -> file(scope, s)).toList());
    }

    private StepFile file(Scope scope, Chain.Step s) {
        return new StepFile(
                called(s, Chain.Target.SCHEDULE, onCall.schedules(scope)),
                called(s, Chain.Target.TEAM, names.teams(scope)),
                emails(scope, s.targets(Chain.Target.PERSON)),
                called(s, Chain.Target.CHAT, onCall.chats(scope)),
                s.waitMinutes());
    }

    /** What is gone is left out. */
    private static List<String> called(Chain.Step step, String kind, Named<?> named) {
        return step.targets(kind).stream()
                .map(named::name)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        var file = read(given, trouble);
        var schedulesThere = new ArrayList<>(all(file.schedules()));
        schedulesThere.sort(Comparator.comparing(s -> String.valueOf(s.name())));
        var chainsThere = new ArrayList<>(all(file.chains()));
        chainsThere.sort(Comparator.comparing(c -> String.valueOf(c.name())));
        return Shapes.tree(new OnCallFile(schedulesThere, chainsThere));
    }

    /** An empty list stands for nothing at all, as in the other sections. */
    private OnCallFile read(JsonNode given, Trouble trouble) {
        OnCallFile file = given.isNull() || (given.isArray() && given.isEmpty())
                ? null
                : Shapes.one(given, OnCallFile.class, name(), trouble);
        return file == null ? new OnCallFile(null, null) : file;
    }

    private static <T> List<T> all(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        var file = read(wanted, trouble);
        var schedulesLeft = new ArrayList<>(onCall.schedules(scope).all());
        var chainsLeft = new ArrayList<>(onCall.chains(scope).all());
        for (int i = 0; i < all(file.schedules()).size(); i++) {
            ScheduleFile w = all(file.schedules()).get(i);
            Schedule now = schedulesLeft.stream()
                    .filter(s -> s.name().equals(w.name()))
                    .findFirst()
                    .orElse(null);
            schedulesLeft.remove(now);
            Problems.at(name() + ".schedules[" + i + "].", () -> save(scope, w, now));
        }
        for (int i = 0; i < all(file.chains()).size(); i++) {
            ChainFile w = all(file.chains()).get(i);
            Chain now = chainsLeft.stream()
                    .filter(c -> c.name().equals(w.name()))
                    .findFirst()
                    .orElse(null);
            chainsLeft.remove(now);
            Problems.at(name() + ".chains[" + i + "].", () -> save(scope, w, now));
        }
        // Chains first: a schedule that is still called by one is not deleted.
        chainsLeft.forEach(c -> chains.delete(scope.context(), c.id()));
        schedulesLeft.forEach(s -> schedules.delete(scope.context(), s.id()));
    }

    private void save(Scope scope, ScheduleFile w, @Nullable Schedule now) {
        if (now != null && Shapes.tree(file(scope, now)).equals(Shapes.tree(w))) {
            return;
        }
        var layers = new ArrayList<LayerForm>();
        for (int i = 0; i < all(w.layers()).size(); i++) {
            LayerFile l = all(w.layers()).get(i);
            layers.add(new LayerForm(
                    l.name(),
                    people(scope, l, now, "layers[" + i + "].people"),
                    l.turn(),
                    l.every(),
                    l.start(),
                    l.handOver(),
                    l.end(),
                    l.hours()));
        }
        var given = new Schedules.Given(w.name(), w.zone(), layers);
        if (now == null) {
            schedules.create(scope.context(), scope.desk().id(), given, tx -> {});
        } else {
            schedules.change(scope.context(), now.id(), given, now.version());
        }
    }

    private List<UUID> people(Scope scope, LayerFile l, @Nullable Schedule now, String path) {
        if (!scope.people()) {
            return now == null
                    ? List.of()
                    : now.layers().stream()
                            .filter(there -> there.name().equals(l.name()))
                            .map(Layer::people)
                            .findFirst()
                            .orElse(List.of());
        }
        return persons(scope, l.people(), path);
    }

    private List<UUID> persons(Scope scope, @Nullable List<String> emails, String path) {
        return all(emails).stream()
                .map(email -> names.person(scope, path, email))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private void save(Scope scope, ChainFile w, @Nullable Chain now) {
        if (now != null && Shapes.tree(file(scope, now)).equals(Shapes.tree(w))) {
            return;
        }
        var steps = new ArrayList<Chains.StepForm>();
        for (int i = 0; i < all(w.steps()).size(); i++) {
            StepFile s = all(w.steps()).get(i);
            String path = "steps[" + i + "].";
            var targets = new ArrayList<Chains.TargetForm>();
            targets.addAll(targets(Chain.Target.SCHEDULE, s.schedules(), onCall.schedules(scope), path + "schedules"));
            targets.addAll(targets(Chain.Target.TEAM, s.teams(), names.teams(scope), path + "teams"));
            people(scope, s, now, i, path + "people")
                    .forEach(p -> targets.add(new Chains.TargetForm(Chain.Target.PERSON, p)));
            targets.addAll(targets(Chain.Target.CHAT, s.chats(), onCall.chats(scope), path + "chats"));
            steps.add(new Chains.StepForm(targets, s.waitMinutes()));
        }
        var given = new Chains.Given(w.name(), steps, w.repeats(), false);
        if (now == null) {
            chains.create(scope.context(), scope.desk().id(), given, tx -> {});
        } else {
            chains.change(scope.context(), now.id(), given, now.version());
        }
    }

    private static List<Chains.TargetForm> targets(
            String kind, @Nullable List<String> names, Named<?> named, String path) {
        return all(names).stream()
                .map(n -> new Chains.TargetForm(kind, named.id(path, n)))
                .toList();
    }

    /** Those of the step at the same place, where the file has no people. */
    private List<UUID> people(Scope scope, StepFile s, @Nullable Chain now, int place, String path) {
        if (!scope.people()) {
            return now == null || place >= now.steps().size()
                    ? List.of()
                    : now.steps().get(place).targets(Chain.Target.PERSON);
        }
        return persons(scope, s.people(), path);
    }
}
