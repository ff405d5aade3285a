package io.steward.server.blueprint;

import io.steward.server.blueprint.MacroForm.MacroFile;
import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.macro.Macro;
import io.steward.server.macro.Macros;
import io.steward.server.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The desk's macros, by name and in their order. */
@Component
@Order(80)
class MacroSection implements Section {
    private final Macros macros;
    private final MacroForm form;

    MacroSection(Macros macros, MacroForm form) {
        this.macros = macros;
        this.form = form;
    }

    @Override
    public String name() {
        return "macros";
    }

    @Override
    public JsonNode export(Scope scope) {
        return Shapes.tree(there(scope).stream().map(m -> form.file(scope, m)).toList());
    }

    private List<Macro> there(Scope scope) {
        return macros.all(scope.context(), scope.desk().id()).stream()
                .filter(m -> scope.desk().id().equals(m.deskId()))
                .toList();
    }

    /** A macro of which a file could say nothing that it does is left out where it is not there already. */
    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        var wanted = Shapes.list(given, MacroFile.class, name(), trouble);
        var there = scope == null
                ? List.<String>of()
                : there(scope).stream().map(Macro::name).toList();
        wanted.removeIf(w -> {
            boolean empty = w.doesNothing() && !there.contains(String.valueOf(w.name()));
            if (empty) {
                trouble.notice(
                        "The macro “" + w.name() + "” is left out: what it does is nothing that a file can name");
            }
            return empty;
        });
        return Shapes.tree(wanted);
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        var left = new ArrayList<>(there(scope));
        var all = Shapes.list(wanted, MacroFile.class, name(), trouble);
        for (int i = 0; i < all.size(); i++) {
            MacroFile w = all.get(i);
            int position = i;
            Macro now = left.stream()
                    .filter(m -> m.name().equals(w.name()))
                    .findFirst()
                    .orElse(null);
            left.remove(now);
            Problems.at(name() + "[" + i + "].", () -> put(scope, w, now, position));
        }
        left.forEach(m -> macros.delete(scope.context(), m.id()));
    }

    private void put(Scope scope, MacroFile w, @Nullable Macro now, int position) {
        if (w.say() == null && w.text() != null && !w.text().isEmpty()) {
            throw Problem.invalid("say", "required", "reply or note");
        }
        boolean same = now != null && Shapes.tree(form.file(scope, now)).equals(Shapes.tree(w));
        if (now == null) {
            var nobody = scope.desk().id();
            macros.create(scope.context(), macro(scope, w, null, nobody, position), tx -> {});
        } else if (!same || now.position() != position) {
            macros.change(
                    scope.context(),
                    now.id(),
                    now.version(),
                    before -> same ? moved(before, position) : macro(scope, w, before, before.id(), position));
        }
    }

    private Macro macro(Scope scope, MacroFile w, @Nullable Macro now, UUID id, int position) {
        return new Macro(
                id,
                scope.desk().id(),
                null,
                w.name() == null ? "" : w.name(),
                w.description() == null ? "" : w.description(),
                form.change(scope, w, now),
                w.say(),
                w.text() == null ? "" : w.text(),
                position,
                !Boolean.FALSE.equals(w.active()),
                1);
    }

    private static Macro moved(Macro m, int position) {
        return new Macro(
                m.id(),
                m.deskId(),
                m.ownerId(),
                m.name(),
                m.description(),
                m.change(),
                m.say(),
                m.text(),
                position,
                m.active(),
                m.version());
    }
}
