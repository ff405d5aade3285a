package io.steward.server.integration.rules;

import io.steward.server.integration.Signal;
import io.steward.server.integration.SourceMapping;
import io.steward.server.platform.Check;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads what sources send: Prometheus Alertmanager, Grafana, CloudEvents, and JSON of any shape by a mapping. */
public final class Signals {
    public static final List<String> KINDS = List.of("alertmanager", "grafana", "cloudevents", "json");
    public static final int MOST = 200;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_TITLE = 250;
    private static final int LONGEST_KEY = 300;

    private static final Map<String, Integer> PRIORITIES = Map.ofEntries(
            Map.entry("critical", 1),
            Map.entry("emergency", 1),
            Map.entry("page", 1),
            Map.entry("p1", 1),
            Map.entry("1", 1),
            Map.entry("error", 2),
            Map.entry("high", 2),
            Map.entry("major", 2),
            Map.entry("p2", 2),
            Map.entry("2", 2),
            Map.entry("warning", 3),
            Map.entry("warn", 3),
            Map.entry("medium", 3),
            Map.entry("minor", 3),
            Map.entry("p3", 3),
            Map.entry("3", 3),
            Map.entry("info", 4),
            Map.entry("low", 4),
            Map.entry("p4", 4),
            Map.entry("4", 4));

    private static final List<String> RESOLVED = List.of("resolved", "ok", "closed", "recovered", "normal", "up");

    private static final SourceMapping ALERTS = new SourceMapping(
            "/alerts",
            "{{/annotations/summary|/annotations/title|/labels/alertname|/title|/ruleName|'Alert'}}",
            "{{/annotations/description|/annotations/message|/message}}",
            "{{/fingerprint|/ruleId|/ruleName|/labels}}",
            "{{/status|/state}}",
            RESOLVED,
            "{{/labels/severity|/labels/priority}}",
            PRIORITIES,
            Map.of(),
            List.of());

    private static final SourceMapping EVENTS = new SourceMapping(
            "",
            "{{/data/title|/data/summary|/data/name|/subject|/type}}",
            "{{/data/description|/data/message|/data}}",
            "{{/source}} {{/data/key|/subject|/id}}",
            "{{/data/status|/data/state|/type}}",
            RESOLVED,
            "{{/data/priority|/data/severity}}",
            PRIORITIES,
            Map.of(),
            List.of());

    private static final SourceMapping ANY = new SourceMapping(
            "",
            "{{/title|/summary|/name|/message|'Alert'}}",
            "{{/description|/text|/message|/details}}",
            "{{/key|/dedup_key|/id|/title|/name}}",
            "{{/status|/state|/event}}",
            RESOLVED,
            "{{/priority|/severity}}",
            PRIORITIES,
            Map.of(),
            List.of());

    private Signals() {}

    /** What a kind means without a mapping of its own. */
    public static SourceMapping standard(String kind) {
        return switch (kind) {
            case "alertmanager", "grafana" -> ALERTS;
            case "cloudevents" -> EVENTS;
            default -> ANY;
        };
    }

    /**
     * What was said.
     *
     * @param headers in small letters
     * @throws Problem when it cannot be read
     */
    public static List<Signal> read(String kind, SourceMapping own, Map<String, String> headers, byte[] body) {
        SourceMapping mapping = own.over(standard(kind));
        var signals = new ArrayList<Signal>();
        for (JsonNode document : documents(kind, mapping, headers, body)) {
            signals.add(signal(kind, mapping, document));
        }
        if (signals.isEmpty()) {
            throw Problem.invalid("payload", "empty", "There is no alert in it");
        }
        return signals;
    }

    private static List<JsonNode> documents(
            String kind, SourceMapping mapping, Map<String, String> headers, byte[] body) {
        if (kind.equals("cloudevents") && headers.containsKey("ce-type")) {
            return List.of(binary(headers, body));
        }
        JsonNode all = json(body);
        JsonPointer pointer = Pointers.pointer(mapping.items());
        JsonNode items = kind.equals("cloudevents") && all.isArray() ? all : pointer == null ? all : all.at(pointer);
        if (!items.isArray()) {
            // Grafana's older alerts are one in a payload.
            if (!all.isObject() || (pointer != null && kind.equals("alertmanager"))) {
                throw Problem.invalid("payload", "unreadable", "This is not what " + kind + " sends");
            }
            return List.of(all);
        }
        if (items.size() > MOST) {
            throw Problem.invalid("payload", "too-many", "At most " + MOST + " alerts at once");
        }
        return items.valueStream().filter(JsonNode::isObject).toList();
    }

