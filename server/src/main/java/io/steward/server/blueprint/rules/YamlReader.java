package io.steward.server.blueprint.rules;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML as plain data: no tags, no aliases, nothing twice, nothing too deep or too long. Objects of the program are never
 * made from it; what is read is a tree of texts, numbers, lists and mappings, with the line of each.
 */
public final class YamlReader {
    /** The most that is read, in bytes. */
    public static final int LONGEST = 1_000_000;

    private static final int DEEPEST = 30;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** @param tree null when nothing could be read */
    public record Read(@Nullable ObjectNode tree, Trouble trouble) {}

    private final Map<String, Integer> lines = new HashMap<>();
    private final Trouble trouble = new Trouble(lines);
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlReader() {}

    public static Read read(String text) {
        return new YamlReader().all(text);
    }

    private Read all(String text) {
        try {
            var options = new LoaderOptions();
            options.setCodePointLimit(LONGEST);
            options.setNestingDepthLimit(DEEPEST);
            options.setMaxAliasesForCollections(LONGEST);
            options.setAllowRecursiveKeys(false);
            var parser = new ParserImpl(new StreamReader(text), options);
            Node root = new Composer(parser, new Scalars(), options).getSingleNode();
            if (root instanceof MappingNode mapping && read("", mapping) instanceof ObjectNode tree) {
                return new Read(tree, trouble);
            }
            trouble.problem("", 1, "This is not a configuration: it should begin with names such as desk: and types:");
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            trouble.problem(
                    "", mark == null ? null : (Integer) (mark.getLine() + 1), "This is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            trouble.problem("", null, "This is not YAML: " + firstLine(e));
        }
        return new Read(null, trouble);
    }

    private static String firstLine(YAMLException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("it cannot be read");
    }

    private JsonNode read(String path, Node node) {
        int line = node.getStartMark().getLine() + 1;
        if (!seen.add(node)) {
            trouble.problem(path, "Aliases are not read; write it again");
            return JSON.nullNode();
        }
        lines.putIfAbsent(path, line);
        return switch (node) {
            case MappingNode mapping -> mapping(path, mapping);
            case SequenceNode list -> list(path, list);
            case ScalarNode scalar -> scalar(path, line, scalar);
            default -> JSON.nullNode();
        };
    }

    private JsonNode mapping(String path, MappingNode mapping) {
        known(path, mapping, Tag.MAP);
        var all = JSON.objectNode();
        for (var entry : mapping.getValue()) {
            int line = entry.getKeyNode().getStartMark().getLine() + 1;
            if (!(entry.getKeyNode() instanceof ScalarNode key) || !seen.add(key)) {
                trouble.problem(path, line, "A name is expected here");
                continue;
            }
            String name = key.getValue();
            if (all.has(name)) {
                trouble.problem(path, line, "“" + name + "” stands here twice");
            }
            String at = path.isEmpty() ? name : path + "." + name;
            lines.putIfAbsent(at, line);
            all.set(name, read(at, entry.getValueNode()));
        }
        return all;
    }

    private JsonNode list(String path, SequenceNode list) {
        known(path, list, Tag.SEQ);
        var all = JSON.arrayNode();
        for (int i = 0; i < list.getValue().size(); i++) {
            all.add(read(path + "[" + i + "]", list.getValue().get(i)));
        }
        return all;
    }

    private JsonNode scalar(String path, int line, ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        } else if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(text.equals("true"));
        } else if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(path, line, text, tag.equals(Tag.INT));
        }
        known(path, scalar, Tag.STR);
        if (!text.codePoints()
                .allMatch(c -> c != 0 && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
            trouble.problem(path, line, "This has characters that cannot be kept");
        }
        return JSON.stringNode(text);
    }

    private JsonNode number(String path, int line, String text, boolean whole) {
        try {
            if (whole) {
                long value = Long.parseLong(text);
                return (int) value == value ? JSON.numberNode((int) value) : JSON.numberNode(value);
            }
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return JSON.numberNode(value);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        trouble.problem(path, line, "This is not a number that can be kept");
        return JSON.nullNode();
    }

    private void known(String path, Node node, Tag tag) {
        if (!node.getTag().equals(tag)) {
            trouble.problem(
                    path,
                    node.getStartMark().getLine() + 1,
                    "Tags are not read: " + node.getTag().getValue());
        }
    }
}
