package io.steward.server.automation;

import io.steward.server.automation.rules.Loops;
import io.steward.server.automation.rules.Tree;
import io.steward.server.automation.rules.Trigger;
import io.steward.server.automation.store.RuleRows;
import io.steward.server.identity.Tenants;
import io.steward.server.macro.Macro;
import io.steward.server.macro.Macros;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.query.QueryError;
import io.steward.server.ticket.TicketQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds fault with rules, and the loops that they would be in. */
@Component
class RuleCheck {
    static final List<String> TRIGGERS = List.of(
            "created",
            "changed",
            "replied",
            "sla",
            "time_since",
            "schedule",
            "mail",
            "webhook",
            "approval",
            "ci",
            "called");

    private static final int LONGEST_CONDITION = 2_000;
    /** Two years. */
    private static final int MOST_MINUTES = 2 * 366 * 24 * 60;

    private static final int LARGEST = 200_000;

    private final TicketQueries queries;
    private final Tenants tenants;
    private final Acts acts;
    private final Macros macros;
    private final RuleRows store;

    RuleCheck(TicketQueries queries, Tenants tenants, Acts acts, Macros macros, RuleRows store) {
        this.queries = queries;
        this.tenants = tenants;
        this.acts = acts;
        this.macros = macros;
        this.store = store;
    }

    /** The content as it is to be kept; what is wrong with it is added to the check. */
    Rule.Content of(Tx tx, Context context, UUID desk, Rule.Content given, Check check) {
        String name = check.text("name", given.name().replaceAll("\\s+", " "), 200);
        String description = check.optional("description", given.description(), 2_000);
        trigger(context, given.trigger(), check);
        String condition = condition(context, "condition", given.condition(), check);
        actions(tx, context, desk, given.actions(), check);
        return new Rule.Content(name, description, given.stop(), given.trigger(), condition, given.actions());
    }

    private String condition(Context context, String field, String query, Check check) {
        String clean = check.optional(field, query, LONGEST_CONDITION);
        if (!clean.isEmpty()) {
            try {
                queries.check(Context.system(context.tenant(), context.at(), null), clean);
            } catch (QueryError e) {
                check.error(field, "query", e.text());
            }
        }
        return clean;
    }

    private void trigger(Context context, JsonNode trigger, Check check) {
        String kind = trigger.path("kind").asString("");
        check.that(trigger.isObject() && trigger.toString().length() <= 10_000, "trigger", "unreadable", "An object");
        check.that(TRIGGERS.contains(kind), "trigger.kind", "unknown", "One of " + String.join(", ", TRIGGERS));
        switch (kind) {
            case "replied" -> oneOf(check, trigger, "by", Set.of("", "requester", "agent", "anyone"));
            case "sla" -> {
                oneOf(check, trigger, "event", Set.of("warned", "missed", "met"));
                int percent = trigger.path("percent").asInt(100);
                check.that(percent >= 1 && percent <= 1_000, "trigger.percent", "range", "From 1 to 1,000");
            }
            case "time_since" -> {
                oneOf(check, trigger, "since", Set.of("created", "changed", "status", "reply", "due"));
                int minutes = trigger.path("minutes").asInt(0);
                check.that(
                        minutes >= 1 && minutes <= MOST_MINUTES,
                        "trigger.minutes",
                        "range",
                        "From one minute to two years");
            }
            case "schedule" ->
                Repeat.read(trigger, tenants.get(context.tenant()).timeZone(), context.at(), check, "trigger");
            case "mail" -> List.of("from", "subject", "body").forEach(part -> pattern(check, trigger, part));
            case "approval" ->
                oneOf(check, trigger, "result", Set.of("approved", "rejected", "expired", "withdrawn", "any", ""));
            case "ci" -> oneOf(check, trigger, "event", Set.of("created", "changed", "deleted", "any", ""));
            default -> {
                // Nothing else to be said of it.
            }
        }
    }

    private static void oneOf(Check check, JsonNode trigger, String name, Set<String> values) {
        check.that(
                values.contains(trigger.path(name).asString("")),
                "trigger." + name,
                "unknown",
                "One of "
                        + String.join(
                                ", ",
                                values.stream()
                                        .filter(v -> !v.isEmpty())
                                        .sorted()
                                        .toList()));
    }

    private static void pattern(Check check, JsonNode trigger, String part) {
        String written = trigger.path(part).asString("");
        check.that(
                written.length() <= 200 && written.chars().filter(c -> c == '*').count() <= 5,
                "trigger." + part,
                "too-long",
                "At most 200 characters with at most five *");
    }

    private void actions(Tx tx, Context context, UUID desk, JsonNode actions, Check check) {
        boolean readable = actions.isArray() && actions.toString().length() <= LARGEST;
        check.that(readable, "actions", "unreadable", "A list of actions of at most 200,000 characters in all");
        if (!readable) {
            return;
        }
        check.that(!actions.isEmpty(), "actions", "required", "What is to be done?");
        var defining = new Act.Defining(tx, context, desk, check);
        var count = new ArrayList<String>();
        Tree.visit(actions, (path, action) -> {
            count.add(path);
            if (count.size() <= Tree.MOST) {
                action(defining, path, action);
            }
        });
        check.that(count.size() <= Tree.MOST, "actions", "too-many", "At most " + Tree.MOST + " actions in all");
        list(check, actions, "actions", 1);
    }

