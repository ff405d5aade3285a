package io.steward.server.approval.web;

import io.steward.server.approval.Approval;
import io.steward.server.approval.Approvals;
import io.steward.server.approval.Deciding;
import io.steward.server.approval.DecisionLinks;
import io.steward.server.approval.web.ApprovalViews.ApprovalView;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Who;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Deciding from a mail's signed link. To look decides nothing, since programs look at links as well; a link decides once, and
 * only the step that it was made for.
 */
@RestController
@RequestMapping("/api/v1/decisions")
class DecisionController {
    private final DecisionLinks links;
    private final Approvals approvals;
    private final Deciding deciding;
    private final ApprovalViews views;
    private final Tenants tenants;

    DecisionController(
            DecisionLinks links, Approvals approvals, Deciding deciding, ApprovalViews views, Tenants tenants) {
        this.links = links;
        this.approvals = approvals;
        this.deciding = deciding;
        this.views = views;
        this.tenants = tenants;
    }

    /** @param open whether this link can still decide */
    record View(String organisation, String person, boolean open, ApprovalView approval) {}

    record Given(@Nullable String decision, @Nullable String comment) {}

    @Access(Who.ANYONE)
    @GetMapping("/{token}")
    View get(@PathVariable String token) {
        var link = links.read(token);
        return view(link, approvals.get(link.context(), link.approval()));
    }

    @Access(Who.ANYONE)
    @PostMapping("/{token}")
    View decide(@PathVariable String token, @RequestBody Given given) {
        var link = links.read(token);
        boolean approved = ApprovalController.approved(given.decision());
        return view(
                link, deciding.decide(link.context(), link.approval(), link.step(), approved, given.comment(), "mail"));
    }

    private View view(DecisionLinks.Link link, Approval a) {
        ApprovalView view = views.one(link.context(), a);
        return new View(
                tenants.get(link.context().tenant()).name(),
                link.context().actor().name(),
                a.step() == link.step() && view.may().decideFor() != null,
                view);
    }
}
