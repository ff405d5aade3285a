package io.steward.server.blueprint.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Between the tree of a file and its records. What is empty is not written; what is not known is not read. */
public final class Shapes {
    private static final int MOST = 5_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(v -> v.withValueInclusion(JsonInclude.Include.NON_EMPTY)
                    .withContentInclusion(JsonInclude.Include.ALWAYS))
            .build();

    private Shapes() {}

    public static JsonNode tree(Object value) {
        // By way of text, so that the tree is the same as that of a file.
        return MAPPER.readTree(MAPPER.writeValueAsString(value));
    }

    /** The elements of a list; those that cannot be read are told and left out. */
    public static <T> List<T> list(JsonNode node, Class<T> type, String path, Trouble trouble) {
        var all = new ArrayList<T>();
        if (!node.isArray() && !node.isNull()) {
            trouble.problem(path, "A list is expected here");
        } else if (node.size() > MOST) {
            trouble.problem(path, "At most " + MOST);
        } else {
            for (int i = 0; i < node.size(); i++) {
                T one = one(node.get(i), type, path + "[" + i + "]", trouble);
                if (one != null) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    public static <T> @Nullable T one(JsonNode node, Class<T> type, String path, Trouble trouble) {
        if (!node.isObject()) {
            trouble.problem(path, "Names with values are expected here");
            return null;
        }
        try {
            return MAPPER.treeToValue(node, type);
        } catch (UnrecognizedPropertyException e) {
            trouble.problem(path + place(e), "There is nothing called “" + e.getPropertyName() + "” here");
        } catch (JacksonException e) {
            String why = e.getOriginalMessage().lines().findFirst().orElse("");
            trouble.problem(path + place(e), "This cannot be read: " + why.replaceAll("`[a-z]+\\.[^`]*`", "it"));
        }
        return null;
    }

    /** Null for what is no id. */
    public static @Nullable UUID uuid(JsonNode id) {
        try {
            return UUID.fromString(id.asString(""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String place(JacksonException e) {
        var place = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() != null) {
                place.append('.').append(step.getPropertyName());
            } else {
                place.append('[').append(step.getIndex()).append(']');
            }
        }
        return place.toString();
    }

    /** What it is first, the rest in the order of names, which is that of no database. */
    public static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            ArrayNode all = JSON.arrayNode();
            node.forEach(n -> all.add(sorted(n)));
            return all;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode all = JSON.objectNode();
        if (node.has("kind")) {
            all.set("kind", node.path("kind"));
        }
        node.properties().stream()
                .filter(p -> !p.getKey().equals("kind"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(p -> all.set(p.getKey(), sorted(Objects.requireNonNull(p.getValue()))));
        return all;
    }
}
