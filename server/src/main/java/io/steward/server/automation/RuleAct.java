package io.steward.server.automation;

import io.steward.server.automation.rules.Event;
import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.automation.store.RuleRows;
import io.steward.server.platform.Problem;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code rule}: runs another rule of the desk for the ticket, if its condition holds. */
@Component
class RuleAct implements Act {
    private final Matching matching;
    private final RuleRows store;

    RuleAct(Matching matching, RuleRows store) {
        this.matching = matching;
        this.store = store;
    }

    @Override
    public String kind() {
        return "rule";
    }

    @Override
    public void define(Defining d, JsonNode action, String path) {
        UUID id = ActJson.id(action, "ruleId", d.check(), path);
        d.check()
                .that(
                        id != null
                                && store.find(d.tx(), id)
                                        .filter(r -> r.deskId().equals(d.desk()))
                                        .isPresent(),
                        path + ".ruleId",
                        "unknown",
                        "The desk has no such rule");
    }

    @Override
    public Done run(Doing d, JsonNode action) {
        UUID id = ActJson.id(action, "ruleId");
        var batch = matching.batch(d.tx(), d.context().at());
        var called = id == null ? null : batch.book().rule(id).orElse(null);
        if (called == null || !called.rule().deskId().equals(d.ticket().deskId())) {
            throw Problem.conflict("The rule to be run is switched off or not there any more");
        }
        var event = Event.called(
                null, d.context().at(), Set.of(called.rule().id()), d.run().ruleName());
        batch.considerOnly(called, event, d.ticket(), d.run().depth() + 1, "s" + d.stepId());
        String name = called.rule().name();
        return batch.start() > 0
                ? new Done("Started “" + name + "”", Map.of(), new Words("started", Map.of("name", name)))
                : new Done("“" + name + "” does not apply", Map.of(), new Words("not_started", Map.of("name", name)));
    }
}
