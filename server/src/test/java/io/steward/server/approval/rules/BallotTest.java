package io.steward.server.approval.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.approval.Plan;
import io.steward.server.approval.Plan.Rule;
import io.steward.server.approval.rules.Ballot.Outcome;
import io.steward.server.platform.Check;
import io.steward.server.platform.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What votes come to, by examples and for all ballots that chance makes. */
class BallotTest {
    private static Plan.Step step(Rule rule, int needed) {
        return new Plan.Step("", rule, needed, List.of());
    }

    /** y, n and - for who has not decided. */
    private static List<@Nullable Boolean> votes(String written) {
        var votes = new ArrayList<@Nullable Boolean>();
        written.chars().forEach(c -> votes.add(c == '-' ? null : (Boolean) (c == 'y')));
        return votes;
    }

    @ParameterizedTest
    @CsvSource({
        "ANY,1,---,OPEN",
        "ANY,1,y--,APPROVED",
        "ANY,1,n--,OPEN",
        "ANY,1,nn-,OPEN",
        "ANY,1,nny,APPROVED",
        "ANY,1,nnn,REJECTED",
        "ALL,1,yy-,OPEN",
        "ALL,1,yyy,APPROVED",
        "ALL,1,yn-,REJECTED",
        "QUORUM,2,y--,OPEN",
        "QUORUM,2,y-y,APPROVED",
        "QUORUM,2,yn-,OPEN",
        "QUORUM,2,nn-,REJECTED",
        "QUORUM,3,n--,REJECTED",
    })
    void byExample(Rule rule, int needed, String votes, Outcome outcome) {
        assertThat(Ballot.of(step(rule, needed), votes(votes))).isEqualTo(outcome);
    }

    @Test
    void aDecisionIsReachedOnceWhateverTheOrderAndNeverTurns() {
        var random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            int seats = 1 + random.nextInt(7);
            var step = step(Rule.values()[random.nextInt(3)], 1 + random.nextInt(seats));
            var votes = new ArrayList<@Nullable Boolean>();
            var order = new ArrayList<Integer>();
            for (int i = 0; i < seats; i++) {
                votes.add(null);
                order.add(i);
            }
            Collections.shuffle(order, random);
            Outcome before = Ballot.of(step, votes);
            assertThat(before).isEqualTo(Outcome.OPEN);
            for (int seat : order) {
                votes.set(seat, random.nextBoolean());
                Outcome now = Ballot.of(step, votes);
                if (before != Outcome.OPEN) {
                    assertThat(now).isEqualTo(before);
                }
                before = now;
                var mixed = new ArrayList<@Nullable Boolean>(votes);
                Collections.shuffle(mixed, random);
                assertThat(Ballot.of(step, mixed)).isEqualTo(now);
            }
            long yes = votes.stream().filter(Boolean.TRUE::equals).count();
            assertThat(before).isEqualTo(yes >= Ballot.needed(step, seats) ? Outcome.APPROVED : Outcome.REJECTED);
        }
    }

    @Test
    void stepsAreDecidedInOrderAndTheFirstRejectionEndsAll() {
        var random = new Random(13);
        for (int round = 0; round < 10_000; round++) {
            var steps = new ArrayList<Outcome>();
            for (int i = 0; i <= random.nextInt(5); i++) {
                steps.add(Outcome.values()[random.nextInt(3)]);
            }
            Outcome all = Ballot.all(steps);
            int place = Ballot.place(steps);
            assertThat(steps.subList(0, place)).allMatch(o -> o == Outcome.APPROVED);
            assertThat(all == Outcome.APPROVED).isEqualTo(steps.stream().allMatch(o -> o == Outcome.APPROVED));
            assertThat(all).isEqualTo(steps.get(place));
        }
    }

    @Test
    void aPlanIsReadAndItsFaultsAreNamed() {
        var check = new Check();
        Plan plan = PlanForm.read(Json.tree("""
                        {"title":"Buy  it","steps":[{"rule":"quorum","needed":2,"approvers":[{"kind":"role","role":"agent"}]},
                         {"rule":"any","approvers":[{"kind":"manager"}]}],"onApproved":"open","remindHours":24}"""), check, "");
        check.done();
        assertThat(plan.title()).isEqualTo("Buy it");
        assertThat(plan.steps().get(1).approvers().getFirst().level()).isEqualTo(1);
        assertThat(plan.watched()).containsExactly("title", "description");
        // As it is kept.
        assertThat(Json.read(Json.text(plan), Plan.class)).isEqualTo(plan);
        for (var wrong : List.of(
                new String[] {"null", "steps"},
                new String[] {"{\"title\":\"x\",\"steps\":[]}", "steps"},
                new String[] {
                    "{\"title\":\"\",\"steps\":[{\"rule\":\"any\",\"approvers\":[{\"kind\":\"manager\"}]}]}", "title"
                },
                new String[] {
                    "{\"title\":\"x\",\"steps\":[{\"rule\":\"some\",\"approvers\":[{\"kind\":\"manager\"}]}]}",
                    "steps[0].rule"
                },
                new String[] {
                    "{\"title\":\"x\",\"steps\":[{\"rule\":\"any\",\"approvers\":[{\"kind\":\"person\",\"id\":\"me\"}]}]}",
                    "steps[0].approvers[0].id"
                },
                new String[] {
                    "{\"title\":\"x\",\"steps\":[{\"rule\":\"quorum\",\"approvers\":[{\"kind\":\"manager\"}]}]}",
                    "steps[0].needed"
                },
                new String[] {
                    "{\"title\":\"x\",\"expiresHours\":0,\"steps\":[{\"rule\":\"any\",\"approvers\":[{\"kind\":\"manager\"}]}]}",
                    "expiresHours"
                },
                new String[] {
                    "{\"title\":\"x\",\"body\":1,\"steps\":[{\"rule\":\"any\",\"approvers\":[{\"kind\":\"manager\",\"level\":9}]}]}",
                    "body"
                })) {
            var faults = new Check();
            PlanForm.read(Json.tree(wrong[0]), faults, "p.");
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                    io.steward.server.platform.Problem.class, faults::done)
                            .errors())
                    .as(wrong[0])
                    .anyMatch(e -> e.field().equals("p." + wrong[1]));
        }
    }
}
