package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.platform.Problem;
import io.steward.server.ticket.Categories;
import io.steward.server.ticket.Category;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The tree of categories: a name, or a name with what is below it. */
@Component
@Order(20)
class CategorySection implements Section {
    private static final int DEEPEST = 5;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private record Branch(String name, boolean active, List<Branch> children) {
        JsonNode tree() {
            if (active && children.isEmpty()) {
                return JSON.stringNode(name);
            }
            var node = JSON.objectNode().put("name", name);
            if (!active) {
                node.put("active", false);
            }
            if (!children.isEmpty()) {
                node.set("children", CategorySection.tree(children));
            }
            return node;
        }
    }

    private final Categories categories;
    private final DeskNames names;

    CategorySection(Categories categories, DeskNames names) {
        this.categories = categories;
        this.names = names;
    }

    @Override
    public String name() {
        return "categories";
    }

    @Override
    public JsonNode export(Scope scope) {
        return tree(below(names.categories(scope), null));
    }

    private static List<Branch> below(List<Category> all, @Nullable UUID parent) {
        return all.stream()
                .filter(c -> Objects.equals(c.parentId(), parent))
                .map(c -> new Branch(c.name(), c.active(), below(all, c.id())))
                .toList();
    }

    private static ArrayNode tree(List<Branch> branches) {
        var array = JSON.arrayNode();
        branches.forEach(b -> array.add(b.tree()));
        return array;
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        return tree(read(name(), given, trouble, 1));
    }

    private static List<Branch> read(String path, JsonNode given, Trouble trouble, int depth) {
        if (given.isMissingNode() || given.isNull()) {
            return List.of();
        }
        if (!given.isArray() || depth > DEEPEST) {
            trouble.problem(path, depth > DEEPEST ? "At most " + DEEPEST + " levels" : "A list is expected here");
            return List.of();
        }
        var all = new ArrayList<Branch>();
        var taken = new HashSet<String>();
        for (int i = 0; i < given.size(); i++) {
            JsonNode node = given.get(i);
            String at = path + "[" + i + "]";
            String name =
                    (node.isObject() ? node.path("name") : node).asString("").strip();
            if (name.isEmpty() || !taken.add(name)) {
                trouble.problem(at, name.isEmpty() ? "A name is needed" : "“" + name + "” stands here twice");
                continue;
            }
            if (node.isObject()) {
                node.properties().stream()
                        .filter(p -> !Set.of("name", "active", "children").contains(p.getKey()))
                        .forEach(p -> trouble.problem(at, "There is nothing called “" + p.getKey() + "” here"));
            }
            all.add(new Branch(
                    name,
                    node.path("active").asBoolean(true),
                    read(at + ".children", node.path("children"), trouble, depth + 1)));
        }
        all.sort(Comparator.comparing(Branch::name));
        return all;
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        level(scope, null, read(name(), wanted, trouble, 1));
    }

    private void level(Scope scope, @Nullable UUID parent, List<Branch> wanted) {
        for (Branch branch : wanted) {
            Category now = children(scope, parent).stream()
                    .filter(c -> c.name().equals(branch.name()))
                    .findFirst()
                    .orElseGet(() ->
                            categories.create(scope.context(), scope.desk().id(), parent, branch.name(), tx -> {}));
            if (now.active() != branch.active()) {
                set(scope, now, branch.active());
            }
            level(scope, now.id(), branch.children());
        }
        children(scope, parent).stream()
                .filter(c ->
                        c.active() && wanted.stream().noneMatch(b -> b.name().equals(c.name())))
                .forEach(c -> remove(scope, c));
    }

    private List<Category> children(Scope scope, @Nullable UUID parent) {
        return names.categories(scope).stream()
                .filter(c -> Objects.equals(c.parentId(), parent))
                .toList();
    }

    /** What tickets have, and what holds such, is switched off. */
    private void remove(Scope scope, Category category) {
        children(scope, category.id()).forEach(c -> remove(scope, c));
        try {
            categories.delete(scope.context(), category.id());
        } catch (Problem used) {
            if (used.kind() != Problem.Kind.CONFLICT) {
                throw used;
            }
            if (category.active()) {
                set(scope, category, false);
            }
        }
    }

    private void set(Scope scope, Category c, boolean active) {
        categories.change(scope.context(), c.id(), c.parentId(), null, active, c.version());
    }
}
