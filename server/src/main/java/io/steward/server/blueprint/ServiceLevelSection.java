package io.steward.server.blueprint;

import io.steward.server.blueprint.CalendarForm.CalendarFile;
import io.steward.server.blueprint.PolicyForm.PolicyFile;
import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.sla.Calendars;
import io.steward.server.sla.DeskCalendar;
import io.steward.server.sla.Policies;
import io.steward.server.sla.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the desk promises, in order, and the hours that count: both by name. */
@Component
@Order(110)
class ServiceLevelSection implements Section {
    record LevelsFile(
            @Nullable List<CalendarFile> calendars,
            @Nullable List<PolicyFile> policies) {}

    private final Calendars calendars;
    private final Policies policies;
    private final PolicyForm form;

    ServiceLevelSection(Calendars calendars, Policies policies, PolicyForm form) {
        this.calendars = calendars;
        this.policies = policies;
        this.form = form;
    }

    @Override
    public String name() {
        return "serviceLevels";
    }

    @Override
    public JsonNode none() {
        return Shapes.tree(new LevelsFile(null, null));
    }

    @Override
    public JsonNode export(Scope scope) {
        var hours = calendars(scope);
        return Shapes.tree(new LevelsFile(
                hours.stream().map(CalendarForm::file).toList(),
                policies(scope).stream().map(p -> form.file(scope, p, hours)).toList()));
    }

    private List<DeskCalendar> calendars(Scope scope) {
        return calendars.managed(scope.context(), scope.desk().id()).stream()
                .sorted(Comparator.comparing(DeskCalendar::name))
                .toList();
    }

    private List<Policy> policies(Scope scope) {
        return policies.managed(scope.context(), scope.desk().id());
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        var file = Shapes.one(given, LevelsFile.class, name(), trouble);
        return Shapes.tree(file == null ? new LevelsFile(null, null) : sorted(file));
    }

    private static LevelsFile sorted(LevelsFile file) {
        return new LevelsFile(
                file.calendars() == null
                        ? null
                        : file.calendars().stream()
                                .sorted(Comparator.comparing(c -> Objects.requireNonNullElse(c.name(), "")))
                                .toList(),
                file.policies());
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        var file = Shapes.one(wanted, LevelsFile.class, name(), trouble);
        if (file == null) {
            return;
        }
        var hours = file.calendars() == null ? List.<CalendarFile>of() : file.calendars();
        var there = calendars(scope);
        for (int i = 0; i < hours.size(); i++) {
            CalendarFile w = hours.get(i);
            Problems.at(name() + ".calendars[" + i + "].", () -> put(scope, w, there));
        }
        promise(scope, file.policies() == null ? List.of() : file.policies());
        // Last: until here policies counted by them.
        there.stream()
                .filter(c -> hours.stream().noneMatch(w -> c.name().equals(w.name())))
                .forEach(c -> calendars.delete(scope.context(), c.id()));
    }

    private void put(Scope scope, CalendarFile w, List<DeskCalendar> there) {
        DeskCalendar now = there.stream()
                .filter(c -> c.name().equals(w.name()))
                .findFirst()
                .orElse(null);
        DeskCalendar calendar = CalendarForm.calendar(scope.desk().id(), w);
        if (now == null) {
            calendars.create(scope.context(), calendar, tx -> {});
        } else if (!Shapes.tree(CalendarForm.file(now)).equals(Shapes.tree(w))) {
            calendars.change(scope.context(), now.id(), calendar, now.version());
        }
    }

    private void promise(Scope scope, List<PolicyFile> wanted) {
        var hours = calendars(scope);
        var left = new ArrayList<>(policies(scope));
        var order = new ArrayList<UUID>();
        for (int i = 0; i < wanted.size(); i++) {
            PolicyFile w = wanted.get(i);
            Policy now = left.stream()
                    .filter(p -> p.name().equals(w.name()))
                    .findFirst()
                    .orElse(null);
            left.remove(now);
            Problems.at(name() + ".policies[" + i + "].", () -> order.add(put(scope, w, now, hours)));
        }
        left.forEach(p -> policies.delete(scope.context(), p.id()));
        if (!policies(scope).stream().map(Policy::id).toList().equals(order)) {
            policies.order(scope.context(), scope.desk().id(), order);
        }
    }

    private UUID put(Scope scope, PolicyFile w, @Nullable Policy now, List<DeskCalendar> hours) {
        if (now != null && form.isAs(scope, w, now, hours)) {
            return now.id();
        }
        Policy policy = form.policy(scope, w, now, hours);
        return now == null
                ? policies.create(scope.context(), policy, tx -> {}).id()
                : policies.change(scope.context(), now.id(), policy, now.version())
                        .id();
    }
}
