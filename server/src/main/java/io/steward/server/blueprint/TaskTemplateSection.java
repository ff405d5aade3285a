package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Sanitizer;
import io.steward.server.task.TaskTemplate;
import io.steward.server.task.TaskTemplates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The desk's task templates, by name. */
@Component
@Order(40)
class TaskTemplateSection implements Section {
    /** @param types keys of the types whose new tickets get these tasks */
    record TemplateFile(
            @Nullable String name,
            @Nullable List<String> types,
            @Nullable Boolean active,
            @Nullable List<StepFile> steps) {
        TemplateFile {
            name = TypeFile.strip(name);
            types = types == null ? null : types.stream().sorted().distinct().toList();
            active = Boolean.FALSE.equals(active) ? active : null;
        }
    }

    /** @param after titles of earlier steps that must be done before, or their numbers from 1 where a title stands twice */
    record StepFile(
            @Nullable String title,
            @Nullable String description,
            @Nullable String team,
            @Nullable String assignee,
            @Nullable Integer dueDays,
            @Nullable Boolean workingDays,
            @Nullable Boolean required,
            @Nullable List<JsonNode> after,
            @Nullable String condition) {
        StepFile {
            title = TypeFile.strip(title);
            description = description == null ? null : Sanitizer.html(description);
            workingDays = Boolean.FALSE.equals(workingDays) ? workingDays : null;
            required = Boolean.TRUE.equals(required) ? required : null;
            condition = condition == null || condition.isBlank() ? null : condition.strip();
        }
    }

    private final TaskTemplates templates;
    private final DeskNames names;

    TaskTemplateSection(TaskTemplates templates, DeskNames names) {
        this.templates = templates;
        this.names = names;
    }

    @Override
    public String name() {
        return "taskTemplates";
    }

    @Override
    public JsonNode export(Scope scope) {
        return Shapes.tree(there(scope).stream().map(t -> file(scope, t)).toList());
    }

    private List<TaskTemplate> there(Scope scope) {
        return templates.all(scope.context(), scope.desk().id()).stream()
                .sorted(Comparator.comparing(TaskTemplate::name))
                .toList();
    }

    private TemplateFile file(Scope scope, TaskTemplate t) {
        return new TemplateFile(
                t.name(),
                t.typeIds().stream()
                        .map(id -> names.type(scope, id))
                        .filter(Objects::nonNull)
                        .toList(),
                t.active(),
                t.steps().stream().map(s -> step(scope, t.steps(), s)).toList());
    }

    private StepFile step(Scope scope, List<TaskTemplate.Step> all, TaskTemplate.Step s) {
        return new StepFile(
                s.title(),
                s.description(),
                names.team(scope, s.teamId()),
                names.email(scope, s.assigneeId()),
                s.dueDays(),
                s.workingDays(),
                s.required(),
                s.needs().stream().map(n -> reference(all, n)).toList(),
                s.condition());
    }

    private static JsonNode reference(List<TaskTemplate.Step> all, int number) {
        String title = all.get(number).title();
        boolean once = all.stream().filter(s -> s.title().equals(title)).count() == 1;
        return once ? JsonNodeFactory.instance.stringNode(title) : JsonNodeFactory.instance.numberNode(number + 1);
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        var wanted = Shapes.list(given, TemplateFile.class, name(), trouble);
        wanted.sort(Comparator.comparing(t -> String.valueOf(t.name())));
        return Shapes.tree(wanted);
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        var left = new ArrayList<>(there(scope));
        var all = Shapes.list(wanted, TemplateFile.class, name(), trouble);
        for (int i = 0; i < all.size(); i++) {
            TemplateFile w = all.get(i);
            TaskTemplate now = left.stream()
                    .filter(t -> t.name().equals(w.name()))
                    .findFirst()
                    .orElse(null);
            left.remove(now);
            if (now == null || !file(scope, now).equals(w)) {
                int number = i;
                Problems.at(name() + "[" + number + "].", () -> save(scope, w, now));
            }
        }
        left.forEach(t -> templates.delete(scope.context(), t.id()));
    }

    private void save(Scope scope, TemplateFile w, @Nullable TaskTemplate now) {
        List<StepFile> steps = w.steps() == null ? List.of() : w.steps();
        var built = new ArrayList<TaskTemplate.Step>();
        for (int i = 0; i < steps.size(); i++) {
            built.add(step(scope, "steps[" + i + "]", steps.get(i), built, now));
        }
        UUID desk = scope.desk().id();
        var types = w.types() == null ? List.<String>of() : w.types();
        var template = new TaskTemplate(
                desk,
                desk,
                w.name() == null ? "" : w.name(),
                types.stream().map(key -> names.type(scope, "types", key)).toList(),
                !Boolean.FALSE.equals(w.active()),
                built,
                1);
        if (now == null) {
            templates.create(scope.context(), template, tx -> {});
        } else {
            templates.change(scope.context(), now.id(), template, now.version());
        }
    }

    private TaskTemplate.Step step(
            Scope scope, String path, StepFile s, List<TaskTemplate.Step> before, @Nullable TaskTemplate now) {
        String title = s.title() == null ? "" : s.title();
        UUID assignee = names.person(scope, path + ".assignee", s.assignee());
        if (assignee == null && now != null && !scope.people()) {
            assignee = now.steps().stream()
                    .filter(o -> o.title().equals(title))
                    .map(TaskTemplate.Step::assigneeId)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        var needs = new ArrayList<Integer>();
        for (JsonNode after : s.after() == null ? List.<JsonNode>of() : s.after()) {
            int number = after.isInt() ? after.intValue() - 1 : titled(before, after.asString(""));
            if (number < 0 || number >= before.size()) {
                throw Problem.invalid(path + ".after", "unknown", "No earlier step is called " + after.asString(""));
            }
            needs.add(number);
        }
        return new TaskTemplate.Step(
                title,
                s.description() == null ? "" : s.description(),
                assignee,
                names.team(scope, path + ".team", s.team()),
                s.dueDays(),
                !Boolean.FALSE.equals(s.workingDays()),
                Boolean.TRUE.equals(s.required()),
                needs,
                s.condition());
    }

    private static int titled(List<TaskTemplate.Step> before, String title) {
        return before.stream().map(TaskTemplate.Step::title).toList().indexOf(title);
    }
}
