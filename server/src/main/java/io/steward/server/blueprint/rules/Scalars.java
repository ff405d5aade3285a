package io.steward.server.blueprint.rules;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** What an unquoted word means: YAML 1.2's core schema, in which NO is a country and 10:30 is a time. */
final class Scalars extends Resolver {
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

    /** Older readers take these for something else, so they are quoted. */
    private static final Pattern WORDS = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    private static final Pattern BLOCK = Pattern.compile("[\\p{L}(].*");
    private static final Pattern FLOW = Pattern.compile("[\\p{L}][\\p{L}\\p{N} _./()%&+'-]*");

    @Override
    protected void addImplicitResolvers() {
        // None of YAML 1.1's.
    }

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
        return kind == NodeId.scalar && implicit ? tag(value) : super.resolve(kind, value, implicit);
    }

    private static Tag tag(String value) {
        return switch (value) {
            case "", "~", "null" -> Tag.NULL;
            case "true", "false" -> Tag.BOOL;
            default ->
                INTEGER.matcher(value).matches()
                        ? Tag.INT
                        : NUMBER.matcher(value).matches() ? Tag.FLOAT : Tag.STR;
        };
    }

    /** Whether nobody takes the text for anything but text when it is not quoted. */
    static boolean isPlain(String text, boolean flow) {
        return (flow ? FLOW : BLOCK).matcher(text).matches()
                && !WORDS.matcher(text).matches()
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.endsWith(":")
                && !text.endsWith(" ")
                && isPrintable(text);
    }

    /** Without line breaks and what cannot be seen. */
    static boolean isPrintable(String text) {
        return text.codePoints().allMatch(Scalars::isPrintable);
    }

    static boolean isPrintable(int c) {
        return c >= ' '
                && !(c >= 0x7F && c <= 0x9F)
                && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                && c != 0xFEFF
                && c != 0x2028
                && c != 0x2029
                && (c & 0xFFFE) != 0xFFFE;
    }
}
