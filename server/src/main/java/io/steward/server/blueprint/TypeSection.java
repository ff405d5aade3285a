package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.platform.FieldError;
import io.steward.server.platform.Problem;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.TypeEditing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The desk's ticket types, by key. One that is not in the file is switched off, so that its tickets keep it. */
@Component
@Order(30)
class TypeSection implements Section {
    private final TypeEditing editing;
    private final TypeForm form;
    private final DeskNames names;

    TypeSection(TypeEditing editing, TypeForm form, DeskNames names) {
        this.editing = editing;
        this.form = form;
        this.names = names;
    }

    @Override
    public String name() {
        return "types";
    }

    @Override
    public JsonNode export(Scope scope) {
        return Shapes.tree(
                names.types(scope).stream().map(t -> form.file(scope, t)).toList());
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        return Shapes.tree(Shapes.list(given, TypeFile.class, name(), trouble));
    }

    /** Prefixes as they can be had: a type keeps its own, and a new one that is taken gets a letter. */
    JsonNode prefixed(Scope scope, JsonNode wanted, Trouble trouble) {
        Set<String> taken = new HashSet<>();
        names.allTypes(scope).forEach(t -> taken.add(t.prefix()));
        var all = new ArrayList<TypeFile>();
        for (TypeFile w : Shapes.list(wanted, TypeFile.class, name(), trouble)) {
            TicketType now = now(scope, w);
            String prefix = now == null ? free(w.prefix(), taken) : now.prefix();
            if (prefix != null && !prefix.equals(w.prefix())) {
                trouble.notice(
                        now == null
                                ? "The prefix " + w.prefix() + " is taken; “" + w.name() + "” gets " + prefix
                                : "The prefix of “" + w.name() + "” stays " + prefix
                                        + ", since its tickets are numbered with it");
            }
            all.add(w.with(prefix));
        }
        return Shapes.tree(all);
    }

    private static @Nullable String free(@Nullable String prefix, Set<String> taken) {
        if (prefix == null) {
            return null;
        }
        String candidate = prefix;
        String stem = prefix.length() < 6 ? prefix : prefix.substring(0, 5);
        for (char letter = 'A'; !taken.add(candidate) && letter <= 'Z'; letter++) {
            candidate = stem + letter;
        }
        return candidate;
    }

    private @Nullable TicketType now(Scope scope, TypeFile w) {
        return names.types(scope).stream()
                .filter(t -> t.key().equals(w.key()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        List<TypeFile> all = Shapes.list(wanted, TypeFile.class, name(), trouble);
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < all.size(); i++) {
            try {
                one(scope, all.get(i), trouble);
            } catch (Problem p) {
                if (p.kind() != Problem.Kind.INVALID) {
                    throw p;
                }
                String path = name() + "[" + i + "].";
                p.errors().forEach(e -> errors.add(new FieldError(path + inFile(e.field()), e.code(), e.message())));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        names.types(scope).stream()
                .filter(t -> t.active() && all.stream().noneMatch(w -> t.key().equals(w.key())))
                .forEach(t -> editing.change(
                        scope.context(),
                        t.id(),
                        new TypeEditing.Naming(null, null, null, null, null, false, null, null),
                        t.version()));
    }

    /** Where the file has what the definition calls so. */
    private static String inFile(String field) {
        return field.replace("priorityMatrix", "priorities")
                .replace(".sections[", "[")
                .replace(".defaultValue", ".default");
    }

    private void one(Scope scope, TypeFile w, Trouble trouble) {
        TicketType now = now(scope, w);
        var naming = naming(w);
        if (now == null) {
            editing.create(
                    scope.tx(),
                    scope.context(),
                    scope.desk().id(),
                    w.key(),
                    w.prefix(),
                    naming,
                    form.definition(scope, w, null));
            return;
        }
        TypeFile before = form.file(scope, now);
        TicketType named = now;
        if (!before.naming().equals(w.naming())) {
            named = editing.change(scope.context(), now.id(), naming, now.version());
        }
        if (!definition(before).equals(definition(w))) {
            var next = form.definition(scope, w, now);
            editing.replace(scope.tx(), scope.context(), named, next, moves(now, next, trouble), named.version());
        }
    }

    private static JsonNode definition(TypeFile t) {
        return Shapes.tree(new TypeFile(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                t.confidential(),
                t.initial(),
                t.statuses(),
                t.transitions(),
                t.priorities(),
                t.fields(),
                t.forms()));
    }

    private static TypeEditing.Naming naming(TypeFile w) {
        return new TypeEditing.Naming(
                w.name(),
                w.kind(),
                Boolean.TRUE.equals(w.portal()),
                or(w.portalName()),
                or(w.portalHint()),
                !Boolean.FALSE.equals(w.active()),
                or(w.icon()),
                or(w.colour()));
    }

    /** Tickets of a status that is gone go to the first of its category, or else to where new ones begin. */
    private static Map<String, String> moves(TicketType now, TicketType.Definition next, Trouble trouble) {
        var moves = new HashMap<String, String>();
        for (var status : now.definition().statuses()) {
            if (next.status(status.key()).isEmpty()) {
                String to = next.statuses().stream()
                        .filter(s -> s.category() == status.category())
                        .map(TicketType.Status::key)
                        .findFirst()
                        .orElse(next.initial());
                moves.put(status.key(), to);
                trouble.notice("Tickets of “" + now.name() + "” that are “" + status.name() + "” become “"
                        + next.status(to).map(TicketType.Status::name).orElse(to) + "”");
            }
        }
        return moves;
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
