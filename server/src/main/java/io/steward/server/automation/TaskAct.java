package io.steward.server.automation;

import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.Tenants;
import io.steward.server.task.Task;
import io.steward.server.task.TaskState;
import io.steward.server.task.Tasks;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code task}: adds a task. */
@Component
class TaskAct implements Act {
    static final String TASK = "task";
    /** Two years. */
    private static final int MOST_MINUTES = 2 * 366 * 24 * 60;

    private final Tasks tasks;
    private final Tenants tenants;
    private final Desks desks;
    private final Directory directory;

    TaskAct(Tasks tasks, Tenants tenants, Desks desks, Directory directory) {
        this.tasks = tasks;
        this.tenants = tenants;
        this.desks = desks;
        this.directory = directory;
    }

    @Override
    public String kind() {
        return "task";
    }

    @Override
    public void define(Defining d, JsonNode action, String path) {
        ActJson.needed(d.check(), action, "title", path, 250);
        UUID team = ActJson.id(action, "team", d.check(), path);
        UUID person = ActJson.id(action, "person", d.check(), path);
        d.check()
                .that(
                        team == null
                                || desks.team(d.context().tenant(), team)
                                        .filter(t -> t.deskId().equals(d.desk()))
                                        .isPresent(),
                        path + ".team",
                        "unknown",
                        "The desk has no such team");
        d.check()
                .that(
                        person == null || directory.ref(d.tx(), person) != null,
                        path + ".person",
                        "unknown",
                        "There is no such person");
        int minutes = action.path("dueMinutes").asInt(0);
        d.check()
                .that(
                        minutes >= 0 && minutes <= MOST_MINUTES,
                        path + ".dueMinutes",
                        "range",
                        "From nothing to two years");
    }

    @Override
    public boolean joins() {
        return true;
    }

    @Override
    public Done run(Doing d, JsonNode action) {
        int minutes = action.path("dueMinutes").asInt(0);
        LocalDate due = minutes == 0
                ? null
                : LocalDate.ofInstant(
                        d.context().at().plus(Duration.ofMinutes(minutes)),
                        tenants.get(d.context().tenant()).timeZone());
        String title = ActJson.text(action, "title");
        Task task = tasks.add(
                d.context(),
                d.ticket().id(),
                new Task.Draft(
                        title,
                        "",
                        ActJson.id(action, "person"),
                        ActJson.id(action, "team"),
                        due,
                        TaskState.OPEN,
                        false,
                        List.of()),
                null,
                tx -> {});
        return new Done(
                "Added the task “" + title + "”", Map.of(TASK, task.id()), new Words("task", Map.of("title", title)));
    }
}