    private static void list(Check check, JsonNode list, String place, int depth) {
        check.that(list.size() <= Tree.MOST_IN_LIST, place, "too-many", "At most " + Tree.MOST_IN_LIST + " in a row");
        check.that(depth <= Tree.DEEPEST, place, "too-deep", "At most " + Tree.DEEPEST + " levels");
        for (int i = 0; depth <= Tree.DEEPEST && i < list.size(); i++) {
            JsonNode action = list.get(i);
            String path = place + "[" + i + "]";
            for (int c = 0; c < action.path("cases").size(); c++) {
                list(check, action.path("cases").get(c).path("actions"), path + ".cases[" + c + "].actions", depth + 1);
            }
            list(check, action.path("otherwise"), path + ".otherwise", depth + 1);
            list(check, action.path("actions"), path + ".actions", depth + 1);
        }
    }

    private void action(Act.Defining d, String path, JsonNode action) {
        switch (action.path("kind").asString("")) {
            case "wait" -> {
                int minutes = action.path("minutes").asInt(0);
                d.check()
                        .that(
                                minutes >= 1 && minutes <= MOST_MINUTES,
                                path + ".minutes",
                                "range",
                                "From one minute to two years");
            }
            case "branch" -> {
                JsonNode cases = action.path("cases");
                d.check()
                        .that(
                                cases.isArray() && !cases.isEmpty() && cases.size() <= 20,
                                path + ".cases",
                                "range",
                                "From 1 to 20 cases");
                for (int i = 0; i < Math.min(cases.size(), 20); i++) {
                    String at = path + ".cases[" + i + "].condition";
                    condition(d.context(), at, cases.get(i).path("condition").asString(""), d.check());
                }
            }
            case "each" -> {
                d.check()
                        .that(
                                Set.of("parent", "children", "linked", "relates", "duplicates", "blocks", "causes")
                                        .contains(action.path("link").asString("")),
                                path + ".link",
                                "unknown",
                                "parent, children, linked or a kind of link");
                condition(
                        d.context(),
                        path + ".condition",
                        action.path("condition").asString(""),
                        d.check());
                d.check().that(!action.path("actions").isEmpty(), path + ".actions", "required", "What is to be done?");
            }
            default -> acts.define(d, action, path);
        }
    }

    /** The loops that the rule would be in if it were on. */
    List<Loops.Loop> loops(Tx tx, UUID desk, UUID id, Rule.Content content) {
        var nodes = new ArrayList<Loops.Node>();
        for (Rule other : store.ofDesk(tx, desk)) {
            if (other.active() && !other.id().equals(id)) {
                nodes.add(node(tx, desk, other.id(), other.content()));
            }
        }
        var own = node(tx, desk, id, content);
        nodes.add(own);
        return Loops.of(own, nodes);
    }

    private Loops.Node node(Tx tx, UUID desk, UUID id, Rule.Content content) {
        var sets = new HashMap<String, String>();
        var calls = new HashSet<UUID>();
        boolean[] does = new boolean[2];
        Tree.visit(content.actions(), (path, action) -> {
            switch (action.path("kind").asString("")) {
                case "set" -> sets(SetAct.patch(action.path("fields")), sets);
                case "assign" -> {
                    if (!ActJson.text(action, "team").isEmpty()) {
                        set(sets, "team", ActJson.text(action, "team"));
                    }
                    set(
                            sets,
                            "assignee",
                            ActJson.text(action, "person").isEmpty() ? Loops.VARIES : ActJson.text(action, "person"));
                }
                case "macro" -> macro(tx, desk, action).ifPresent(m -> sets(m.change(), sets));
                case "rule" -> {
                    UUID called = ActJson.id(action, "ruleId", new Check(), "");
                    if (called != null) {
                        calls.add(called);
                    }
                }
                case "create" -> does[0] = true;
                case "approval" -> does[1] = true;
                default -> {
                    // Starts no rule.
                }
            }
        });
        return new Loops.Node(id, content.name(), new Trigger(content.trigger()), sets, does[0], does[1], calls);
    }

    private java.util.Optional<Macro> macro(Tx tx, UUID desk, JsonNode action) {
        UUID id = ActJson.id(action, "macroId", new Check(), "");
        return id == null ? java.util.Optional.empty() : macros.ofDesk(tx, desk, id);
    }

    /** By the names that the journal has for the fields. */
    private static void sets(JsonNode patch, Map<String, String> sets) {
        patch.properties().forEach(e -> {
            if (e.getKey().equals("fields")) {
                e.getValue().properties().forEach(c -> set(sets, c.getKey(), text(c.getValue())));
            } else {
                String name = e.getKey().endsWith("Id")
                        ? e.getKey().substring(0, e.getKey().length() - 2)
                        : e.getKey();
                set(sets, name, text(e.getValue()));
                if (name.equals("impact") || name.equals("urgency")) {
                    set(sets, Loops.DERIVED, Loops.VARIES);
                }
            }
        });
    }

    private static void set(Map<String, String> sets, String field, String value) {
        String kept = value.contains("{{") ? Loops.VARIES : value;
        sets.merge(field, kept, (a, b) -> a.equals(b) ? a : Loops.VARIES);
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }
}
