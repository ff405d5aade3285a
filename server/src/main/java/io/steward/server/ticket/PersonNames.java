package io.steward.server.ticket;

import io.steward.server.identity.Directory;
import io.steward.server.identity.People;
import io.steward.server.query.QueryScope;
import io.steward.server.query.Values;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** People as queries write and show them: by e-mail address, full name or id. */
@Component
class PersonNames implements Values {
    private final People people;
    private final Directory directory;

    PersonNames(People people, Directory directory) {
        this.people = people;
        this.directory = directory;
    }

    @Override
    public List<Object> resolve(QueryScope scope, String written) {
        if (written.length() == 36 && written.matches("[0-9a-fA-F-]{36}")) {
            try {
                return List.of(UUID.fromString(written));
            } catch (IllegalArgumentException e) {
                return List.of();
            }
        }
        return scope.reads().read(tx -> {
            if (written.contains("@")) {
                return people.byEmail(tx, written)
                        .<List<Object>>map(p -> List.of(p.id()))
                        .orElse(List.of());
            }
            return people.named(tx, written);
        });
    }

    @Override
    public List<Suggestion> suggest(QueryScope scope, String typed) {
        return scope.reads().read(tx -> people.suggest(tx, typed)).stream()
                .map(p -> new Suggestion(p.email() == null ? p.name() : p.email(), p.name()))
                .toList();
    }

    @Override
    public Map<Object, Label> labels(QueryScope scope, Collection<?> values) {
        var ids = new HashSet<UUID>();
        values.forEach(v -> ids.add((UUID) v));
        var all = new HashMap<Object, Label>();
        var refs = directory
                .known(scope.tenant(), ids)
                .orElseGet(() -> scope.reads().read(tx -> directory.refs(tx, ids)));
        refs.forEach((id, ref) -> all.put(id, new Label(ref.name(), null)));
        return all;
    }
}
