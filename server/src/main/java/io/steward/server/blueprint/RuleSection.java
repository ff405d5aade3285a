package io.steward.server.blueprint;

import io.steward.server.automation.Rule;
import io.steward.server.automation.Rules;
import io.steward.server.blueprint.RuleForm.RuleFile;
import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The desk's rules, by name and in their order. */
@Component
@Order(100)
class RuleSection implements Section {
    private final Rules rules;
    private final RuleForm form;

    RuleSection(Rules rules, RuleForm form) {
        this.rules = rules;
        this.form = form;
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public JsonNode export(Scope scope) {
        return Shapes.tree(
                form.there(scope).stream().map(r -> form.file(scope, r)).toList());
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        return Shapes.tree(Shapes.list(given, RuleFile.class, name(), trouble));
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        var all = Shapes.list(wanted, RuleFile.class, name(), trouble);
        var left = new ArrayList<>(form.there(scope));
        var done = new HashMap<Integer, UUID>();
        // What rules run has to be there before them.
        for (boolean more = true; more && done.size() < all.size(); ) {
            more = false;
            for (int i = 0; i < all.size(); i++) {
                if (!done.containsKey(i) && isReady(all, done, i)) {
                    put(scope, all.get(i), i, left, done);
                    more = true;
                }
            }
        }
        for (int i = 0; i < all.size(); i++) {
            if (!done.containsKey(i)) {
                put(scope, all.get(i), i, left, done);
            }
        }
        left.forEach(r -> rules.delete(scope.context(), r.id(), r.version()));
        List<UUID> order = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            order.add(java.util.Objects.requireNonNull(done.get(i)));
        }
        if (!form.there(scope).stream().map(Rule::id).toList().equals(order)) {
            rules.order(scope.context(), scope.desk().id(), order);
        }
    }

    /** Whether nothing that it runs is still to come. */
    private static boolean isReady(List<RuleFile> all, HashMap<Integer, UUID> done, int at) {
        var runs = RuleForm.runs(all.get(at).actions());
        for (int i = 0; i < all.size(); i++) {
            if (i != at
                    && !done.containsKey(i)
                    && runs.contains(String.valueOf(all.get(i).name()))) {
                return false;
            }
        }
        return true;
    }

    private void put(Scope scope, RuleFile w, int at, List<Rule> left, HashMap<Integer, UUID> done) {
        Rule now =
                left.stream().filter(r -> r.name().equals(w.name())).findFirst().orElse(null);
        left.remove(now);
        Problems.at(name() + "[" + at + "].", () -> done.put(at, put(scope, w, now)));
    }

    private UUID put(Scope scope, RuleFile w, @Nullable Rule now) {
        if (now != null && Shapes.tree(form.file(scope, now)).equals(Shapes.tree(w))) {
            return now.id();
        }
        Rule.Content content = form.content(scope, w, now, "actions");
        boolean active = !Boolean.FALSE.equals(w.active());
        return now == null
                ? rules.create(scope.context(), scope.desk().id(), content, active, tx -> {})
                        .id()
                : rules.change(scope.context(), now.id(), content, active, null, now.version())
                        .id();
    }
}
