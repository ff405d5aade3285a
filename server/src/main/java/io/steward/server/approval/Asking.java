package io.steward.server.approval;

import io.steward.server.approval.rules.PlanForm;
import io.steward.server.approval.store.ApprovalStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.FieldError;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks for approvals in the transaction of what calls for them. */
@Component
public class Asking {
    private final Approvals approvals;
    private final ApprovalStore store;

    Asking(Approvals approvals, ApprovalStore store) {
        this.approvals = approvals;
        this.store = store;
    }

    /** Those whose decisions about a ticket are waited for now. */
    public Set<UUID> waitedFor(Tx tx, UUID ticket) {
        return store.standing(tx, ticket, ApprovalState.PENDING).stream()
                .flatMap(a -> a.current().stream())
                .filter(s -> s.approved() == null)
                .map(Seat::personId)
                .collect(Collectors.toSet());
    }

    /** Finds fault with a plan as it is written. @param path before the names of its fields */
    public void define(@Nullable JsonNode plan, Check check, String path) {
        PlanForm.read(plan, check, path);
    }

    /** Asks by a rule, which is nobody. Answers the approval's id. @throws Problem when nobody could decide */
    public UUID byRule(Tx tx, Context context, Ticket ticket, JsonNode plan) {
        var check = new Check();
        Plan read = PlanForm.read(plan, check, "plan.");
        check.done();
        return approvals.request(tx, context, ticket, read).id();
    }

    /** @throws Problem naming {@code status} when nobody could decide */
    public void byWorkflow(Tx tx, Context context, Ticket ticket, Plan plan) {
        try {
            approvals.request(tx, context, ticket, plan);
        } catch (Problem refused) {
            String why = refused.errors().isEmpty()
                    ? refused.text()
                    : refused.errors().stream()
                            .map(FieldError::message)
                            .distinct()
                            .collect(Collectors.joining(" "));
            throw Problem.invalid("status", "approval", plan.title() + ": " + why);
        }
    }
}
