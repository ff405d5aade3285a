package io.steward.server.task.rules;

import io.steward.server.platform.Check;
import io.steward.server.task.Task;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold between the tasks of a ticket: they need each other without circles, and what is done had all it needs. */
public final class TaskRules {
    /** How many tasks a ticket may have. */
    public static final int MOST = 100;

    private TaskRules() {}

    /** Checks one task as it is to be among the others of its ticket. */
    public static void check(Check check, Task task, Collection<Task> others) {
        Map<UUID, Task> all = others.stream().collect(Collectors.toMap(Task::id, Function.identity()));
        all.put(task.id(), task);
        boolean known = all.keySet().containsAll(task.needs());
        check.that(known, "needs", "unknown", "The ticket has no such task");
        check.that(!needsItself(task, all), "needs", "circle", "Tasks cannot wait for each other in a circle");
        if (!known) {
            return;
        }
        if (task.state() == io.steward.server.task.TaskState.DONE) {
            List<String> before = task.needs().stream()
                    .map(all::get)
                    .filter(t -> t != null && !t.state().isSettled())
                    .map(Task::title)
                    .toList();
            check.that(before.isEmpty(), "state", "needs", "First to be done: " + String.join(", ", before));
        }
        if (!task.state().isSettled()) {
            List<String> after = others.stream()
                    .filter(t -> t.state() == io.steward.server.task.TaskState.DONE
                            && t.needs().contains(task.id()))
                    .map(Task::title)
                    .toList();
            check.that(after.isEmpty(), "state", "needed", "Done already after this one: " + String.join(", ", after));
        }
    }

    private static boolean needsItself(Task task, Map<UUID, Task> all) {
        Set<UUID> seen = new HashSet<>();
        var next = new java.util.ArrayDeque<>(task.needs());
        while (!next.isEmpty()) {
            UUID id = next.pop();
            if (id.equals(task.id())) {
                return true;
            }
            Task needed = all.get(id);
            if (seen.add(id) && needed != null) {
                next.addAll(needed.needs());
            }
        }
        return false;
    }
}
