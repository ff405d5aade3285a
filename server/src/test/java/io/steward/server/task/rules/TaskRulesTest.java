package io.steward.server.task.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.server.platform.Check;
import io.steward.server.task.Task;
import io.steward.server.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskRulesTest {
    private static Task task(UUID id, TaskState state, List<UUID> needs) {
        return new Task(
                id,
                new UUID(0, 1),
                new UUID(0, 2),
                1,
                "Task " + id.getLeastSignificantBits(),
                "",
                null,
                null,
                null,
                state,
                false,
                needs,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }

    private static void check(Task task, List<Task> others) {
        var check = new Check();
        TaskRules.check(check, task, others);
        check.done();
    }

    /** Edges are tried at random; those let in never make a circle, and those refused would have. */
    @Test
    void circlesAreRefusedAndOnlyThey() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int n = 2 + random.nextInt(8);
            Map<Integer, List<Integer>> edges = new HashMap<>();
            for (int i = 0; i < n * n; i++) {
                int a = random.nextInt(n);
                int b = random.nextInt(n);
                var tried = new HashMap<Integer, List<Integer>>();
                edges.forEach((k, v) -> tried.put(k, new ArrayList<>(v)));
                tried.computeIfAbsent(a, x -> new ArrayList<>()).add(b);
                List<Task> others = new ArrayList<>();
                for (int o = 0; o < n; o++) {
                    if (o != a) {
                        others.add(task(id(o), TaskState.OPEN, ids(edges.getOrDefault(o, List.of()))));
                    }
                }
                Task changed = task(id(a), TaskState.OPEN, ids(tried.getOrDefault(a, List.of())));
                if (reaches(tried, b, a)) {
                    assertThatThrownBy(() -> check(changed, others)).hasMessageContaining("circle");
                } else {
                    assertThatCode(() -> check(changed, others)).doesNotThrowAnyException();
                    edges.clear();
                    edges.putAll(tried);
                }
            }
        }
    }

    private static UUID id(int n) {
        return new UUID(0, 100 + n);
    }

    private static List<UUID> ids(List<Integer> all) {
        return all.stream().map(TaskRulesTest::id).toList();
    }

    private static boolean reaches(Map<Integer, List<Integer>> edges, int from, int to) {
        if (from == to) {
            return true;
        }
        // At most as many steps as there are tasks: there was no circle before.
        for (int next : edges.getOrDefault(from, List.of())) {
            if (reaches(edges, next, to)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whatIsNeededComesFirst() {
        UUID first = id(1);
        UUID second = id(2);
        Task open = task(first, TaskState.OPEN, List.of());
        assertThatThrownBy(() -> check(task(second, TaskState.DONE, List.of(first)), List.of(open)))
                .hasMessageContaining("First to be done: Task 101");
        check(task(second, TaskState.SKIPPED, List.of(first)), List.of(open));
        check(task(second, TaskState.DONE, List.of(first)), List.of(task(first, TaskState.SKIPPED, List.of())));
        assertThatThrownBy(() -> check(open, List.of(task(second, TaskState.DONE, List.of(first)))))
                .hasMessageContaining("Done already after this one");
        assertThatThrownBy(() -> check(task(second, TaskState.OPEN, List.of(id(9))), List.of(open)))
                .hasMessageContaining("no such task");
    }
}
