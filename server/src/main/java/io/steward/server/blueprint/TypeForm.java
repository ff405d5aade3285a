package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.blueprint.rules.TypeFile.EffectFile;
import io.steward.server.blueprint.rules.TypeFile.FieldFile;
import io.steward.server.blueprint.rules.TypeFile.FormsFile;
import io.steward.server.blueprint.rules.TypeFile.OptionFile;
import io.steward.server.blueprint.rules.TypeFile.SectionFile;
import io.steward.server.blueprint.rules.TypeFile.StatusFile;
import io.steward.server.blueprint.rules.TypeFile.TransitionFile;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.FieldKind;
import io.steward.server.ticket.Form;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Transition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Between the definition of a ticket type and its file. What a file cannot name (a person as a value, the macro of a
 * button) is left out of it, and stays as it is when the file is applied to the type it came from.
 */
@Component
class TypeForm {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Settings that hold an id of something that files do not have. */
    private static final Set<String> UNNAMED = Set.of("macroId");

    /** Kinds whose values are ids. */
    static final Set<FieldKind> REFERRING = EnumSet.of(
            FieldKind.PERSON,
            FieldKind.PEOPLE,
            FieldKind.VOTE,
            FieldKind.ORGANISATION_UNIT,
            FieldKind.LOCATION,
            FieldKind.TICKET,
            FieldKind.DEPENDENCY,
            FieldKind.SERVICE,
            FieldKind.CI,
            FieldKind.FILE,
            FieldKind.SIGNATURE);

    /** The effect whose setting is the plan of an approval. */
    private static final String APPROVAL = "approval";

    private final DeskNames names;
    private final PlanNames plans;

    TypeForm(DeskNames names, PlanNames plans) {
        this.names = names;
        this.plans = plans;
    }

    TypeFile file(Scope scope, TicketType t) {
        var d = t.definition();
        return new TypeFile(
                t.key(),
                t.kind(),
                t.name(),
                t.prefix(),
                t.active(),
                t.portal(),
                t.portalName(),
                t.portalHint(),
                t.icon(),
                t.colour(),
                d.confidential(),
                d.initial(),
                d.statuses().stream()
                        .map(s -> new StatusFile(s.key(), s.name(), s.category().key(), s.portalName(), s.colour()))
                        .toList(),
                d.transitions().stream().map(x -> file(scope, d, x)).toList(),
                d.priorityMatrix(),
                d.fields().stream().map(f -> file(scope, f)).toList(),
                new FormsFile(
                        sections(d.forms().requester()), sections(d.forms().agent())));
    }

    private TransitionFile file(Scope scope, TicketType.Definition d, Transition x) {
        return new TransitionFile(
                x.key(),
                x.name(),
                x.from(),
                x.to(),
                List.copyOf(x.roles()),
                x.teams().stream()
                        .map(id -> names.team(scope, id))
                        .filter(Objects::nonNull)
                        .toList(),
                x.condition(),
                x.required(),
                x.asks(),
                x.comment(),
                x.effects().stream()
                        .filter(e -> isNamed(scope, d.fields(), e))
                        .map(e -> new EffectFile(
                                e.kind(), e.field(), effectNames(scope, d.fields(), e), config(scope, e)))
                        .toList());
    }

    private @Nullable JsonNode config(Scope scope, Transition.Effect e) {
        JsonNode config = e.config();
        return config != null && e.kind().equals(APPROVAL) ? plans.named(scope, config) : config;
    }

    /** Whether a file can say what an effect does. */
    private boolean isNamed(Scope scope, Collection<FieldDef> fields, Transition.Effect e) {
        if (e.kind().equals(APPROVAL)) {
            return e.config() == null || plans.isNamed(scope, e.config());
        }
        String field = String.valueOf(e.field());
        return !field.equals("assignee")
                && !field.equals("requester")
                && fields.stream().noneMatch(f -> f.key().equals(field) && REFERRING.contains(f.kind()));
    }

    private static boolean isTeam(Collection<FieldDef> fields, Transition.Effect e) {
        String field = String.valueOf(e.field());
        return field.equals("team")
                || fields.stream().anyMatch(f -> f.key().equals(field) && f.kind() == FieldKind.TEAM);
    }

    private @Nullable JsonNode effectNames(Scope scope, Collection<FieldDef> fields, Transition.Effect e) {
        if (e.value() != null && isTeam(fields, e)) {
            return team(scope, e.value());
        }
        if (e.value() != null && "category".equals(e.field())) {
            List<String> way = names.category(scope, Shapes.uuid(e.value()));
            return way == null ? null : texts(way);
        }
        return e.value();
    }

