package io.steward.server.assignment;

import io.steward.server.assignment.rules.Candidate;
import io.steward.server.assignment.rules.Decision;
import io.steward.server.assignment.store.RuleStore;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Who would get tickets. Nothing is given to anybody here: people decide. */
@Component
public class Proposals {
    private static final int MOST = 100;

    /** Who would get the next ticket of a type; the rule is null when none applies. */
    public record Preview(@Nullable AssignmentRule rule, Decision decision) {}

    /** A ticket of somebody who is away, and who could take it over. */
    public record Proposal(Ticket ticket, @Nullable AssignmentRule rule, Decision decision) {}

    private record Group(
            UUID desk, @Nullable UUID team, @Nullable UUID schedule) {}

    private final Database database;
    private final Assigner assigner;
    private final Candidates candidates;
    private final Availability availability;
    private final RuleStore store;
    private final Tickets tickets;
    private final TicketReader reader;
    private final Types types;

    Proposals(
            Database database,
            Assigner assigner,
            Candidates candidates,
            Availability availability,
            RuleStore store,
            Tickets tickets,
            TicketReader reader,
            Types types) {
        this.database = database;
        this.assigner = assigner;
        this.candidates = candidates;
        this.availability = availability;
        this.store = store;
        this.tickets = tickets;
        this.reader = reader;
        this.types = types;
    }

    /** @param values what the ticket would have, as in a form: {@code categoryId}, {@code teamId}, {@code tags} and so on */
    public Preview next(Context context, UUID typeId, @Nullable JsonNode values) {
        TicketType type = types.find(context.tenant(), typeId)
                .filter(t -> context.rights().worksOn(t.deskId()))
                .orElseThrow(() -> Problem.invalid("typeId", "unknown", "There is no such ticket type"));
        context.needManager(type.deskId());
        Ticket ticket = tickets.filled(context, type, null, values).given(team(values), null);
        AssignmentRule rule = assigner.ruleFor(context, null, ticket).orElse(null);
        if (rule == null) {
            return new Preview(null, new Decision(null, null, "none", List.of(), List.of()));
        }
        return database.read(context.tenant(), tx -> {
            UUID team = rule.teamId() == null ? ticket.teamId() : rule.teamId();
            var all = candidates.of(tx, context, rule, team);
            return new Preview(rule, assigner.decide(context, rule, ticket, all, store.last(tx, rule.id())));
        });
    }

    private static @Nullable UUID team(@Nullable JsonNode values) {
        String text = values == null ? "" : values.path("teamId").asString("");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("values.teamId", "unreadable", "An id");
        }
    }

    /**
     * A plan for the open tickets of somebody who is away: each by its desk's rules, or to whoever of its team has least to do.
     * What is planned counts, so that not one person gets all.
     */
    public List<Proposal> handover(Context context, UUID person) {
        return database.read(context.tenant(), tx -> {
            availability.allowed(tx, context, person);
            var plan = new Plan(tx, context, person);
            return reader.openOf(tx, context, person, MOST).stream()
                    .map(plan::propose)
                    .toList();
        });
    }

    private final class Plan {
        private final Tx tx;
        private final Context context;
        private final UUID leaving;
        private final HashMap<Group, List<Candidate>> known = new HashMap<>();
        private final HashMap<UUID, Integer> planned = new HashMap<>();
        private final HashMap<UUID, UUID> turns = new HashMap<>();

        Plan(Tx tx, Context context, UUID leaving) {
            this.tx = tx;
            this.context = context;
            this.leaving = leaving;
        }

        Proposal propose(Ticket ticket) {
            AssignmentRule found = assigner.ruleFor(context, null, ticket)
                    .filter(r -> r.strategy() != Strategy.NONE)
                    .orElse(null);
            AssignmentRule rule = found == null ? leastLoaded(ticket) : found;
            UUID team = rule.teamId() == null ? ticket.teamId() : rule.teamId();
            var all = new ArrayList<Candidate>();
            for (Candidate c : known.computeIfAbsent(
                    new Group(ticket.deskId(), team, rule.scheduleId()), g -> candidates.of(tx, context, rule, team))) {
                if (!c.id().equals(leaving)) {
                    all.add(c.with(planned.getOrDefault(c.id(), 0)));
                }
            }
            UUID last =
                    turns.containsKey(rule.id()) || found == null ? turns.get(rule.id()) : store.last(tx, rule.id());
            Decision decision = assigner.decide(context, rule, ticket, all, last);
            UUID chosen = decision.chosenId();
            if (chosen != null) {
                planned.merge(chosen, 1, Integer::sum);
                turns.put(rule.id(), chosen);
            }
            return new Proposal(ticket, found, decision);
        }

        private AssignmentRule leastLoaded(Ticket ticket) {
            return new AssignmentRule(
                    ticket.deskId(),
                    ticket.deskId(),
                    0,
                    "",
                    null,
                    "",
                    null,
                    Strategy.LEAST_LOADED,
                    null,
                    List.of(),
                    true,
                    1);
        }
    }
}
