package io.steward.server.approval.work;

import io.steward.server.approval.store.ApprovalStore;
import io.steward.server.platform.Context;
import io.steward.server.query.FieldSource;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryType;
import io.steward.server.query.Values;
import io.steward.server.ticket.Ticket;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How the last approval of a ticket stands, in queries and in conditions of workflows: {@code approval = approved}. */
@Component
class ApprovalField implements FieldSource<Ticket> {
    private static final List<Values.Option> STATES = List.of(
            new Values.Option("none", "none"),
            new Values.Option("pending", "pending"),
            new Values.Option("approved", "approved"),
            new Values.Option("rejected", "rejected"),
            new Values.Option("expired", "expired"));

    private final ApprovalStore store;

    ApprovalField(ApprovalStore store) {
        this.store = store;
    }

    @Override
    public Contribution<Ticket> fields(Context context) {
        QueryField<Ticket> field = QueryField.<Ticket>of(
                        "approval",
                        QueryType.CHOICE,
                        ApprovalStore.stateOfTicket(),
                        (scope, ticket) -> scope.reads().read(tx -> store.stateOf(tx, ticket.id())))
                .valued(Values.of(scope -> STATES))
                .always();
        return new Contribution<>(List.of(field), Map.of());
    }
}
