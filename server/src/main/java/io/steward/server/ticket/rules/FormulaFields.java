package io.steward.server.ticket.rules;

import io.steward.server.platform.Check;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.FieldKind;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.rules.fields.FieldTypes;
import io.steward.server.ticket.rules.formula.Formula;
import io.steward.server.ticket.rules.formula.FormulaError;
import io.steward.server.ticket.rules.formula.FormulaType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The formula fields of a type, in an order in which each finds worked out what it refers to. */
public final class FormulaFields {
    private static final Map<String, FormulaType> BUILT_IN = Map.ofEntries(
            Map.entry("title", FormulaType.TEXT),
            Map.entry("number", FormulaType.TEXT),
            Map.entry("status", FormulaType.TEXT),
            Map.entry("state", FormulaType.TEXT),
            Map.entry("priority", FormulaType.NUMBER),
            Map.entry("impact", FormulaType.NUMBER),
            Map.entry("urgency", FormulaType.NUMBER),
            Map.entry("reopened", FormulaType.NUMBER),
            Map.entry("replies", FormulaType.NUMBER),
            Map.entry("created", FormulaType.DATE),
            Map.entry("updated", FormulaType.DATE),
            Map.entry("resolved", FormulaType.DATE),
            Map.entry("closed", FormulaType.DATE));

    private record Step(FieldDef field, Formula formula) {}

    private final List<Step> steps;
    private final Map<String, FieldDef> fields;
    private final TicketType.Definition definition;

    private FormulaFields(List<Step> steps, TicketType.Definition definition) {
        this.steps = steps;
        this.definition = definition;
        this.fields = definition.fields().stream().collect(Collectors.toMap(FieldDef::key, f -> f, (a, b) -> a));
    }

