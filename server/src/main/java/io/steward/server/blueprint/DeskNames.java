package io.steward.server.blueprint;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.ticket.Category;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a file calls by name and the program by id. */
@Component
class DeskNames {
    private final Desks desks;
    private final Types types;
    private final People people;
    private final Directory directory;

    DeskNames(Desks desks, Types types, People people, Directory directory) {
        this.desks = desks;
        this.types = types;
        this.people = people;
        this.directory = directory;
    }

    Named<Team> teams(Scope scope) {
        var all = desks.teams(scope.context().tenant()).stream()
                .filter(t -> t.deskId().equals(scope.desk().id()))
                .sorted(java.util.Comparator.comparing(Team::name))
                .toList();
        return new Named<>("team", all, Team::id, Team::name);
    }

    /** Null when it is gone. */
    @Nullable
    String team(Scope scope, @Nullable UUID id) {
        return teams(scope).name(id);
    }

    @Nullable
    UUID team(Scope scope, String path, @Nullable String name) {
        return teams(scope).idIfAny(path, name);
    }

    List<TicketType> types(Scope scope) {
        return types.all(scope.context().tenant()).stream()
                .filter(t -> t.deskId().equals(scope.desk().id()))
                .toList();
    }

    List<TicketType> allTypes(Scope scope) {
        return types.all(scope.context().tenant());
    }

    /** All prefixes that the tenant counts with. */
    String prefixes(TenantId tenant) {
        return types.all(tenant).stream().map(TicketType::prefix).sorted().collect(Collectors.joining(","));
    }

    @Nullable
    String type(Scope scope, UUID id) {
        return typesByKey(scope).name(id);
    }

    UUID type(Scope scope, String path, @Nullable String key) {
        return typesByKey(scope).id(path, String.valueOf(key));
    }

    private Named<TicketType> typesByKey(Scope scope) {
        return new Named<>("ticket type", types(scope), TicketType::id, TicketType::key);
    }

    List<Category> categories(Scope scope) {
        return types.categories(scope.context().tenant()).stream()
                .filter(c -> c.deskId().equals(scope.desk().id()))
                .sorted(java.util.Comparator.comparing(Category::name))
                .toList();
    }

    /** The way to a category from the root. */
    @Nullable
    List<String> category(Scope scope, @Nullable UUID id) {
        var way = new ArrayList<String>();
        Optional<Category> at =
                id == null ? Optional.empty() : types.category(scope.context().tenant(), id);
        while (at.isPresent()) {
            way.addFirst(at.get().name());
            UUID parent = at.get().parentId();
            at = parent == null
                    ? Optional.empty()
                    : types.category(scope.context().tenant(), parent);
        }
        return way.isEmpty() ? null : way;
    }

    @Nullable
    UUID category(Scope scope, String path, @Nullable List<String> way) {
        UUID at = null;
        for (String name : way == null ? List.<String>of() : way) {
            UUID parent = at;
            at = categories(scope).stream()
                    .filter(c -> c.name().equals(name) && java.util.Objects.equals(c.parentId(), parent))
                    .map(Category::id)
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid(path, "unknown", "The desk has no category " + name));
        }
        return at;
    }

    @Nullable
    String email(Scope scope, @Nullable UUID person) {
        PersonRef ref = person == null || !scope.people() ? null : directory.ref(scope.tx(), person);
        return ref == null ? null : ref.email();
    }

    @Nullable
    UUID person(Scope scope, String path, @Nullable String email) {
        return email == null
                ? null
                : people.byEmail(scope.tx(), email)
                        .orElseThrow(
                                () -> Problem.invalid(path, "unknown", "There is nobody with the address " + email))
                        .id();
    }

    @Nullable
    String desk(Scope scope, String id) {
        return desks.all(scope.context().tenant()).stream()
                .filter(d -> d.id().toString().equals(id))
                .map(d -> d.key())
                .findFirst()
                .orElse(null);
    }

    String deskId(Scope scope, String path, String key) {
        return desks.all(scope.context().tenant()).stream()
                .filter(d -> d.key().equals(key))
                .map(d -> d.id().toString())
                .findFirst()
                .orElseThrow(() -> Problem.invalid(path, "unknown", "There is no desk " + key));
    }
}
