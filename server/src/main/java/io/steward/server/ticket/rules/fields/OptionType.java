package io.steward.server.ticket.rules.fields;

import io.steward.server.platform.Check;
import io.steward.server.query.QueryType;
import io.steward.server.ticket.FieldDef;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One of the field's options, or one of a tree of them. */
final class OptionType implements FieldType {
    private static final int MOST = 1_000;
    private final boolean several;
    private final boolean tree;

    OptionType(boolean several, boolean tree) {
        this.several = several;
        this.tree = tree;
    }

    @Override
    public QueryType queryType(FieldDef field) {
        return several ? QueryType.TAGS : QueryType.CHOICE;
    }

    @Override
    public Set<String> settings() {
        return several ? Set.of("most") : tree ? Set.of("leafOnly") : Set.of();
    }

    @Override
    public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
        if (!several) {
            String key = given.asString("");
            return isGood(field, key)
                    ? Values.JSON.stringNode(key)
                    : Values.bad(check, path, "unknown", "There is no such choice");
        }
        int most = (int) NumberType.or(field.number("most"), MOST);
        List<String> keys = Values.texts(given, check, path, most);
        if (keys == null) {
            return null;
        }
        if (!keys.stream().allMatch(k -> isGood(field, k))) {
            return Values.bad(check, path, "unknown", "There is no such choice");
        }
        return Values.list(keys);
    }

    private boolean isGood(FieldDef field, String key) {
        boolean known = field.option(key).filter(FieldDef.Option::isActive).isPresent();
        boolean leaf = field.options().stream().noneMatch(o -> key.equals(o.parent()) && o.isActive());
        return known && (leaf || !tree || !field.is("leafOnly"));
    }

    @Override
    public Object compared(FieldDef field, JsonNode kept) {
        return several ? Values.kept(kept) : kept.asString("");
    }

    @Override
    public String label(FieldDef field, JsonNode kept, Names names) {
        var keys = several ? Values.kept(kept) : List.of(kept.asString(""));
        return keys.stream().map(k -> named(field, k)).collect(Collectors.joining(", "));
    }

    private String named(FieldDef field, String key) {
        var option = field.option(key).orElse(null);
        if (option == null) {
            return key;
        }
        return tree && option.parent() != null ? named(field, option.parent()) + " › " + option.name() : option.name();
    }

    @Override
    public void define(FieldDef field, Check check, String path) {
        check.that(field.options().size() <= MOST, path + ".options", "too-many", "At most " + MOST + " choices");
        check.that(!field.options().isEmpty(), path + ".options", "required", "At least one choice");
        var keys = new HashSet<String>();
        for (int i = 0; i < field.options().size(); i++) {
            var option = field.options().get(i);
            String at = path + ".options[" + i + "]";
            check.text(at + ".name", option.name(), 100);
            check.that(
                    option.key() != null && option.key().matches("[a-z0-9][a-z0-9_-]{0,59}"),
                    at + ".key",
                    "unreadable",
                    "Lower-case letters, digits, - and _");
            check.that(keys.add(String.valueOf(option.key())), at + ".key", "used", "Two choices have this key");
            check.that(
                    option.colour() == null || option.colour().matches("#[0-9a-f]{6}"),
                    at + ".colour",
                    "unreadable",
                    "A colour such as #33aa66");
            check.that(
                    option.parent() == null || (tree && !ring(field, option)),
                    at + ".parent",
                    "unknown",
                    "Not a place in the tree");
        }
    }

    private static boolean ring(FieldDef field, FieldDef.Option option) {
        var seen = new HashSet<String>(Set.of(option.key()));
        String above = option.parent();
        while (above != null) {
            if (!seen.add(above)) {
                return true;
            }
            var next = field.option(above).orElse(null);
            if (next == null) {
                return true;
            }
            above = Objects.equals(next.parent(), above) ? above : next.parent();
        }
        return false;
    }
}