    private FieldFile file(Scope scope, FieldDef f) {
        JsonNode value = REFERRING.contains(f.kind())
                ? null
                : f.kind() == FieldKind.TEAM && f.defaultValue() != null
                        ? team(scope, f.defaultValue())
                        : f.defaultValue();
        return new FieldFile(
                f.key(),
                f.name(),
                f.kind(),
                f.help(),
                f.required(),
                value,
                f.options().stream()
                        .map(o -> new OptionFile(o.key(), o.name(), o.colour(), o.parent(), o.isActive()))
                        .toList(),
                config(scope, f.config()),
                f.condition(),
                List.copyOf(f.read()),
                List.copyOf(f.write()),
                f.indexed(),
                f.unique(),
                f.retired());
    }

    private Map<String, JsonNode> config(Scope scope, Map<String, JsonNode> config) {
        var all = new TreeMap<String, JsonNode>();
        config.forEach((name, value) -> {
            if (name.equals("teamId")) {
                put(all, "team", team(scope, value));
            } else if (name.equals("deskId")) {
                String key = names.desk(scope, value.asString(""));
                // Its own desk is said without a name, so that the file serves another one.
                put(
                        all,
                        "desk",
                        key == null
                                ? null
                                : JSON.stringNode(key.equals(scope.desk().key()) ? "." : key));
            } else if (!UNNAMED.contains(name)) {
                all.put(name, value);
            }
        });
        return all;
    }

    private static void put(Map<String, JsonNode> all, String name, @Nullable JsonNode value) {
        if (value != null) {
            all.put(name, value);
        }
    }

    private @Nullable JsonNode team(Scope scope, JsonNode id) {
        String name = names.team(scope, Shapes.uuid(id));
        return name == null ? null : JSON.stringNode(name);
    }

    private static List<SectionFile> sections(Form form) {
        return form.sections().stream()
                .map(s -> new SectionFile(
                        s.key(),
                        s.title(),
                        s.help(),
                        s.condition(),
                        s.fields().stream().map(TypeForm::item).toList()))
                .toList();
    }

    private static JsonNode item(Form.Item item) {
        return "half".equals(item.width())
                ? JSON.objectNode().put("field", item.field()).put("width", "half")
                : JSON.stringNode(item.field());
    }

    /** @param before the type that the file is applied to, if it is there */
    TicketType.Definition definition(Scope scope, TypeFile t, @Nullable TicketType before) {
        List<FieldDef> old = before == null ? List.of() : before.definition().fields();
        var fields = mapped(t.fields(), (i, f) -> field(scope, "fields[" + i + "]", f, old));
        var forms = t.forms();
        return new TicketType.Definition(
                mapped(t.statuses(), TypeForm::status),
                mapped(t.transitions(), (i, x) -> transition(scope, "transitions[" + i + "]", x, fields, before)),
                or(t.initial()),
                t.priorities() == null ? List.of() : t.priorities(),
                fields,
                forms == null
                        ? TicketType.Forms.EMPTY
                        : new TicketType.Forms(form(forms.requester()), form(forms.agent())),
                Boolean.TRUE.equals(t.confidential()));
    }

