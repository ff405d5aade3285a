package io.steward.server.task;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What differs between two states of a task, as people read it in the journal. */
@Component
class TaskChanges {
    private static final Map<TaskState, String> STATES = Map.of(
            TaskState.OPEN, "Open",
            TaskState.IN_PROGRESS, "In progress",
            TaskState.DONE, "Done",
            TaskState.SKIPPED, "Skipped");

    private final Desks desks;
    private final Directory directory;

    TaskChanges(Desks desks, Directory directory) {
        this.desks = desks;
        this.directory = directory;
    }

    List<Labels.Change> between(Tx tx, Task a, Task b, Map<UUID, String> titles) {
        var all = new ArrayList<Labels.Change>();
        add(all, "title", text(a.title()), text(b.title()));
        if (!a.description().equals(b.description())) {
            all.add(new Labels.Change("description", null, null));
        }
        add(all, "assignee", person(tx, a.assigneeId()), person(tx, b.assigneeId()));
        add(all, "team", team(tx, a.teamId()), team(tx, b.teamId()));
        add(all, "due", text(a.due()), text(b.due()));
        add(all, "state", state(a), state(b));
        add(all, "required", required(a), required(b));
        add(all, "needs", needs(a, titles), needs(b, titles));
        return all;
    }

    private static void add(
            List<Labels.Change> all, String field, Labels.@Nullable Value from, Labels.@Nullable Value to) {
        if (!Objects.equals(from, to)) {
            all.add(new Labels.Change(field, from, to));
        }
    }

    private static Labels.@Nullable Value text(@Nullable Object value) {
        return value == null ? null : new Labels.Value(null, value.toString());
    }

    private static Labels.Value state(Task t) {
        return new Labels.Value(t.state().key(), Objects.requireNonNull(STATES.get(t.state())));
    }

    private static Labels.Value required(Task t) {
        return new Labels.Value(Boolean.toString(t.required()), t.required() ? "Required" : "Optional");
    }

    private Labels.@Nullable Value person(Tx tx, @Nullable UUID id) {
        if (id == null) {
            return null;
        }
        PersonRef ref = directory.ref(tx, id);
        return new Labels.Value(id.toString(), ref == null ? "?" : ref.name());
    }

    private Labels.@Nullable Value team(Tx tx, @Nullable UUID id) {
        return id == null
                ? null
                : new Labels.Value(
                        id.toString(),
                        desks.team(tx.tenant(), id).map(Team::name).orElse("?"));
    }

    private static Labels.@Nullable Value needs(Task t, Map<UUID, String> titles) {
        return t.needs().isEmpty()
                ? null
                : new Labels.Value(
                        null,
                        t.needs().stream()
                                .map(id -> titles.getOrDefault(id, "?"))
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }
}
