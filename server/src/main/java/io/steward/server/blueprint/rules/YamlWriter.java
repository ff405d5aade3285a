package io.steward.server.blueprint.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes a tree as YAML for people: always the same text for the same tree, short things on one line. */
public final class YamlWriter {
    private static final int WIDE = 110;
    private static final Pattern BLOCK = Pattern.compile("[^\\s][^\\r\\t]*[^\\s]", Pattern.DOTALL);

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    /** @param header comment lines at the top */
    public static String write(JsonNode tree, List<String> header) {
        var writer = new YamlWriter();
        header.forEach(line -> writer.out.append("# ").append(line).append('\n'));
        tree.properties().forEach(p -> {
            if (p.getValue().isContainer()) {
                writer.out.append('\n');
            }
            writer.property(p.getKey(), p.getValue(), 0);
        });
        return writer.out.toString();
    }

    private void property(String name, JsonNode value, int indent) {
        out.append(scalar(name, true)).append(':');
        value(value, indent, false);
    }

    /** After a colon or a dash. */
    private void value(JsonNode node, int indent, boolean item) {
        String flow = node.isContainer() && (item || isFlat(node)) ? flow(node) : null;
        if (flow != null && flow.length() + indent <= WIDE) {
            out.append(' ').append(flow).append('\n');
        } else if (node.isObject()) {
            object(node, indent, item);
        } else if (node.isArray()) {
            out.append('\n');
            for (JsonNode element : node) {
                pad(indent + 2).append('-');
                value(element, indent + 2, true);
            }
        } else {
            text(node, indent);
        }
    }

    private void object(JsonNode node, int indent, boolean item) {
        boolean first = item;
        out.append(item ? ' ' : '\n');
        for (var p : node.properties()) {
            if (!first) {
                pad(indent + 2);
            }
            first = false;
            property(p.getKey(), p.getValue(), indent + 2);
        }
    }

    private void text(JsonNode node, int indent) {
        String text = node.isString() ? node.stringValue() : "";
        if (text.contains("\n") && isBlock(text)) {
            out.append(" |-\n");
            for (String line : text.split("\n", -1)) {
                if (line.isEmpty()) {
                    out.append('\n');
                } else {
                    pad(indent + 2).append(line).append('\n');
                }
            }
        } else {
            out.append(' ').append(scalar(node, false)).append('\n');
        }
    }

    private static boolean isBlock(String text) {
        return BLOCK.matcher(text).matches() && text.lines().allMatch(Scalars::isPrintable);
    }

    private StringBuilder pad(int indent) {
        return out.repeat(' ', indent);
    }

    /** Empty, or a list of scalars, or of such lists. */
    private static boolean isFlat(JsonNode node) {
        return node.isEmpty()
                || (node.isArray()
                        && node.valueStream()
                                .allMatch(e -> e.isValueNode()
                                        || (e.isArray() && e.valueStream().allMatch(JsonNode::isValueNode))));
    }

    /** On one line; null for what is better on several. */
    private static @Nullable String flow(JsonNode node) {
        if (node.isValueNode()) {
            return node.isString() && node.stringValue().contains("\n") ? null : scalar(node, true);
        }
        var parts = new ArrayList<String>();
        if (node.isArray()) {
            for (JsonNode element : node) {
                String part = element.isObject() ? null : flow(element);
                if (part == null) {
                    return null;
                }
                parts.add(part);
            }
            return "[" + String.join(", ", parts) + "]";
        }
        for (var p : node.properties()) {
            String part = p.getValue().isObject() ? null : flow(p.getValue());
            if (part == null) {
                return null;
            }
            parts.add(scalar(p.getKey(), true) + ": " + part);
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private static String scalar(JsonNode node, boolean flow) {
        return node.isString() ? scalar(node.stringValue(), flow) : node.toString();
    }

    private static String scalar(String text, boolean flow) {
        if (Scalars.isPlain(text, flow)) {
            return text;
        }
        return Scalars.isPrintable(text) ? "'" + text.replace("'", "''") + "'" : quoted(text);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Scalars.isPrintable(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
