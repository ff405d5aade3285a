package io.steward.server.assignment;

import io.steward.server.assignment.rules.Candidate;
import io.steward.server.assignment.rules.Chooser;
import io.steward.server.assignment.rules.Decision;
import io.steward.server.assignment.rules.Skills;
import io.steward.server.assignment.store.RuleStore;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Category;
import io.steward.server.ticket.Conditions;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.Types;
import io.steward.server.ticket.spi.TicketAssigner;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives new tickets to people by the rules of their desk, in the transaction that creates them. */
@Component
class Assigner implements TicketAssigner {
    /** Of a very large team the journal tells of these only, whose turn it would have been. */
    private static final int MOST_TOLD = 100;

    private final AssignmentRules rules;
    private final RuleStore store;
    private final Candidates candidates;
    private final Conditions conditions;
    private final Types types;

    Assigner(AssignmentRules rules, RuleStore store, Candidates candidates, Conditions conditions, Types types) {
        this.rules = rules;
        this.store = store;
        this.candidates = candidates;
        this.conditions = conditions;
        this.types = types;
    }

    @Override
    public @Nullable Choice choose(Tx tx, Context context, Ticket ticket) {
        AssignmentRule rule = ruleFor(context, tx, ticket).orElse(null);
        if (rule == null) {
            return null;
        }
        UUID team = rule.teamId() == null ? ticket.teamId() : rule.teamId();
        if (rule.strategy() == Strategy.NONE && Objects.equals(team, ticket.teamId())) {
            return null;
        }
        // Held until the ticket is there: whoever comes next counts it, and takes the next turn.
        var turns = store.lock(tx, rule.deskId());
        if (!turns.containsKey(rule.id())) {
            return null;
        }
        var all = rule.strategy() == Strategy.NONE ? Set.<Candidate>of() : candidates.of(tx, context, rule, team);
        Decision decision = decide(context, rule, ticket, all, turns.get(rule.id()));
        UUID chosen = decision.chosenId();
        if (chosen != null) {
            store.turn(tx, rule.id(), chosen);
        }
        return new Choice(team, chosen, new Cause("assignment", rule.name()), data(rule, decision));
    }

    /** The first of the desk's active rules that the ticket meets. */
    Optional<AssignmentRule> ruleFor(Context context, @Nullable Tx tx, Ticket ticket) {
        return rules.of(context.tenant(), ticket.deskId()).stream()
                .filter(r -> applies(context, tx, r, ticket))
                .findFirst();
    }

    private boolean applies(Context context, @Nullable Tx tx, AssignmentRule rule, Ticket ticket) {
        // Who named a team has decided: rules for other teams have no say.
        boolean team = rule.teamId() == null
                || ticket.teamId() == null
                || ticket.teamId().equals(rule.teamId());
        return rule.active()
                && team
                && (rule.typeId() == null || rule.typeId().equals(ticket.typeId()))
                && conditions.hold(Context.system(context.tenant(), context.at(), null), tx, ticket, rule.query());
    }

    Decision decide(
            Context context, AssignmentRule rule, Ticket ticket, Collection<Candidate> all, @Nullable UUID last) {
        return Chooser.choose(rule.strategy(), all, last, rule.skills(), words(context, ticket));
    }

    /** What of a ticket may name a skill: its tags, and the names of its category and those above. */
    private Set<String> words(Context context, Ticket ticket) {
        var words = new HashSet<String>();
        ticket.tags().forEach(tag -> words.add(Skills.plain(tag)));
        if (ticket.categoryId() != null) {
            var known = new LinkedHashMap<UUID, Category>();
            types.categories(context.tenant()).forEach(c -> known.put(c.id(), c));
            Category at = known.get(ticket.categoryId());
            for (int depth = 0; at != null && depth < 20; depth++) {
                words.add(Skills.plain(at.name()));
                at = at.parentId() == null ? null : known.get(at.parentId());
            }
        }
        return words;
    }

    private static LinkedHashMap<String, Object> data(AssignmentRule rule, Decision decision) {
        var data = new LinkedHashMap<String, Object>();
        data.put("rule", rule.name());
        data.put("ruleId", rule.id());
        data.put("strategy", rule.strategy().key());
        data.put("because", decision.because());
        if (decision.chosenName() != null) {
            data.put("assignee", decision.chosenName());
            data.put("assigneeId", decision.chosenId());
        }
        data.put("wanted", decision.wanted());
        data.put("considered", decision.considered().stream().limit(MOST_TOLD).toList());
        return data;
    }
}
