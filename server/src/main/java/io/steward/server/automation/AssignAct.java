package io.steward.server.automation;

import io.steward.server.assignment.Strategy;
import io.steward.server.assignment.Turns;
import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.automation.store.RuleRows;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.platform.Problem;
import io.steward.server.ticket.ChangeTicket;
import io.steward.server.ticket.TicketField;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code assign}: gives the ticket to a team, a person, or to whom a strategy chooses. */
@Component
class AssignAct implements Act {
    private final Changing changing;
    private final Desks desks;
    private final Directory directory;
    private final Turns turns;
    private final RuleRows store;

    AssignAct(Changing changing, Desks desks, Directory directory, Turns turns, RuleRows store) {
        this.changing = changing;
        this.desks = desks;
        this.directory = directory;
        this.turns = turns;
        this.store = store;
    }

    @Override
    public String kind() {
        return "assign";
    }

    @Override
    public void define(Defining d, JsonNode action, String path) {
        UUID team = ActJson.id(action, "team", d.check(), path);
        UUID person = isActor(action) ? null : ActJson.id(action, "person", d.check(), path);
        String strategy = ActJson.text(action, "strategy");
        d.check()
                .that(
                        team != null || person != null || isActor(action) || !strategy.isEmpty(),
                        path + ".team",
                        "required",
                        "A team, a person or a strategy");
        d.check()
                .that(
                        team == null
                                || desks.team(d.context().tenant(), team)
                                        .filter(t -> t.deskId().equals(d.desk()))
                                        .isPresent(),
                        path + ".team",
                        "unknown",
                        "The desk has no such team");
        d.check()
                .that(
                        person == null || directory.ref(d.tx(), person) != null,
                        path + ".person",
                        "unknown",
                        "There is no such person");
        d.check()
                .that(
                        person == null || strategy.isEmpty(),
                        path + ".strategy",
                        "both",
                        "Either a person or a strategy");
        try {
            strategy(strategy);
        } catch (Problem e) {
            d.check().error(path + ".strategy", "unknown", "round_robin, least_loaded or skill");
        }
    }

    /** Whoever did what started the rule. */
    private static boolean isActor(JsonNode action) {
        return ActJson.text(action, "person").equals("actor");
    }

    private static @Nullable UUID actor(Doing d) {
        String id = d.run().event().data().get("actor");
        return id == null ? null : UUID.fromString(id);
    }

    private static @Nullable Strategy strategy(String written) {
        return written.isEmpty() ? null : Strategy.of(written.equals("skill") ? "by_skill" : written);
    }

    @Override
    public Done run(Doing d, JsonNode action) {
        UUID team = ActJson.id(action, "team");
        UUID person = isActor(action) ? actor(d) : ActJson.id(action, "person");
        Strategy strategy = strategy(ActJson.text(action, "strategy"));
        if (strategy != null && strategy != Strategy.NONE) {
            person = chosen(d, team, strategy);
        }
        Map<TicketField, @Nullable Object> values = new EnumMap<>(TicketField.class);
        if (team != null) {
            values.put(TicketField.TEAM, team);
        }
        boolean moved = team != null && !team.equals(d.ticket().teamId());
        if (person != null || moved) {
            // Who had it is of another team; the new one finds it in its queue.
            values.put(TicketField.ASSIGNEE, person);
        }
        String to = to(d, team, person);
        return changing.change(
                d, new ChangeTicket(values), "Assigned to " + to, new Words("assigned", Map.of("to", to)));
    }

    private UUID chosen(Doing d, @Nullable UUID team, Strategy strategy) {
        UUID last = store.lastTurn(d.tx(), d.run().ruleId(), d.path());
        UUID of = team == null ? d.ticket().teamId() : team;
        var chosen = turns.choose(d.tx(), d.context(), d.ticket(), of, strategy, last)
                .orElseThrow(() -> Problem.conflict("Nobody is free to get the ticket"));
        store.turn(d.tx(), d.run().ruleId(), d.path(), chosen.id());
        return chosen.id();
    }

    private String to(Doing d, @Nullable UUID team, @Nullable UUID person) {
        PersonRef ref = person == null ? null : directory.ref(d.tx(), person);
        String to = team == null
                ? ""
                : desks.team(d.context().tenant(), team).map(Team::name).orElse("?");
        return to + (ref == null ? "" : (to.isEmpty() ? "" : " / ") + ref.name());
    }
}