    private static TicketType.Status status(int i, StatusFile s) {
        String name = or(s.name());
        String portalName = s.portalName();
        try {
            return new TicketType.Status(
                    or(s.key()),
                    name,
                    StatusCategory.of(or(s.category())),
                    portalName == null ? name : portalName,
                    s.colour());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "statuses[" + i + "].category",
                    "unknown",
                    "One of new, open, pending, resolved, closed and cancelled");
        }
    }

    private Transition transition(
            Scope scope, String path, TransitionFile x, List<FieldDef> fields, @Nullable TicketType before) {
        var teams = new HashSet<UUID>();
        list(x.teams()).forEach(n -> teams.add(Objects.requireNonNull(names.team(scope, path + ".teams", n))));
        var effects =
                new ArrayList<>(mapped(x.effects(), (i, e) -> effect(scope, path + ".effects[" + i + "]", e, fields)));
        if (before != null) {
            before.definition().transitions().stream()
                    .filter(b -> b.key().equals(x.key()))
                    .flatMap(b -> b.effects().stream())
                    .filter(e -> !isNamed(scope, before.definition().fields(), e))
                    .forEach(effects::add);
        }
        return new Transition(
                or(x.key()),
                or(x.name()),
                x.from() == null ? List.of(Transition.ANY) : x.from(),
                or(x.to()),
                Set.copyOf(list(x.roles())),
                teams,
                x.condition(),
                list(x.required()),
                list(x.asks()),
                x.comment() == null ? "none" : x.comment(),
                effects);
    }

    private Transition.Effect effect(Scope scope, String path, EffectFile e, List<FieldDef> fields) {
        var effect = new Transition.Effect(or(e.kind()), e.field(), e.value(), e.config());
        JsonNode value = e.value();
        if (value != null && !isNamed(scope, fields, effect)) {
            throw Problem.invalid(path + ".value", "unnamed", "A file cannot name this; set it in the workflow");
        }
        if (value != null && isTeam(fields, effect)) {
            value = JSON.stringNode(String.valueOf(names.team(scope, path + ".value", value.asString(""))));
        } else if (value != null && "category".equals(e.field())) {
            var way = value.isArray()
                    ? value.valueStream().map(n -> n.asString("")).toList()
                    : List.of(value.asString(""));
            value = JSON.stringNode(String.valueOf(names.category(scope, path + ".value", way)));
        }
        JsonNode config = e.config();
        if (config != null && effect.kind().equals(APPROVAL)) {
            config = plans.identified(scope, path + ".config", config);
        }
        return new Transition.Effect(effect.kind(), effect.field(), value, config);
    }

    private FieldDef field(Scope scope, String path, FieldFile f, List<FieldDef> old) {
        FieldDef was = old.stream()
                .filter(o -> o.key().equals(f.key()) && o.kind() == f.kind())
                .findFirst()
                .orElse(null);
        var config = new TreeMap<String, JsonNode>();
        if (was != null) {
            was.config().entrySet().stream()
                    .filter(e -> UNNAMED.contains(e.getKey()))
                    .forEach(e -> config.put(e.getKey(), e.getValue()));
        }
        if (f.config() != null) {
            f.config()
                    .forEach((name, value) -> config.put(
                            name.equals("team") ? "teamId" : name.equals("desk") ? "deskId" : name,
                            setting(scope, path + ".config." + name, name, value)));
        }
        JsonNode value = f.defaultValue();
        if (f.kind() != null && REFERRING.contains(f.kind())) {
            value = was == null ? null : was.defaultValue();
        } else if (f.kind() == FieldKind.TEAM && value != null) {
            value = JSON.stringNode(String.valueOf(names.team(scope, path + ".default", value.asString(""))));
        }
        return new FieldDef(
                Ids.next(),
                or(f.key()),
                or(f.name()),
                kind(path, f),
                or(f.help()),
                Boolean.TRUE.equals(f.required()),
                value,
                mapped(
                        f.options(),
                        (i, o) -> new FieldDef.Option(or(o.key()), or(o.name()), o.colour(), o.parent(), o.active())),
                config,
                f.condition(),
                Set.copyOf(list(f.read())),
                Set.copyOf(list(f.write())),
                Boolean.TRUE.equals(f.indexed()),
                Boolean.TRUE.equals(f.unique()),
                Boolean.TRUE.equals(f.retired()));
    }

    private static FieldKind kind(String path, FieldFile f) {
        FieldKind kind = f.kind();
        if (kind == null) {
            throw Problem.invalid(path + ".kind", "required", "A field needs a kind");
        }
        return kind;
    }

    private JsonNode setting(Scope scope, String path, String name, JsonNode value) {
        return switch (name) {
            case "team" -> JSON.stringNode(String.valueOf(names.team(scope, path, value.asString(""))));
            case "desk" ->
                JSON.stringNode(
                        value.asString("").equals(".")
                                ? scope.desk().id().toString()
                                : names.deskId(scope, path, value.asString("")));
            default -> value;
        };
    }

    private static Form form(@Nullable List<SectionFile> sections) {
        return new Form(mapped(
                sections,
                (i, s) -> new Form.Section(
                        or(s.key()),
                        or(s.title()),
                        s.help(),
                        s.condition(),
                        list(s.fields()).stream()
                                .map(f -> f.isObject()
                                        ? new Form.Item(
                                                f.path("field").asString(""),
                                                f.path("width").asString("full"))
                                        : new Form.Item(f.asString(""), "full"))
                                .toList())));
    }

    private interface Numbered<A, B> {
        B of(int number, A one);
    }

    private static <A, B> List<B> mapped(@Nullable List<A> all, Numbered<A, B> each) {
        List<A> list = list(all);
        return IntStream.range(0, list.size())
                .mapToObj(i -> each.of(i, list.get(i)))
                .toList();
    }

    private static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    private static JsonNode texts(List<String> all) {
        var array = JSON.arrayNode();
        all.forEach(array::add);
        return array;
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
