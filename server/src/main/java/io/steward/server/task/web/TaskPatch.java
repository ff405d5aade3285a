package io.steward.server.task.web;

import io.steward.server.platform.Check;
import io.steward.server.task.Task;
import io.steward.server.task.TaskState;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a request says of a task, put over the task as it is: what it does not name stays, null clears. */
final class TaskPatch {
    private static final Set<String> KNOWN =
            Set.of("title", "description", "assigneeId", "teamId", "due", "state", "required", "needs", "after");

    private final JsonNode body;
    private final Check check = new Check();

    private TaskPatch(JsonNode body) {
        this.body = body;
    }

    static Task.Draft over(Task.Draft before, JsonNode body) {
        var patch = new TaskPatch(body);
        Task.Draft after = patch.applied(before);
        patch.check.done();
        return after;
    }

    /** The id that a new task is to stand after. */
    static @Nullable UUID after(JsonNode body) {
        var patch = new TaskPatch(body);
        UUID id = patch.id("after", null);
        patch.check.done();
        return id;
    }

    private Task.Draft applied(Task.Draft d) {
        check.that(body.isObject(), "body", "unreadable", "An object of fields");
        for (String name : body.propertyNames()) {
            check.that(KNOWN.contains(name), name, "unknown", "There is no such field");
        }
        return new Task.Draft(
                text("title", d.title()),
                text("description", d.description()),
                id("assigneeId", d.assigneeId()),
                id("teamId", d.teamId()),
                due(d.due()),
                state(d.state()),
                required(d.required()),
                needs(d.needs()));
    }

    private @Nullable String text(String name, @Nullable String now) {
        if (!body.has(name)) {
            return now;
        }
        JsonNode node = body.path(name);
        check.that(node.isString() || node.isNull(), name, "unreadable", "A text");
        return node.isString() ? node.stringValue() : null;
    }

    private @Nullable UUID id(String name, @Nullable UUID now) {
        return body.has(name) ? read(name, body.path(name)) : now;
    }

    private @Nullable UUID read(String name, JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        try {
            return UUID.fromString(node.asString(""));
        } catch (IllegalArgumentException e) {
            check.error(name, "unreadable", "An id");
            return null;
        }
    }

    private @Nullable LocalDate due(@Nullable LocalDate now) {
        if (!body.has("due")) {
            return now;
        }
        JsonNode node = body.path("due");
        if (node.isNull()) {
            return null;
        }
        try {
            return LocalDate.parse(node.asString(""));
        } catch (DateTimeException e) {
            check.error("due", "unreadable", "A day such as 2026-11-28");
            return null;
        }
    }

    private TaskState state(TaskState now) {
        if (!body.has("state")) {
            return now;
        }
        return TaskState.find(body.path("state").asString("")).orElseGet(() -> {
            check.error("state", "unknown", "One of open, in_progress, done, skipped");
            return now;
        });
    }

    private boolean required(boolean now) {
        if (!body.has("required")) {
            return now;
        }
        JsonNode node = body.path("required");
        check.that(node.isBoolean(), "required", "unreadable", "true or false");
        return node.asBoolean(now);
    }

    private List<UUID> needs(List<UUID> now) {
        if (!body.has("needs")) {
            return now;
        }
        JsonNode node = body.path("needs");
        check.that(node.isArray() && node.size() <= 100, "needs", "unreadable", "A list of ids");
        var ids = new ArrayList<UUID>();
        if (node.isArray() && node.size() <= 100) {
            node.forEach(n -> {
                UUID id = read("needs", n);
                if (id != null) {
                    ids.add(id);
                }
            });
        }
        return ids;
    }
}