    /** Finds fault with formulas: what cannot be read, and circles. */
    public static FormulaFields of(TicketType.Definition definition, Check check) {
        var types = new HashMap<>(BUILT_IN);
        var open = new ArrayList<FieldDef>();
        for (FieldDef f : definition.fields()) {
            if (f.kind() == FieldKind.FORMULA) {
                types.put(f.key(), result(f));
                if (!f.retired()) {
                    open.add(f);
                }
            } else if (f.kind() != null && f.kind() != FieldKind.BUTTON) {
                types.put(f.key(), type(f));
            }
        }
        var read = new LinkedHashMap<FieldDef, Formula>();
        for (FieldDef f : open) {
            String path = "fields[" + definition.fields().indexOf(f) + "].config.expression";
            try {
                Formula formula = Formula.parse(f.text("expression", ""), types);
                check.that(
                        formula.type() == result(f),
                        path,
                        "kind",
                        "This is a "
                                + formula.type()
                                        .name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', ' '));
                read.put(f, formula);
            } catch (FormulaError e) {
                check.error(path, "unreadable", e.getMessage() + " (at " + (e.at() + 1) + ")");
            }
        }
        return new FormulaFields(ordered(definition, read, check), definition);
    }

    private static List<Step> ordered(TicketType.Definition definition, Map<FieldDef, Formula> read, Check check) {
        var steps = new ArrayList<Step>();
        Set<String> waiting = read.keySet().stream().map(FieldDef::key).collect(Collectors.toCollection(HashSet::new));
        boolean moved = true;
        while (moved && !waiting.isEmpty()) {
            moved = false;
            for (var one : read.entrySet()) {
                String key = one.getKey().key();
                if (waiting.contains(key)
                        && one.getValue().references().stream().noneMatch(waiting::contains)) {
                    steps.add(new Step(one.getKey(), one.getValue()));
                    waiting.remove(key);
                    moved = true;
                }
            }
        }
        for (FieldDef f : read.keySet()) {
            if (waiting.contains(f.key())) {
                check.error(
                        "fields[" + definition.fields().indexOf(f) + "].config.expression",
                        "ring",
                        "This refers to itself");
            }
        }
        return steps;
    }

    private static FormulaType result(FieldDef f) {
        return switch (f.text("result", "number")) {
            case "text" -> FormulaType.TEXT;
            case "date" -> FormulaType.DATE;
            case "yes_no" -> FormulaType.YES_NO;
            default -> FormulaType.NUMBER;
        };
    }

    private static FormulaType type(FieldDef f) {
        return switch (FieldTypes.of(f).queryType(f)) {
            case NUMBER, DURATION -> FormulaType.NUMBER;
            case BOOLEAN -> FormulaType.YES_NO;
            case TIME, DATE -> FormulaType.DATE;
            case TEXT, CHOICE, TAGS, SET, RELATION, WORDS -> FormulaType.TEXT;
        };
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /**
     * The values of all formulas of a ticket.
     *
     * @param values of the custom fields, other computed ones among them
     * @param label how a value reads that is no number, date or yes/no
     */
    public Map<String, JsonNode> values(
            Ticket ticket,
            Map<String, JsonNode> values,
            Function<FieldDef, @Nullable String> label,
            ZoneId zone,
            Instant now) {
        var worked = new HashMap<String, @Nullable Object>();
        var result = new LinkedHashMap<String, JsonNode>();
        LocalDate today = now.atZone(zone).toLocalDate();
        for (Step step : steps) {
            Object value = step.formula()
                    .evaluate(
                            key -> worked.containsKey(key) ? worked.get(key) : value(ticket, values, key, label, zone),
                            today);
            worked.put(step.field().key(), value);
            JsonNode node = node(step.field(), value);
            if (node != null) {
                result.put(step.field().key(), node);
            }
        }
        return result;
    }

    private @Nullable Object value(
            Ticket t,
            Map<String, JsonNode> values,
            String key,
            Function<FieldDef, @Nullable String> label,
            ZoneId zone) {
        FieldDef field = fields.get(key);
        if (field == null) {
            return builtIn(t, key, zone);
        }
        JsonNode kept = values.get(key);
        if (kept == null) {
            return null;
        }
        Object compared = FieldTypes.of(field).compared(field, kept);
        return switch (type(field)) {
            case NUMBER, YES_NO -> compared;
            case DATE ->
                compared instanceof Instant at
                        ? at.atZone(field.kind() == FieldKind.DATE_TIME ? zone : java.time.ZoneOffset.UTC)
                                .toLocalDate()
                        : null;
            case TEXT ->
                compared instanceof String text
                                && field.options().isEmpty()
                                && FieldTypes.of(field).records() == null
                        ? text
                        : label.apply(field);
        };
    }

    private @Nullable Object builtIn(Ticket t, String key, ZoneId zone) {
        return switch (key) {
            case "title" -> t.title();
            case "number" -> t.number();
            case "status" ->
                definition.status(t.status()).map(TicketType.Status::name).orElse(t.status());
            case "state" -> t.statusCategory().key();
            case "priority" -> (double) t.priority();
            case "impact" -> (double) t.impact();
            case "urgency" -> (double) t.urgency();
            case "reopened" -> (double) t.reopenCount();
            case "replies" -> (double) t.agentReplies();
            case "created" -> day(t.created(), zone);
            case "updated" -> day(t.updated(), zone);
            case "resolved" -> day(t.resolved(), zone);
            case "closed" -> day(t.closed(), zone);
            default -> null;
        };
    }

    private static @Nullable LocalDate day(@Nullable Instant at, ZoneId zone) {
        return at == null ? null : at.atZone(zone).toLocalDate();
    }

    private static @Nullable JsonNode node(FieldDef field, @Nullable Object value) {
        var json = JsonNodeFactory.instance;
        return switch (value) {
            case null -> null;
            case Double n -> {
                Double decimals = field.number("decimals");
                double shown = decimals == null ? n : Math.round(n * Math.pow(10, decimals)) / Math.pow(10, decimals);
                yield json.numberNode(shown);
            }
            case Boolean b -> json.booleanNode(b);
            default -> json.stringNode(value.toString());
        };
    }
}
