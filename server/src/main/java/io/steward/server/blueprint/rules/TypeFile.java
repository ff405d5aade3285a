package io.steward.server.blueprint.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.steward.server.ticket.FieldKind;
import io.steward.server.ticket.FieldRole;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A ticket type as a file has it: names instead of ids, and nothing of what goes without saying. */
public record TypeFile(
        @Nullable String key,
        @Nullable String kind,
        @Nullable String name,
        @Nullable String prefix,
        @Nullable Boolean active,
        @Nullable Boolean portal,
        @Nullable String portalName,
        @Nullable String portalHint,
        @Nullable String icon,
        @Nullable String colour,
        @Nullable Boolean confidential,
        @Nullable String initial,
        @Nullable List<StatusFile> statuses,
        @Nullable List<TransitionFile> transitions,
        @Nullable List<List<Integer>> priorities,
        @Nullable List<FieldFile> fields,
        @Nullable FormsFile forms) {
    private static final List<List<Integer>> PRIORITIES = List.of(List.of(1, 2, 3), List.of(2, 3, 4), List.of(3, 4, 4));

    public TypeFile {
        kind = kind == null ? "custom" : kind;
        name = strip(name);
        active = only(active, false);
        portal = only(portal, true);
        portalName = strip(portalName);
        portalName = portalName == null || portalName.equals(name) ? null : portalName;
        portalHint = strip(portalHint);
        confidential = only(confidential, true);
        priorities = priorities == null ? PRIORITIES : priorities;
        forms = forms == null || forms.isEmpty() ? null : forms;
    }

    public TypeFile with(@Nullable String otherPrefix) {
        return new TypeFile(
                key,
                kind,
                name,
                otherPrefix,
                active,
                portal,
                portalName,
                portalHint,
                icon,
                colour,
                confidential,
                initial,
                statuses,
                transitions,
                priorities,
                fields,
                forms);
    }

    /** Only what a type is called and looks like. */
    public TypeFile naming() {
        return new TypeFile(
                key,
                kind,
                name,
                prefix,
                active,
                portal,
                portalName,
                portalHint,
                icon,
                colour,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public record StatusFile(
            @Nullable String key,
            @Nullable String name,
            @Nullable String category,
            @Nullable String portalName,
            @Nullable String colour) {
        public StatusFile {
            portalName = portalName == null || portalName.equals(name) ? null : portalName;
        }
    }

    public record TransitionFile(
            @Nullable String key,
            @Nullable String name,
            @Nullable List<String> from,
            @Nullable String to,
            @Nullable List<FieldRole> roles,
            @Nullable List<String> teams,
            @Nullable String condition,
            @Nullable List<String> required,
            @Nullable List<String> asks,
            @Nullable String comment,
            @Nullable List<EffectFile> effects) {
        public TransitionFile {
            from = from != null && from.equals(List.of("*")) ? null : from;
            roles = sorted(roles);
            teams = teams == null ? null : teams.stream().sorted().distinct().toList();
            comment = "none".equals(comment) ? null : comment;
        }
    }

    public record EffectFile(
            @Nullable String kind,
            @Nullable String field,
            @Nullable JsonNode value,
            @Nullable JsonNode config) {
        public EffectFile {
            value = some(value);
            config = config == null || config.isNull() ? null : Shapes.sorted(config);
        }
    }

    public record FieldFile(
            @Nullable String key,
            @Nullable String name,
            @Nullable FieldKind kind,
            @Nullable String help,
            @Nullable Boolean required,
            @JsonProperty("default") @Nullable JsonNode defaultValue,
            @Nullable List<OptionFile> options,
            @Nullable Map<String, JsonNode> config,
            @Nullable String condition,
            @Nullable List<FieldRole> read,
            @Nullable List<FieldRole> write,
            @Nullable Boolean indexed,
            @Nullable Boolean unique,
            @Nullable Boolean retired) {
        public FieldFile {
            required = only(required, true);
            defaultValue = some(defaultValue);
            config = config == null ? null : new TreeMap<>(config);
            read = sorted(read);
            write = sorted(write);
            indexed = only(indexed, true);
            unique = only(unique, true);
            retired = only(retired, true);
        }
    }

    public record OptionFile(
            @Nullable String key,
            @Nullable String name,
            @Nullable String colour,
            @Nullable String parent,
            @Nullable Boolean active) {
        public OptionFile {
            active = only(active, false);
        }
    }

    /** The sections of each audience's form. */
    public record FormsFile(
            @Nullable List<SectionFile> requester, @Nullable List<SectionFile> agent) {
        boolean isEmpty() {
            return (requester == null || requester.isEmpty()) && (agent == null || agent.isEmpty());
        }
    }

    /** @param fields keys of fields, or {@code {field, width: half}} */
    public record SectionFile(
            @Nullable String key,
            @Nullable String title,
            @Nullable String help,
            @Nullable String condition,
            @Nullable List<JsonNode> fields) {
        public SectionFile {
            fields = fields == null
                    ? null
                    : fields.stream()
                            .map(f -> f.isObject()
                                            && !f.path("width").asString("").equals("half")
                                    ? f.path("field")
                                    : f)
                            .toList();
        }
    }

    static @Nullable Boolean only(@Nullable Boolean value, boolean told) {
        return value == null || value != told ? null : value;
    }

    public static @Nullable String strip(@Nullable String text) {
        return text == null ? null : text.strip();
    }

    private static @Nullable JsonNode some(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node;
    }

    private static @Nullable List<FieldRole> sorted(@Nullable List<FieldRole> roles) {
        return roles == null
                ? null
                : roles.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    }
}
