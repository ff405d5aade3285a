package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.ticket.Queue;
import io.steward.server.ticket.Queues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The desk's queues, by name. Only the four private methods at the end know which room keeps them. */
@Component
@Order(60)
class QueueSection implements Section {
    record QueueFile(
            @Nullable String name,
            @Nullable String query,
            @Nullable String order) {
        QueueFile {
            name = TypeFile.strip(name);
            query = query == null ? "" : query;
            order = order == null ? "" : order;
        }
    }

    private final Queues queues;

    QueueSection(Queues queues) {
        this.queues = queues;
    }

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public JsonNode export(Scope scope) {
        return Shapes.tree(there(scope).stream().map(QueueSection::file).toList());
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        return Shapes.tree(Shapes.list(given, QueueFile.class, name(), trouble));
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        var left = new ArrayList<>(there(scope));
        for (QueueFile w : Shapes.list(wanted, QueueFile.class, name(), trouble)) {
            Queue now = left.stream()
                    .filter(q -> q.name().equals(w.name()))
                    .findFirst()
                    .orElse(null);
            if (now == null) {
                create(scope, w);
            } else {
                left.remove(now);
                if (!file(now).equals(w)) {
                    change(scope, now, w);
                }
            }
        }
        left.forEach(q -> queues.delete(scope.context(), q.id()));
    }

    private List<Queue> there(Scope scope) {
        return queues.of(scope.context()).stream()
                .filter(q -> q.deskId().equals(scope.desk().id()))
                .toList();
    }

    private static QueueFile file(Queue q) {
        return new QueueFile(q.name(), q.query(), q.order());
    }

    private void create(Scope scope, QueueFile w) {
        queues.create(scope.context(), scope.desk().id(), w.name(), w.query(), w.order(), tx -> {});
    }

    private void change(Scope scope, Queue now, QueueFile w) {
        queues.change(scope.context(), now.id(), w.name(), w.query(), w.order(), now.version());
    }
}
