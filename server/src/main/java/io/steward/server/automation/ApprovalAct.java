package io.steward.server.automation;

import io.steward.server.approval.Asking;
import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code approval}: asks for a decision. */
@Component
class ApprovalAct implements Act {
    static final String APPROVAL = "approval";

    private final Asking asking;

    ApprovalAct(Asking asking) {
        this.asking = asking;
    }

    @Override
    public String kind() {
        return "approval";
    }

    @Override
    public void define(Defining d, JsonNode action, String path) {
        JsonNode plan = action.path("plan");
        asking.define(plan.isMissingNode() ? null : plan, d.check(), path + ".plan.");
    }

    @Override
    public Done run(Doing d, JsonNode action) {
        var id = asking.byRule(d.tx(), d.context(), d.ticket(), action.path("plan"));
        String title = action.path("plan").path("title").asString("");
        return new Done(
                "Asked for the approval “" + title + "”",
                Map.of(APPROVAL, id),
                new Words("asked", Map.of("title", title)));
    }
}
