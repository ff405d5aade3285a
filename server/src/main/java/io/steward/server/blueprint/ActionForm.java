package io.steward.server.blueprint;

import io.steward.server.automation.PluggedActions;
import io.steward.server.automation.Rule;
import io.steward.server.automation.Rules;
import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.macro.Macro;
import io.steward.server.macro.Macros;
import io.steward.server.platform.Problem;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One action of a rule, with ids as rules have them or with names as files do; the actions inside it are the caller's. */
@Component
class ActionForm {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Whoever did what started the rule: nobody's address. */
    private static final String ACTOR = "actor";

    private final DeskNames names;
    private final PlanNames plans;
    private final Macros macros;
    private final Rules rules;
    private final PluggedActions plugged;

    ActionForm(DeskNames names, PlanNames plans, Macros macros, Rules rules, PluggedActions plugged) {
        this.names = names;
        this.plans = plans;
        this.macros = macros;
        this.rules = rules;
        this.plugged = plugged;
    }

    /** With names for ids; what nothing is called by is left out. */
    JsonNode named(Scope scope, JsonNode action) {
        if (!(action instanceof ObjectNode given)) {
            return action;
        }
        ObjectNode a = given.deepCopy();
        switch (a.path("kind").asString("")) {
            case "assign", "task", "notify" -> people(scope, a);
            case "set" -> fields(scope, a);
            case "create" -> {
                rename(a, "typeId", "type", names.type(scope, uuid(a.path("typeId"))));
                fields(scope, a);
            }
            case "macro" -> rename(a, "macroId", "macro", macro(scope, uuid(a.path("macroId"))));
            case "rule" -> rename(a, "ruleId", "rule", rule(scope, uuid(a.path("ruleId"))));
            case "approval" -> a.set("plan", plans.named(scope, a.path("plan")));
            default -> {
                return plugged.named(scope.tx(), scope.desk().id(), a);
            }
        }
        return a;
    }

    private void people(Scope scope, ObjectNode a) {
        if (a.path("team").isString()) {
            rename(a, "team", "team", names.team(scope, uuid(a.path("team"))));
        }
        if (a.path("person").isString() && !a.path("person").stringValue().equals(ACTOR)) {
            rename(a, "person", "person", names.email(scope, uuid(a.path("person"))));
        }
        if (a.path("people").isArray()) {
            ArrayNode all = JSON.arrayNode();
            a.path("people").forEach(p -> {
                String email = names.email(scope, uuid(p));
                if (email != null) {
                    all.add(email);
                }
            });
            a.set("people", all);
        }
    }

    /** Null where nothing is called so: it is left out. */
    private static void rename(ObjectNode a, String from, String to, @Nullable String value) {
        a.remove(from);
        if (value != null) {
            a.put(to, value);
        }
    }

    private @Nullable String macro(Scope scope, UUID id) {
        return macros.ofDesk(scope.tx(), scope.desk().id(), id).map(Macro::name).orElse(null);
    }

    private @Nullable String rule(Scope scope, UUID id) {
        return rules.ofDesk(scope.context(), scope.desk().id()).stream()
                .map(Rules.Shown::rule)
                .filter(r -> r.id().equals(id))
                .map(Rule::name)
                .findFirst()
                .orElse(null);
    }

    private void fields(Scope scope, ObjectNode a) {
        if (!a.path("fields").isObject()) {
            return;
        }
        ObjectNode changed = JSON.objectNode();
        for (var p : a.path("fields").properties()) {
            JsonNode value = p.getValue();
            String key = p.getKey();
            boolean set = value.isString() && !value.stringValue().contains("{{");
            switch (key) {
                case "teamId" -> put(changed, "team", value, set ? names.team(scope, uuid(value)) : null);
                case "assigneeId", "requesterId" ->
                    put(
                            changed,
                            key.substring(0, key.length() - 2),
                            value,
                            set ? names.email(scope, uuid(value)) : null);
                case "categoryId" -> {
                    var way = set ? names.category(scope, uuid(value)) : null;
                    if (way != null) {
                        ArrayNode all = JSON.arrayNode();
                        way.forEach(all::add);
                        changed.set("category", all);
                    } else if (!set) {
                        changed.set("category", value);
                    }
                }
                default -> changed.set(key, value);
            }
        }
        a.set("fields", changed);
    }

