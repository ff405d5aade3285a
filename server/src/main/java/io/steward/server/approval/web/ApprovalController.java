package io.steward.server.approval.web;

import io.steward.server.approval.Approval;
import io.steward.server.approval.Approvals;
import io.steward.server.approval.Deciding;
import io.steward.server.approval.Plan;
import io.steward.server.approval.rules.PlanForm;
import io.steward.server.approval.web.ApprovalViews.ApprovalView;
import io.steward.server.platform.Check;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.TicketReader;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Decisions that are waited for: asked for by agents, made by whoever is asked. */
@RestController
@RequestMapping("/api/v1")
class ApprovalController {
    private final Approvals approvals;
    private final Deciding deciding;
    private final ApprovalViews views;
    private final TicketReader tickets;
    private final Database database;
    private final Idempotency idempotency;

    ApprovalController(
            Approvals approvals,
            Deciding deciding,
            ApprovalViews views,
            TicketReader tickets,
            Database database,
            Idempotency idempotency) {
        this.approvals = approvals;
        this.deciding = deciding;
        this.views = views;
        this.tickets = tickets;
        this.database = database;
        this.idempotency = idempotency;
    }

    /** @param decision approved or rejected */
    record Decision(@Nullable String decision, @Nullable String comment) {}

    record Withdrawal(@Nullable String reason) {}

    /** @param waiting at most 100 */
    record Count(int waiting) {}

    @Access(Who.SIGNED_IN)
    @GetMapping("/approvals")
    Page<ApprovalView> approvals(
            Caller caller,
            @RequestParam(defaultValue = "waiting") String show,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        Approvals.Mine which = switch (show) {
            case "waiting" -> Approvals.Mine.WAITING;
            case "decided" -> Approvals.Mine.DECIDED;
            case "asked" -> Approvals.Mine.ASKED;
            default -> throw Problem.invalid("show", "unknown", "One of waiting, decided, asked");
        };
        var page = Page.of(
                approvals.mine(caller.context(), which, cursor, most + 1), most, (Approval a) -> a.id().toString());
        return new Page<>(views.all(caller.context(), page.items()), page.next());
    }

    @Access(Who.SIGNED_IN)
    @GetMapping("/approvals/count")
    Count count(Caller caller) {
        return new Count(approvals.waiting(caller.context()));
    }

    @Access(Who.SIGNED_IN)
    @GetMapping("/approvals/{id}")
    ApprovalView approval(Caller caller, @PathVariable UUID id) {
        return views.one(caller.context(), approvals.get(caller.context(), id));
    }

    @Access(Who.SIGNED_IN)
    @PostMapping("/approvals/{id}/decision")
    ApprovalView decide(Caller caller, @PathVariable UUID id, @RequestBody Decision body) {
        // First, whether it is theirs to know of.
        approvals.get(caller.context(), id);
        boolean approved = approved(body.decision());
        return views.one(
                caller.context(), deciding.decide(caller.context(), id, null, approved, body.comment(), "app"));
    }

    @Access(Who.SIGNED_IN)
    @PostMapping("/approvals/{id}/withdraw")
    ApprovalView withdraw(Caller caller, @PathVariable UUID id, @RequestBody Withdrawal body) {
        return views.one(caller.context(), deciding.withdraw(caller.context(), id, body.reason()));
    }

    @Access(Who.AGENT)
    @GetMapping("/tickets/{id}/approvals")
    List<ApprovalView> ofTicket(Caller caller, @PathVariable String id) {
        return views.all(caller.context(), approvals.ofTicket(caller.context(), id));
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets/{id}/approvals")
    ResponseEntity<?> ask(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        database.read(caller.tenant(), tx -> tickets.worked(tx, caller.context(), id));
        var check = new Check();
        Plan plan = PlanForm.read(body, check, "");
        check.done();
        return idempotency.once(
                caller,
                key,
                List.of(id, body),
                also -> ResponseEntity.status(201)
                        .body(views.one(caller.context(), approvals.request(caller.context(), id, plan, also))));
    }

    /** @throws Problem naming the field {@code decision} */
    static boolean approved(@Nullable String decision) {
        return switch (decision == null ? "" : decision) {
            case "approved" -> true;
            case "rejected" -> false;
            default -> throw Problem.invalid("decision", "unknown", "approved or rejected");
        };
    }
}
