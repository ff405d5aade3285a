package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.identity.Desks;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The desk's teams. Tickets may be theirs, so a file never takes one away. */
@Component
@Order(10)
class TeamSection implements Section {
    /** @param members e-mail addresses; null leaves the members as they are */
    record TeamFile(@Nullable String name, @Nullable List<String> members) {
        TeamFile {
            name = TypeFile.strip(name);
            members = members == null
                    ? null
                    : members.stream().sorted().distinct().toList();
        }
    }

    private final Desks desks;
    private final DeskNames names;

    TeamSection(Desks desks, DeskNames names) {
        this.desks = desks;
        this.names = names;
    }

    @Override
    public String name() {
        return "teams";
    }

    @Override
    public JsonNode export(Scope scope) {
        return Shapes.tree(names.teams(scope).all().stream()
                .map(t -> new TeamFile(t.name(), scope.people() ? emails(t) : null))
                .toList());
    }

    private static List<String> emails(Team team) {
        return team.members().stream()
                .map(PersonRef::email)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        var wanted = Shapes.list(given, TeamFile.class, name(), trouble);
        if (scope != null) {
            for (Team team : names.teams(scope).all()) {
                if (wanted.stream().noneMatch(w -> team.name().equals(w.name()))) {
                    trouble.notice("The team “" + team.name()
                            + "” is not in the file; it stays, since tickets may be its own");
                    wanted.add(new TeamFile(team.name(), scope.people() ? emails(team) : null));
                }
            }
        }
        wanted.sort(Comparator.comparing(t -> String.valueOf(t.name())));
        return Shapes.tree(wanted);
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        var all = Shapes.list(wanted, TeamFile.class, name(), trouble);
        for (int i = 0; i < all.size(); i++) {
            TeamFile w = all.get(i);
            String path = name() + "[" + i + "].members";
            List<UUID> members = w.members() == null
                    ? null
                    : w.members().stream()
                            .map(email -> Objects.requireNonNull(names.person(scope, path, email)))
                            .toList();
            Team now = names.teams(scope).all().stream()
                    .filter(t -> t.name().equals(w.name()))
                    .findFirst()
                    .orElse(null);
            if (now == null) {
                desks.createTeam(
                        scope.tx(),
                        scope.context(),
                        scope.desk().id(),
                        w.name(),
                        members == null ? List.of() : members);
            } else if (members != null && !members.equals(ids(now))) {
                desks.changeTeam(scope.context(), now.id(), null, members, now.version());
            }
        }
    }

    private static List<UUID> ids(Team team) {
        return team.members().stream()
                .sorted(Comparator.comparing(m -> String.valueOf(m.email())))
                .map(PersonRef::id)
                .toList();
    }
}
