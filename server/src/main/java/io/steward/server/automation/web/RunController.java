package io.steward.server.automation.web;

import io.steward.server.automation.RuleRuns;
import io.steward.server.automation.Run;
import io.steward.server.automation.Undoing;
import io.steward.server.automation.store.RunStore;
import io.steward.server.automation.web.RuleViews.RunView;
import io.steward.server.automation.web.RuleViews.UndoneView;
import io.steward.server.automation.web.RuleViews.WhyView;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Who;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What rules did, and why. */
@RestController
@RequestMapping("/api/v1")
class RunController {
    private final RuleRuns runs;
    private final Undoing undoing;

    RunController(RuleRuns runs, Undoing undoing) {
        this.runs = runs;
        this.undoing = undoing;
    }

    @Access(Who.AGENT)
    @GetMapping("/desks/{desk}/rule-runs")
    Page<RunView> ruleRuns(
            Caller caller,
            @PathVariable UUID desk,
            @RequestParam(required = false) @Nullable UUID rule,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable UUID ticket,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        var asked = new RunStore.Asked(desk, rule, state(state), ticket);
        return Page.of(
                        runs.page(caller.context(), asked, cursor, most + 1),
                        most,
                        (RuleRuns.Shown s) -> s.run().id().toString())
                .map(RuleViews::run);
    }

    private static @Nullable String state(@Nullable String written) {
        if (written == null || written.isEmpty()) {
            return null;
        }
        try {
            return Run.State.of(written).key();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "state", "unknown", "One of running, waiting, done, failed, skipped, undone, stopped");
        }
    }

    @Access(Who.AGENT)
    @GetMapping("/rule-runs/{id}")
    RunView ruleRun(Caller caller, @PathVariable UUID id) {
        return RuleViews.run(runs.get(caller.context(), id));
    }

    /** Takes back what it changed, where it was not changed since. */
    @Access(Who.MANAGER)
    @PostMapping("/rule-runs/{id}/undo")
    UndoneView undoRun(Caller caller, @PathVariable UUID id) {
        var undone = undoing.undo(caller.context(), id);
        return new UndoneView(RuleViews.run(undone.run()), undone.undone(), undone.left());
    }

    @Access(Who.MANAGER)
    @PostMapping("/rule-runs/{id}/retry")
    RunView retryRun(Caller caller, @PathVariable UUID id) {
        return RuleViews.run(runs.retry(caller.context(), id));
    }

    @Access(Who.MANAGER)
    @PostMapping("/rule-runs/{id}/give-up")
    RunView giveUpRun(Caller caller, @PathVariable UUID id) {
        return RuleViews.run(runs.giveUp(caller.context(), id));
    }

    /** Which rule did what to a ticket, the newest first; the cursor is an entry's number. */
    @Access(Who.AGENT)
    @GetMapping("/tickets/{id}/why")
    Page<WhyView> why(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        return Page.of(
                        runs.why(caller.context(), id, cursor, most + 1),
                        most,
                        (RuleRuns.Why w) -> Long.toString(w.seq()))
                .map(WhyView::of);
    }
}
