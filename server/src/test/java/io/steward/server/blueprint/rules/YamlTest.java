package io.steward.server.blueprint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is written is read again as the same, and what is hostile is refused with its line. */
class YamlTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "plain",
            "NO",
            "yes",
            "10:30",
            "2026-11-28",
            "1_000",
            "007",
            "-",
            "- a",
            "a: b",
            "a #b",
            "#a",
            "it's",
            "\"x\"",
            "[a]",
            "{a}",
            "a,b",
            "*a",
            "&a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a",
            "~",
            "null",
            "true",
            "1e5",
            ".5",
            "",
            " a",
            "a ",
            "a:",
            "two\nlines",
            "two\n\n  lines\n",
            "tab\there",
            "café",
            "日本",
            "😀 x",
            "\u2028",
            "\\n",
            "(a) b",
            "state in (new, open) and team = \"IT\"",
            "---",
            "...",
            "? a",
            "=",
            "<<",
            "a\u00a0b");

    private static ObjectNode random(Random random, int depth) {
        var node = JSON.objectNode();
        int size = 1 + random.nextInt(5);
        for (int i = 0; i < size; i++) {
            node.set(text(random) + i, value(random, depth));
        }
        return node;
    }

    private static String text(Random random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return random.nextInt(4) == 0 ? text + TEXTS.get(random.nextInt(TEXTS.size())) : text;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 7)) {
            case 0 -> JSON.stringNode(text(random));
            case 1 -> JSON.numberNode(random.nextInt());
            case 2 -> JSON.booleanNode(random.nextBoolean());
            case 3 ->
                random.nextBoolean() ? JSON.numberNode(random.nextInt(1000) / 8.0) : JSON.stringNode(text(random));
            case 4 -> random(random, depth + 1);
            default -> {
                var array = JSON.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth + 1));
                }
                yield array;
            }
        };
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (int seed = 0; seed < 2_000; seed++) {
            ObjectNode tree = random(new Random(seed), 0);
            String text = YamlWriter.write(tree, List.of("A header"));
            var read = YamlReader.read(text);
            assertThat(read.trouble().problems()).as("seed %s:%n%s", seed, text).isEmpty();
            assertThat(String.valueOf(read.tree()))
                    .as("seed %s:%n%s", seed, text)
                    .isEqualTo(tree.toString());
            assertThat(YamlWriter.write(Objects.requireNonNull(read.tree()), List.of("A header")))
                    .isEqualTo(text);
        }
    }

    private static Trouble.Found refused(String text) {
        var trouble = YamlReader.read(text).trouble();
        assertThat(trouble.problems())
                .as(text.substring(0, Math.min(80, text.length())))
                .isNotEmpty();
        return trouble.problems().getFirst();
    }

    @Test
    void hostileFilesAreRefused() {
        var laughs = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(refused(laughs.toString()).line()).isEqualTo(2);
        assertThat(refused("a: &a [*a]").message()).contains("Aliases");
        assertThat(refused("a: 1\nb: &x hi\nc: *x").line()).isEqualTo(3);
        assertThat(refused("a: !!java.net.URL [\"http://localhost\"]").message())
                .containsIgnoringCase("tag");
        assertThat(refused("a: !!javax.script.ScriptEngineManager {}").message())
                .containsIgnoringCase("tag");
        assertThat(refused("a: !!binary aGk=").message()).containsIgnoringCase("tag");
        assertThat(refused("a: 1\na: 2").line()).isEqualTo(2);
        assertThat(refused("? [a]\n: b").line()).isEqualTo(1);
        assertThat(refused("a: " + "[".repeat(5_000)).message()).contains("not YAML");
        assertThat(refused("a: \"\\0\"").message()).contains("cannot be kept");
        assertThat(refused("a: \"\\ud800\"").message()).isNotEmpty();
        assertThat(refused("a: " + "9".repeat(400)).message()).contains("number");
        assertThat(refused("a: [1, 2\nb: 3").line()).isEqualTo(2);
        assertThat(refused("a: 1\n---\nb: 2").message()).contains("not YAML");
        assertThat(refused("a: " + "x".repeat(YamlReader.LONGEST)).message()).contains("not YAML");
        for (String text : List.of("", "null", "- a", "7", "\u0000", "\t", "%", "&")) {
            refused(text);
        }
    }

    @Test
    void differencesNameThings() {
        ObjectNode before = tree("""
                types:
                  - {key: a, name: A, fields: [{key: x, name: X}, {key: y, name: Y, retired: true}]}
                  - {key: old, name: Old, active: false}
                categories: [One, Two]
                queues: [{name: Open, query: a}]
                """);
        ObjectNode after = tree("""
                types:
                  - {key: a, name: A, fields: [{key: x, name: X, required: true}, {key: z, name: Z}]}
                categories: [One, {name: Two, children: [Three]}]
                """);
        var found = Differences.of(before, after).stream()
                .map(d -> d.op() + " " + d.path())
                .toList();
        assertThat(found)
                .containsExactly(
                        "add types.a.fields.x.required", "add types.a.fields.z", "add categories.Two.children");
        assertThat(Differences.of(before, before)).isEmpty();
        assertThat(Differences.of(tree("fields: [{key: a}, {key: b}]"), tree("fields: [{key: b}, {key: a}]")))
                .extracting(Difference::op)
                .containsExactly("change");
    }

    private static ObjectNode tree(String yaml) {
        return Objects.requireNonNull(YamlReader.read(yaml).tree());
    }
}