    /** A value that is no id is kept; an id that nothing is called by is left out. */
    private static void put(ObjectNode to, String name, JsonNode value, @Nullable String found) {
        if (found != null) {
            to.put(name, found);
        } else if (!value.isString() || value.stringValue().contains("{{")) {
            to.set(name, value);
        }
    }

    /** With ids for names. @throws Problem naming what is called so nowhere */
    JsonNode identified(Scope scope, JsonNode action, String path) {
        if (!(action instanceof ObjectNode given)) {
            return action;
        }
        ObjectNode a = given.deepCopy();
        switch (a.path("kind").asString("")) {
            case "assign", "task", "notify" -> peopleIds(scope, a, path);
            case "set" -> fieldIds(scope, a, path);
            case "create" -> {
                if (a.has("type")) {
                    UUID id = names.type(scope, path + ".type", a.path("type").asString(""));
                    rename(a, "type", "typeId", id.toString());
                }
                fieldIds(scope, a, path);
            }
            case "macro" -> {
                if (a.has("macro")) {
                    rename(
                            a,
                            "macro",
                            "macroId",
                            macroId(scope, path, a.path("macro").asString("")));
                }
            }
            case "rule" -> {
                if (a.has("rule")) {
                    rename(
                            a,
                            "rule",
                            "ruleId",
                            ruleId(scope, path, a.path("rule").asString("")));
                }
            }
            case "approval" -> a.set("plan", plans.identified(scope, path + ".plan", a.path("plan")));
            default -> {
                return plugged.identified(scope.tx(), scope.desk().id(), a);
            }
        }
        return a;
    }

    private void peopleIds(Scope scope, ObjectNode a, String path) {
        if (a.path("team").isString()) {
            a.put("team", text(names.team(scope, path + ".team", a.path("team").stringValue())));
        }
        if (a.path("person").isString() && !a.path("person").stringValue().equals(ACTOR)) {
            a.put(
                    "person",
                    text(names.person(scope, path + ".person", a.path("person").stringValue())));
        }
        if (a.path("people").isArray()) {
            ArrayNode all = JSON.arrayNode();
            a.path("people").forEach(p -> all.add(text(names.person(scope, path + ".people", p.asString("")))));
            a.set("people", all);
        }
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    private String macroId(Scope scope, String path, String name) {
        return macros.all(scope.context(), scope.desk().id()).stream()
                .filter(m -> scope.desk().id().equals(m.deskId()) && m.name().equals(name))
                .map(m -> m.id().toString())
                .findFirst()
                .orElseThrow(() -> Problem.invalid(path + ".macro", "unknown", "The desk has no macro " + name));
    }

    private String ruleId(Scope scope, String path, String name) {
        return rules.ofDesk(scope.context(), scope.desk().id()).stream()
                .map(Rules.Shown::rule)
                .filter(r -> r.name().equals(name))
                .map(r -> r.id().toString())
                .findFirst()
                .orElseThrow(() -> Problem.invalid(path + ".rule", "unknown", "The desk has no rule " + name));
    }

    private void fieldIds(Scope scope, ObjectNode a, String path) {
        if (!a.path("fields").isObject()) {
            return;
        }
        ObjectNode changed = JSON.objectNode();
        for (var p : a.path("fields").properties()) {
            JsonNode value = p.getValue();
            String key = p.getKey();
            String at = path + ".fields." + key;
            boolean set = !value.isNull() && !value.asString("").contains("{{");
            switch (key) {
                case "team" ->
                    changed.set(
                            "teamId", set ? JSON.stringNode(text(names.team(scope, at, value.asString("")))) : value);
                case "assignee", "requester" ->
                    changed.set(
                            key + "Id",
                            set ? JSON.stringNode(text(names.person(scope, at, value.asString("")))) : value);
                case "category" -> {
                    List<String> way = value.isArray()
                            ? value.valueStream().map(n -> n.asString("")).toList()
                            : List.of(value.asString(""));
                    changed.set("categoryId", set ? JSON.stringNode(text(names.category(scope, at, way))) : value);
                }
                default -> changed.set(key, value);
            }
        }
        a.set("fields", changed);
    }

    private static UUID uuid(JsonNode id) {
        return Objects.requireNonNullElse(Shapes.uuid(id), new UUID(0, 0));
    }
}
