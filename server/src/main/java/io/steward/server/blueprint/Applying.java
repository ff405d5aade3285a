package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Difference;
import io.steward.server.blueprint.rules.Differences;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.blueprint.rules.YamlWriter;
import io.steward.server.identity.Desk;
import io.steward.server.identity.Desks;
import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Brings a desk and a file together, within a transaction that all rooms share. Whether it is kept is the caller's to decide. */
@Component
class Applying {
    static final int FORMAT = 1;
    private static final List<String> HEADER = List.of(
            "The configuration of a Steward desk.",
            "Change it, and apply it to this desk or to another under Administration, Configuration as a file.",
            "A section that is left out stays as it is. See docs/admin/configuration.md.");

    private final List<Section> sections;
    private final TypeSection types;
    private final Desks desks;

    Applying(List<Section> sections, TypeSection types, Desks desks) {
        this.sections = sections;
        this.types = types;
        this.desks = desks;
    }

    /** @param desk null when it could not be made */
    record Outcome(@Nullable Desk desk, ObjectNode before, List<Difference> differences) {}

    /** The desk as it is, as a tree. */
    ObjectNode export(Scope scope) {
        var tree = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        tree.set("desk", head(scope.desk().key(), scope.desk().name()));
        sections.forEach(s -> tree.set(s.name(), s.export(scope)));
        return tree;
    }

    String text(Scope scope) {
        return YamlWriter.write(export(scope), HEADER);
    }

    /** A file that leaves nothing of what a desk has. */
    ObjectNode empty(Desk desk) {
        var tree = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        tree.set("desk", head(desk.key(), desk.name()));
        sections.forEach(s -> tree.set(s.name(), s.none()));
        return tree;
    }

    private static ObjectNode head(String key, String name) {
        return JsonNodeFactory.instance.objectNode().put("key", key).put("name", name);
    }

    /** Whether people stand in a file. */
    static boolean people(ObjectNode file) {
        return file.path("teams").valueStream().anyMatch(t -> t.has("members"));
    }

    /** @param there null: the file makes a new desk */
    Outcome apply(Tx tx, Context context, ObjectNode file, @Nullable Desk there, String template, Trouble trouble) {
        boolean people = people(file);
        known(file, there, trouble);
        var nothing = JsonNodeFactory.instance.objectNode();
        if (!trouble.isGood()) {
            return new Outcome(there, nothing, List.of());
        }
        ObjectNode before = there == null ? nothing : export(new Scope(tx, context, there, people));
        Desk desk = there;
        try {
            desk = there == null ? made(tx, context, file, template) : there;
            var scope = new Scope(tx, context, desk, people);
            ObjectNode wanted = wanted(scope, file, there, trouble);
            var differences = Differences.of(before, wanted);
            if (trouble.isGood()) {
                rename(scope, wanted);
                carryOut(scope, wanted, differences, trouble);
            }
            return new Outcome(desk, before, differences);
        } catch (Problem refused) {
            tell(refused, trouble);
            return new Outcome(desk, before, List.of());
        }
    }

    private Desk made(Tx tx, Context context, ObjectNode file, String template) {
        var head = file.path("desk");
        return desks.create(
                tx, context, head.path("name").asString(""), head.path("key").asString(""), template);
    }

    private ObjectNode wanted(Scope scope, ObjectNode file, @Nullable Desk there, Trouble trouble) {
        var wanted = JsonNodeFactory.instance.objectNode();
        if (file.path("desk").isObject()) {
            String name =
                    file.path("desk").path("name").asString(scope.desk().name()).strip();
            String key = file.path("desk").path("key").asString(scope.desk().key());
            if (there != null && !key.equals(there.key())) {
                trouble.notice("The desk keeps its key " + there.key());
            }
            wanted.set("desk", head(scope.desk().key(), name));
        }
        for (Section section : sections) {
            JsonNode given = file.get(section.name());
            if (given != null) {
                JsonNode planned = section.plan(there == null ? null : scope, given, trouble);
                wanted.set(section.name(), section == types ? types.prefixed(scope, planned, trouble) : planned);
            }
        }
        return wanted;
    }

    private void rename(Scope scope, ObjectNode wanted) {
        String name = wanted.path("desk").path("name").asString(scope.desk().name());
        if (!name.equals(scope.desk().name())) {
            desks.rename(scope.context(), scope.desk().id(), name, scope.desk().version());
        }
    }

    private void carryOut(Scope scope, ObjectNode wanted, List<Difference> differences, Trouble trouble) {
        for (Section section : sections) {
            JsonNode planned = wanted.get(section.name());
            boolean differs = differences.stream()
                    .anyMatch(d -> d.path().equals(section.name()) || d.path().startsWith(section.name() + "."));
            if (planned != null && differs) {
                section.apply(scope, planned, trouble);
            }
        }
    }

    private void known(ObjectNode file, @Nullable Desk there, Trouble trouble) {
        Set<String> names = sections.stream().map(Section::name).collect(Collectors.toSet());
        for (var p : file.properties()) {
            if (!names.contains(p.getKey())
                    && !p.getKey().equals("format")
                    && !p.getKey().equals("desk")) {
                trouble.problem(p.getKey(), "There is no section of this name");
            }
        }
        if (file.path("format").asInt(0) != FORMAT) {
            trouble.problem("format", "A file of this Steward says format: " + FORMAT);
        }
        if (there == null && !file.path("desk").isObject()) {
            trouble.problem("desk", "A new desk needs a key and a name");
        }
    }

    private static void tell(Problem refused, Trouble trouble) {
        if (refused.kind() == Problem.Kind.INVALID) {
            refused.errors()
                    .forEach(e -> trouble.problem(
                            e.field().equals("name") || e.field().equals("key") ? "desk." + e.field() : e.field(),
                            e.message()));
        } else if (refused.kind() == Problem.Kind.NOT_FOUND) {
            throw refused;
        } else {
            trouble.problem("", refused.text());
        }
    }
}
