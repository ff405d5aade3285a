package io.steward.server.task.web;

import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.task.TaskTemplate;
import io.steward.server.task.TaskTemplates;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The task templates of desks. */
@RestController
@RequestMapping("/api/v1/task-templates")
class TemplateController {
    private final TaskTemplates templates;
    private final Idempotency idempotency;

    TemplateController(TaskTemplates templates, Idempotency idempotency) {
        this.templates = templates;
        this.idempotency = idempotency;
    }

    record StepBody(
            @Nullable String title,
            @Nullable String description,
            @Nullable UUID assigneeId,
            @Nullable UUID teamId,
            @Nullable Integer dueDays,
            @Nullable Boolean workingDays,
            @Nullable Boolean required,
            @Nullable List<Integer> needs,
            @Nullable String condition) {
        TaskTemplate.Step step() {
            return new TaskTemplate.Step(
                    title == null ? "" : title,
                    description == null ? "" : description,
                    assigneeId,
                    teamId,
                    dueDays,
                    !Boolean.FALSE.equals(workingDays),
                    Boolean.TRUE.equals(required),
                    needs == null ? List.of() : needs,
                    condition);
        }
    }

    record TemplateBody(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable List<UUID> typeIds,
            @Nullable Boolean active,
            @Nullable List<StepBody> steps) {
        TaskTemplate template(UUID id, UUID desk) {
            return new TaskTemplate(
                    id,
                    desk,
                    name == null ? "" : name,
                    typeIds == null ? List.of() : typeIds,
                    !Boolean.FALSE.equals(active),
                    steps == null
                            ? List.of()
                            : steps.stream().map(StepBody::step).toList(),
                    1);
        }
    }

    @Access(Who.AGENT)
    @GetMapping
    List<TaskTemplate> taskTemplates(Caller caller, @RequestParam(required = false) @Nullable UUID desk) {
        return templates.all(caller.context(), desk);
    }

    @Access(Who.MANAGER)
    @PostMapping
    ResponseEntity<?> createTaskTemplate(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TemplateBody b) {
        UUID desk = b.deskId();
        if (desk == null) {
            throw Problem.invalid("deskId", "required", "This is needed");
        }
        return idempotency.once(caller, key, b, also -> {
            var template = templates.create(caller.context(), b.template(desk, desk), also);
            return Versions.created(template, template.version());
        });
    }

    /** The whole of it as it is to be; its desk stays. */
    @Access(Who.MANAGER)
    @PutMapping("/{id}")
    ResponseEntity<TaskTemplate> changeTaskTemplate(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody TemplateBody b) {
        var template = templates.change(caller.context(), id, b.template(id, id), Versions.expected(ifMatch));
        return Versions.ok(template, template.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> deleteTaskTemplate(Caller caller, @PathVariable UUID id) {
        templates.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }
}
