package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.blueprint.rules.ViewFile;
import io.steward.server.platform.FieldError;
import io.steward.server.platform.Problem;
import io.steward.server.view.ChangeView;
import io.steward.server.view.SavedViews;
import io.steward.server.view.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Views that the desk shares, by name and in their order. */
abstract class ViewSection implements Section {
    private final SavedViews views;
    private final String name;
    private final boolean queues;

    /** @param queues whether these are the views that the desk works from, or all others */
    ViewSection(SavedViews views, String name, boolean queues) {
        this.views = views;
        this.name = name;
        this.queues = queues;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public JsonNode export(Scope scope) {
        return Shapes.tree(there(scope).stream().map(ViewFile::of).toList());
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        return Shapes.tree(Shapes.list(given, ViewFile.class, name, trouble));
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        var left = new ArrayList<>(there(scope));
        int position = 0;
        for (ViewFile w : Shapes.list(wanted, ViewFile.class, name, trouble)) {
            View now = left.stream()
                    .filter(v -> v.name().equals(w.name()))
                    .findFirst()
                    .orElse(null);
            left.remove(now);
            try {
                put(scope, w, now, position);
            } catch (Problem p) {
                throw p.kind() == Problem.Kind.INVALID ? within(name + "[" + position + "].", p) : p;
            }
            position++;
        }
        left.forEach(v -> views.delete(scope.context(), v.id()));
    }

    private List<View> there(Scope scope) {
        return views.seen(scope.context()).stream()
                .filter(v ->
                        v.shared() && v.queue() == queues && scope.desk().id().equals(v.desk()))
                .toList();
    }

    private void put(Scope scope, ViewFile w, @Nullable View now, int position) {
        if (now == null) {
            var made = new ChangeView(
                    scope.desk().id(), w.name(), w.query(), w.order(), w.layout(), queues, true, position, w.config());
            views.create(scope.context(), made, tx -> {});
        } else if (!ViewFile.of(now).equals(w) || now.position() != position) {
            var change = new ChangeView(
                    null,
                    w.name(),
                    w.query(),
                    w.order(),
                    w.layout() == null ? ViewFile.TABLE : w.layout(),
                    null,
                    null,
                    position,
                    w.config(now.config()));
            views.change(scope.context(), now.id(), change, now.version());
        }
    }

    private static Problem within(String path, Problem p) {
        return Problem.invalid(p.errors().stream()
                .map(e -> new FieldError(path + (e.field().equals("q") ? "query" : e.field()), e.code(), e.message()))
                .toList());
    }
}
