package io.steward.server.assignment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.assignment.Strategy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is chosen, and what is said about it. */
class ChooserTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(-1, 3);

    private static Candidate free(UUID id, int open, String... skills) {
        return new Candidate(id, id.toString(), open, 5, List.of(skills), null);
    }

    private static Decision choose(Strategy strategy, UUID last, Candidate... all) {
        return Chooser.choose(strategy, List.of(all), last, Set.of(), Set.of());
    }

    @Test
    void turnsGoRoundAndSkipWhoIsNotThere() {
        assertThat(Chooser.choose(Strategy.ROUND_ROBIN, List.of(free(B, 0), free(A, 4)), null, Set.of(), Set.of())
                        .chosenId())
                .isEqualTo(A);
        assertThat(choose(Strategy.ROUND_ROBIN, A, free(A, 0), free(B, 0), free(C, 0))
                        .chosenId())
                .isEqualTo(B);
        assertThat(choose(Strategy.ROUND_ROBIN, C, free(A, 0), free(B, 0), free(C, 0))
                        .chosenId())
                .isEqualTo(A);
        var away = new Candidate(B, "Bea", 0, 5, List.of(), LocalDate.of(2026, 12, 1));
        var decision = choose(Strategy.ROUND_ROBIN, A, free(A, 0), away, free(C, 5));
        assertThat(decision.chosenId()).isEqualTo(A);
        assertThat(decision.considered()).extracting(Decision.Considered::left).containsExactly("absent", "full", null);
        assertThat(decision.because()).isEqualTo("turn");
    }

    @Test
    void nobodyFreeIsNobodyChosen() {
        var decision = choose(Strategy.LEAST_LOADED, A, free(A, 5), free(B, 9));
        assertThat(decision.chosenId()).isNull();
        assertThat(decision.because()).isEqualTo("nobody");
        assertThat(choose(Strategy.ROUND_ROBIN, A).because()).isEqualTo("nobody");
        assertThat(choose(Strategy.NONE, A, free(A, 0)).chosenId()).isNull();
    }

    @Test
    void whoHasLeastGetsItAndEqualsTakeTurns() {
        assertThat(choose(Strategy.LEAST_LOADED, A, free(A, 1), free(B, 3), free(C, 2))
                        .chosenId())
                .isEqualTo(A);
        assertThat(choose(Strategy.LEAST_LOADED, A, free(A, 2), free(B, 2), free(C, 2))
                        .chosenId())
                .isEqualTo(B);
    }

    @Test
    void neededSkillsAreNeededAndWishedOnesPreferred() {
        var all = List.of(free(A, 0, "sap"), free(B, 4, "vpn", "sap"), free(C, 0));
        var decision = Chooser.choose(Strategy.BY_SKILL, all, null, Set.of("sap"), Set.of("vpn", "blue"));
        assertThat(decision.chosenId()).isEqualTo(B);
        assertThat(decision.wanted()).containsExactly("sap", "vpn");
        assertThat(decision.considered().getLast().lacks()).containsExactly("sap");
        assertThat(decision.considered().getLast().left()).isEqualTo("skills");
        var less = Chooser.choose(Strategy.BY_SKILL, all, null, Set.of(), Set.of("blue"));
        assertThat(less.chosenId()).isEqualTo(A);
    }

    @Test
    void overManyTicketsTurnsAreFair() {
        var open = new HashMap<UUID, Integer>();
        UUID last = null;
        var people = new ArrayList<>(List.of(A, B, C));
        for (int i = 0; i < 100; i++) {
            var all = people.stream()
                    .map(p -> new Candidate(p, "x", open.getOrDefault(p, 0), 1_000, List.of(), null))
                    .toList();
            last = Chooser.choose(Strategy.ROUND_ROBIN, all, last, Set.of(), Set.of())
                    .chosenId();
            open.merge(last, 1, Integer::sum);
        }
        assertThat(open.values()).containsExactlyInAnyOrder(34, 33, 33);
    }
}
