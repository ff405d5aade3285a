package io.steward.server.assignment.rules;

import io.steward.server.assignment.Strategy;
import io.steward.server.assignment.rules.Decision.Considered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Chooses who gets a ticket. Pure: the same candidates and the same turn give the same answer. */
public final class Chooser {
    private Chooser() {}

    /**
     * Who is absent, full or without a needed skill is left out. Of those left whoever is next in turn, has least to do, or
     * has most of the wished skills gets it; what is equal is decided by the turn.
     *
     * @param last whose turn it was
     * @param needed skills that whoever gets it must have; only asked by skill
     * @param wished words of the ticket that may be skills
     */
    public static Decision choose(
            Strategy strategy,
            Collection<Candidate> candidates,
            @Nullable UUID last,
            Collection<String> needed,
            Collection<String> wished) {
        if (strategy == Strategy.NONE) {
            return new Decision(null, null, "none", List.of(), List.of());
        }
        boolean bySkill = strategy == Strategy.BY_SKILL;
        var wanted = new TreeSet<String>();
        if (bySkill) {
            wanted.addAll(needed);
            // A word that nobody has as a skill is no skill.
            candidates.forEach(c -> c.skills().stream().filter(wished::contains).forEach(wanted::add));
        }
        var considered = inTurn(candidates, last).stream()
                .map(c ->
                        strategy == Strategy.ON_CALL ? onCall(c) : considered(c, bySkill ? needed : List.of(), wanted))
                .toList();
        var free = considered.stream().filter(Considered::isFree).toList();
        if (free.isEmpty()) {
            return new Decision(null, null, "nobody", List.copyOf(wanted), considered);
        }
        // The sort is stable, so what is equal stays in turn.
        Considered chosen = free.stream().sorted(order(strategy)).findFirst().orElseThrow();
        return new Decision(chosen.id(), chosen.name(), because(strategy), List.copyOf(wanted), considered);
    }

    private static Comparator<Considered> order(Strategy strategy) {
        Comparator<Considered> leastOpen = Comparator.comparingInt(Considered::open);
        return switch (strategy) {
            case NONE, ROUND_ROBIN, ON_CALL -> (a, b) -> 0;
            case LEAST_LOADED -> leastOpen;
            case BY_SKILL ->
                Comparator.comparingInt((Considered c) -> -c.has().size()).thenComparing(leastOpen);
        };
    }

    private static String because(Strategy strategy) {
        return switch (strategy) {
            case NONE -> "none";
            case ROUND_ROBIN -> "turn";
            case LEAST_LOADED -> "least";
            case BY_SKILL -> "skills";
            case ON_CALL -> "on_call";
        };
    }

    /** Beginning with whoever comes after the last one, round to the last one. */
    private static List<Candidate> inTurn(Collection<Candidate> candidates, @Nullable UUID last) {
        var sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparing(c -> c.id().toString()));
        if (last == null) {
            return sorted;
        }
        var turned = new ArrayList<Candidate>(sorted.size());
        sorted.stream()
                .filter(c -> c.id().toString().compareTo(last.toString()) > 0)
                .forEach(turned::add);
        sorted.stream()
                .filter(c -> c.id().toString().compareTo(last.toString()) <= 0)
                .forEach(turned::add);
        return turned;
    }

    /** Whoever is on call gets it, however much they have, and even if they are marked as absent: that is what it means. */
    private static Considered onCall(Candidate c) {
        return new Considered(c.id(), c.name(), c.open(), c.most(), null, null, List.of(), List.of());
    }

    private static Considered considered(Candidate c, Collection<String> needed, Collection<String> wanted) {
        var has = wanted.stream().filter(c.skills()::contains).toList();
        var lacks = needed.stream().filter(s -> !c.skills().contains(s)).toList();
        String left =
                c.absentUntil() != null ? "absent" : c.open() >= c.most() ? "full" : lacks.isEmpty() ? null : "skills";
        return new Considered(c.id(), c.name(), c.open(), c.most(), left, c.absentUntil(), has, lacks);
    }
}