    /** The attributes stand in headers, the data in the body. */
    private static JsonNode binary(Map<String, String> headers, byte[] body) {
        var event = new LinkedHashMap<String, Object>();
        headers.forEach((name, value) -> {
            if (name.startsWith("ce-")) {
                event.put(name.substring(3), decoded(value));
            }
        });
        String type = headers.getOrDefault("content-type", "application/json");
        if (body.length > 0) {
            event.put(
                    "data",
                    type.contains("json")
                            ? json(body)
                            : type.startsWith("text/")
                                    ? new String(body, StandardCharsets.UTF_8)
                                    : Base64.getEncoder().encodeToString(body));
        }
        return Json.tree(Json.text(event));
    }

    /** Headers of CloudEvents are percent-encoded. */
    private static String decoded(String value) {
        try {
            return java.net.URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode tree = Json.tree(new String(body, StandardCharsets.UTF_8));
            if (tree == null || !tree.isContainer()) {
                throw Problem.invalid("payload", "unreadable", "This is not a JSON object");
            }
            return tree;
        } catch (JacksonException e) {
            throw Problem.invalid("payload", "unreadable", "This is not JSON");
        }
    }

    private static Signal signal(String kind, SourceMapping m, JsonNode document) {
        String title = line(Pointers.fill(m.title(), document));
        String status = Pointers.fill(m.status(), document).toLowerCase(Locale.ROOT);
        var fields = new LinkedHashMap<String, String>();
        m.fields().forEach((key, template) -> {
            String value = Pointers.fill(template, document);
            if (!value.isEmpty()) {
                fields.put(key, value);
            }
        });
        var tags = m.tags().stream()
                .map(t -> line(Pointers.fill(t, document)))
                .map(t -> t.length() <= 50 ? t : t.substring(0, 50))
                .filter(t -> !t.isEmpty())
                .distinct()
                .limit(20)
                .toList();
        return new Signal(
                key(Pointers.fill(m.key(), document), title),
                m.resolved().stream().anyMatch(r -> status.equals(r) || status.endsWith("." + r)),
                title.isEmpty() ? "Alert" : title,
                text(Pointers.fill(m.description(), document) + around(kind, document)),
                priority(m, Pointers.fill(m.priority(), document)),
                fields,
                tags);
    }

    private static @Nullable Integer priority(SourceMapping m, String said) {
        return m.priorities().get(said.toLowerCase(Locale.ROOT));
    }

    private static String key(String key, String title) {
        String all = Check.clean(key.isBlank() ? title : key);
        return all.isEmpty()
                ? "-"
                : all.length() <= LONGEST_KEY ? all : HexFormat.of().formatHex(Secrets.sha256(all));
    }

    /** Labels and links, as people want to see them. */
    private static String around(String kind, JsonNode document) {
        if (!kind.equals("alertmanager") && !kind.equals("grafana")) {
            return "";
        }
        var text = new StringBuilder();
        document.path("labels")
                .properties()
                .forEach(l -> text.append('\n')
                        .append(l.getKey())
                        .append(": ")
                        .append(l.getValue().asString("")));
        for (String link : List.of("generatorURL", "dashboardURL", "panelURL", "ruleUrl")) {
            String url = document.path(link).asString("");
            if (!url.isEmpty()) {
                text.append('\n').append(url);
            }
        }
        return text.isEmpty() ? "" : "\n" + text;
    }

    private static String line(String text) {
        String one = Check.clean(text).replaceAll("\\s+", " ");
        return one.length() <= LONGEST_TITLE ? one : one.substring(0, LONGEST_TITLE - 1) + "…";
    }

    private static String text(String text) {
        String clean = Check.clean(text);
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT) + "…";
    }

    /** What is wrong with a mapping that is to be saved. */
    public static void check(Check check, SourceMapping m) {
        check.that(
                m.items().isEmpty() || Pointers.pointer(m.items()) != null,
                "mapping.items",
                "unreadable",
                "A JSON pointer such as /alerts");
        var templates = new LinkedHashMap<String, String>();
        templates.put("title", m.title());
        templates.put("description", m.description());
        templates.put("key", m.key());
        templates.put("status", m.status());
        templates.put("priority", m.priority());
        m.fields().forEach((key, template) -> templates.put("fields." + key, template));
        m.tags().forEach(t -> templates.merge("tags", t, (a, b) -> a + " " + b));
        templates.forEach((name, template) -> {
            check.that(template.length() <= 5_000, "mapping." + name, "too-long", "At most 5000 characters");
            Pointers.check(check, "mapping." + name, template);
        });
        check.that(m.fields().size() <= 100, "mapping.fields", "too-many", "At most 100 fields");
        check.that(m.tags().size() <= 20, "mapping.tags", "too-many", "At most 20 tags");
        check.that(
                m.resolved().size() <= 50 && m.resolved().stream().allMatch(r -> r.length() <= 100),
                "mapping.resolved",
                "too-many",
                "At most 50 words");
        check.that(
                m.priorities().size() <= 100 && m.priorities().values().stream().allMatch(p -> p >= 1 && p <= 4),
                "mapping.priorities",
                "range",
                "From 1 to 4");
    }
}
