package io.steward.server.task.web;

import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.task.Task;
import io.steward.server.task.TaskLists;
import io.steward.server.task.TaskState;
import io.steward.server.task.TaskTemplates;
import io.steward.server.task.Tasks;
import io.steward.server.task.TicketTasks;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The tasks of tickets. */
@RestController
@RequestMapping("/api/v1")
class TaskController {
    private static final List<TaskState> UNSETTLED = List.of(TaskState.OPEN, TaskState.IN_PROGRESS);
    private static final Task.Draft EMPTY =
            new Task.Draft(null, null, null, null, null, TaskState.OPEN, false, List.of());

    private final Database database;
    private final Tasks tasks;
    private final TaskLists lists;
    private final TaskTemplates templates;
    private final TaskViews views;
    private final Idempotency idempotency;

    TaskController(
            Database database,
            Tasks tasks,
            TaskLists lists,
            TaskTemplates templates,
            TaskViews views,
            Idempotency idempotency) {
        this.database = database;
        this.tasks = tasks;
        this.lists = lists;
        this.templates = templates;
        this.views = views;
        this.idempotency = idempotency;
    }

    record Order(@Nullable List<UUID> ids) {}

    record Apply(@Nullable UUID templateId) {}

    @Access(Who.AGENT)
    @GetMapping("/tickets/{id}/tasks")
    ResponseEntity<TaskViews.TicketTasksView> ofTicket(Caller caller, @PathVariable String id) {
        return database.read(caller.tenant(), tx -> {
            TicketTasks all = tasks.of(tx, caller.context(), id);
            return Versions.ok(views.all(tx, all), all.version());
        });
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets/{id}/tasks")
    ResponseEntity<?> add(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return idempotency.once(caller, key, body, also -> {
            Task task = tasks.add(caller.context(), id, TaskPatch.over(EMPTY, body), TaskPatch.after(body), also);
            return Versions.created(view(caller, task), task.version());
        });
    }

    @Access(Who.AGENT)
    @PatchMapping("/tasks/{id}")
    ResponseEntity<TaskViews.TaskView> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body) {
        int version = Versions.expected(ifMatch);
        Task task = current(caller, () -> tasks.change(caller.context(), id, d -> TaskPatch.over(d, body), version));
        return Versions.ok(view(caller, task), task.version());
    }

    @Access(Who.AGENT)
    @DeleteMapping("/tasks/{id}")
    ResponseEntity<Void> remove(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        int version = Versions.expected(ifMatch);
        current(caller, () -> {
            tasks.remove(caller.context(), id, version);
            return id;
        });
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @PutMapping("/tickets/{id}/tasks/order")
    ResponseEntity<TaskViews.TicketTasksView> order(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Order order) {
        int version = Versions.expected(ifMatch);
        List<UUID> ids = order.ids() == null ? List.of() : order.ids();
        TicketTasks all = current(caller, () -> tasks.order(caller.context(), id, ids, version));
        return Versions.ok(all(caller, all), all.version());
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets/{id}/tasks/apply")
    ResponseEntity<?> apply(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Apply apply) {
        UUID template = apply.templateId();
        if (template == null) {
            throw Problem.invalid("templateId", "required", "This is needed");
        }
        return idempotency.once(caller, key, apply, also -> {
            TicketTasks all = templates.apply(caller.context(), id, template, also);
            return Versions.created(all(caller, all), all.version());
        });
    }

    /** @param assignee {@code me}, {@code none} or an id */
    @Access(Who.AGENT)
    @GetMapping("/tasks")
    Page<TaskViews.TaskView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable UUID team,
            @RequestParam(required = false) @Nullable UUID desk,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        var asked = new TaskLists.Asked(
                assignee != null && !assignee.isEmpty(), person(caller, assignee), team, desk, states(state));
        var place = place(cursor);
        return database.read(caller.tenant(), tx -> {
            var listed = lists.page(tx, caller.context(), asked, place, most + 1);
            var page = Page.of(listed.tasks(), most, TaskController::cursor);
            var seen = page.items().stream()
                    .filter(t -> listed.tickets().containsKey(t.ticketId()))
                    .toList();
            return new Page<>(views.tasks(tx, seen, listed.tickets()), page.next());
        });
    }

    private static @Nullable UUID person(Caller caller, @Nullable String assignee) {
        if (assignee == null || assignee.isEmpty() || assignee.equals("none")) {
            return null;
        }
        if (assignee.equals("me")) {
            return caller.personId();
        }
        try {
            return UUID.fromString(assignee);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("assignee", "unreadable", "me, none or an id");
        }
    }

    private static List<TaskState> states(@Nullable String state) {
        if (state == null || state.isEmpty()) {
            return UNSETTLED;
        }
        return Arrays.stream(state.split(",", 10))
                .map(s -> TaskState.find(s.strip())
                        .orElseThrow(() ->
                                Problem.invalid("state", "unknown", "One or more of open, in_progress, done, skipped")))
                .toList();
    }

    private static TaskLists.Place place(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return new TaskLists.Place(null, null);
        }
        try {
            int cut = cursor.indexOf('_');
            return new TaskLists.Place(
                    LocalDate.parse(cursor.substring(0, Math.max(0, cut))), UUID.fromString(cursor.substring(cut + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Problem.invalid("cursor", "unreadable", "Not a cursor of this list");
        }
    }

    private static String cursor(Task task) {
        var place = TaskLists.Place.of(task);
        return place.due() + "_" + place.id();
    }

    /** A conflict tells how the record is now, in the form of an answer. */
    private <T> T current(Caller caller, Supplier<T> work) {
        try {
            return work.get();
        } catch (Problem problem) {
            if (problem.current() instanceof Task now) {
                throw Problem.stale(view(caller, now));
            }
            if (problem.current() instanceof TicketTasks now) {
                throw Problem.stale(all(caller, now));
            }
            throw problem;
        }
    }

    private TaskViews.TaskView view(Caller caller, Task task) {
        return database.read(caller.tenant(), tx -> views.one(tx, task));
    }

    private TaskViews.TicketTasksView all(Caller caller, TicketTasks all) {
        return database.read(caller.tenant(), tx -> views.all(tx, all));
    }
}
