package io.steward.server.approval;

import io.steward.server.platform.Context;
import io.steward.server.platform.FieldError;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asks for approvals in the transaction of what calls for them. */
@Component
public class Asking {
    private final Approvals approvals;

    Asking(Approvals approvals) {
        this.approvals = approvals;
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
