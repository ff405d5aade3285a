package io.steward.server.ticket;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A custom field of a ticket type.
 *
 * @param key its name in queries and the API; never changed, so that values keep their meaning
 * @param options for choices: what may be chosen
 * @param config what this kind may be told, such as {@code min}; see docs/api.md
 * @param condition a query; the field is asked for only where it holds
 * @param read who may see it; empty: the desk's agents
 * @param write who may fill it in; empty: the desk's agents
 * @param indexed lists of very many tickets stay fast when searched by it
 * @param unique no two tickets of the type have the same value
 * @param retired hidden, its values kept
 */
public record FieldDef(
        UUID id,
        String key,
        String name,
        FieldKind kind,
        String help,
        boolean required,
        @Nullable JsonNode defaultValue,
        List<Option> options,
        Map<String, JsonNode> config,
        @Nullable String condition,
        Set<FieldRole> read,
        Set<FieldRole> write,
        boolean indexed,
        boolean unique,
        boolean retired) {

    /** One thing to choose. Options that are taken away become inactive, so that old values keep their name. */
    public record Option(
            String key,
            String name,
            @Nullable String colour,
            @Nullable String parent,
            @Nullable Boolean active) {
        public boolean isActive() {
            return active == null || active;
        }
    }

    /** What is left out is empty. */
    public FieldDef {
        help = help == null ? "" : help;
        options = options == null ? List.of() : List.copyOf(options);
        config = config == null ? Map.of() : Map.copyOf(config);
        read = read == null ? Set.of() : Set.copyOf(read);
        write = write == null ? Set.of() : Set.copyOf(write);
    }

    public boolean readableBy(Set<FieldRole> roles) {
        return allowed(read, roles);
    }

    public boolean writableBy(Set<FieldRole> roles) {
        return allowed(write, roles);
    }

    private static boolean allowed(Set<FieldRole> named, Set<FieldRole> roles) {
        return named.isEmpty()
                ? roles.contains(FieldRole.AGENT)
                : named.stream().anyMatch(roles::contains);
    }

    public Optional<Option> option(String optionKey) {
        return options.stream().filter(o -> o.key().equals(optionKey)).findFirst();
    }

    /** A number of the configuration, if it is there. */
    public @Nullable Double number(String name) {
        JsonNode node = config.get(name);
        return node == null || !node.isNumber() ? null : (Double) node.doubleValue();
    }

    public String text(String name, String otherwise) {
        JsonNode node = config.get(name);
        return node == null || !node.isString() ? otherwise : node.stringValue();
    }

    public boolean is(String name) {
        JsonNode node = config.get(name);
        return node != null && node.asBoolean(false);
    }
}
