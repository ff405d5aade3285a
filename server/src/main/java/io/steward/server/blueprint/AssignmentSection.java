package io.steward.server.blueprint;

import io.steward.server.assignment.AssignmentRule;
import io.steward.server.assignment.AssignmentRules;
import io.steward.server.assignment.Strategy;
import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.blueprint.rules.TypeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The rules by which the desk's new tickets are given to people, by name and in their order. */
@Component
@Order(55)
class AssignmentSection implements Section {
    /**
     * @param type the key of the only type it is for
     * @param schedule the name of the on-call schedule, when the strategy is on call
     * @param skills what whoever gets a ticket must be able to do, when the strategy is by skill
     */
    record RuleFile(
            @Nullable String name,
            @Nullable String type,
            @Nullable String query,
            @Nullable String team,
            @Nullable String strategy,
            @Nullable String schedule,
            @Nullable List<String> skills,
            @Nullable Boolean active) {
        RuleFile {
            name = TypeFile.strip(name);
            query = TypeFile.strip(query);
            skills = skills == null
                    ? null
                    : skills.stream()
                            .filter(Objects::nonNull)
                            .map(s -> s.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
                            .filter(s -> !s.isEmpty())
                            .distinct()
                            .toList();
            active = Boolean.FALSE.equals(active) ? active : null;
        }
    }

    private final AssignmentRules rules;
    private final DeskNames names;
    private final OnCallNames onCall;

    AssignmentSection(AssignmentRules rules, DeskNames names, OnCallNames onCall) {
        this.rules = rules;
        this.names = names;
        this.onCall = onCall;
    }

    @Override
    public String name() {
        return "assignmentRules";
    }

    @Override
    public JsonNode export(Scope scope) {
        return Shapes.tree(there(scope).stream().map(r -> file(scope, r)).toList());
    }

    private List<AssignmentRule> there(Scope scope) {
        return rules.managed(scope.context(), scope.desk().id());
    }

    private RuleFile file(Scope scope, AssignmentRule r) {
        return new RuleFile(
                r.name(),
                r.typeId() == null ? null : names.type(scope, r.typeId()),
                r.query(),
                names.team(scope, r.teamId()),
                r.strategy().key(),
                onCall.schedules(scope).name(r.scheduleId()),
                r.skills(),
                r.active());
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        return Shapes.tree(Shapes.list(given, RuleFile.class, name(), trouble));
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        var left = new ArrayList<>(there(scope));
        var order = new ArrayList<UUID>();
        var all = Shapes.list(wanted, RuleFile.class, name(), trouble);
        for (int i = 0; i < all.size(); i++) {
            RuleFile w = all.get(i);
            AssignmentRule now = left.stream()
                    .filter(r -> r.name().equals(w.name()))
                    .findFirst()
                    .orElse(null);
            left.remove(now);
            Problems.at(name() + "[" + i + "].", () -> order.add(put(scope, w, now)));
        }
        left.forEach(r -> rules.delete(scope.context(), r.id()));
        if (!there(scope).stream().map(AssignmentRule::id).toList().equals(order)) {
            rules.order(scope.context(), scope.desk().id(), order);
        }
    }

    private UUID put(Scope scope, RuleFile w, @Nullable AssignmentRule now) {
        if (now != null && Shapes.tree(file(scope, now)).equals(Shapes.tree(w))) {
            return now.id();
        }
        UUID desk = scope.desk().id();
        var rule = new AssignmentRule(
                desk,
                desk,
                0,
                w.name() == null ? "" : w.name(),
                w.type() == null ? null : names.type(scope, "type", w.type()),
                w.query() == null ? "" : w.query(),
                names.team(scope, "team", w.team()),
                Strategy.of(w.strategy()),
                onCall.schedules(scope).idIfAny("schedule", w.schedule()),
                w.skills() == null ? List.of() : w.skills(),
                !Boolean.FALSE.equals(w.active()),
                1);
        return now == null
                ? rules.create(scope.context(), rule, tx -> {}).id()
                : rules.change(scope.context(), now.id(), rule, now.version()).id();
    }
}
