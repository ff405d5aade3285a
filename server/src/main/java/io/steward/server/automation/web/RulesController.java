package io.steward.server.automation.web;

import io.steward.server.automation.Rule;
import io.steward.server.automation.RuleParts;
import io.steward.server.automation.RuleTemplates;
import io.steward.server.automation.Rules;
import io.steward.server.automation.Trying;
import io.steward.server.automation.rules.Loops;
import io.steward.server.automation.store.RuleRows;
import io.steward.server.automation.web.RuleViews.RuleView;
import io.steward.server.automation.web.RuleViews.TrialView;
import io.steward.server.automation.web.RuleViews.VersionView;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules of desks. */
@RestController
@RequestMapping("/api/v1")
class RulesController {
    private final Rules rules;
    private final RuleTemplates templates;
    private final RuleParts parts;
    private final Trying trying;
    private final RuleViews views;
    private final Idempotency idempotency;

    RulesController(
            Rules rules,
            RuleTemplates templates,
            RuleParts parts,
            Trying trying,
            RuleViews views,
            Idempotency idempotency) {
        this.rules = rules;
        this.templates = templates;
        this.parts = parts;
        this.trying = trying;
        this.views = views;
        this.idempotency = idempotency;
    }

    record OrderBody(@Nullable List<@Nullable UUID> ids) {}

    record ActiveBody(@Nullable Boolean active) {}

    record RestoreBody(@Nullable Integer version) {}

    record CheckBody(@Nullable RuleBody rule) {
        RuleBody needed() {
            if (rule == null) {
                throw Problem.invalid("rule", "required", "This is needed");
            }
            return rule;
        }
    }

    record TestBody(@Nullable RuleBody rule, @Nullable Integer days) {}

    record ProblemView(String field, String message) {}

    record VerdictView(List<ProblemView> problems, List<Loops.Loop> loops) {}

    @Access(Who.AGENT)
    @GetMapping("/desks/{desk}/rules")
    List<RuleView> rules(Caller caller, @PathVariable UUID desk) {
        return views.rules(caller.context(), rules.ofDesk(caller.context(), desk));
    }

    @Access(Who.MANAGER)
    @PostMapping("/desks/{desk}/rules")
    ResponseEntity<?> createRule(
            Caller caller,
            @PathVariable UUID desk,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody RuleBody b) {
        return idempotency.once(caller, key, List.of(desk, b), also -> {
            Rule made = rules.create(caller.context(), desk, b.content(), b.isActive(), also);
            return Versions.created(fresh(caller, made), made.version());
        });
    }

    private RuleView fresh(Caller caller, Rule rule) {
        return views.rule(caller.context(), new Rules.Shown(rule, new RuleRows.Fared(null, 0, 0)));
    }

    private ResponseEntity<RuleView> shown(Caller caller, Rule rule) {
        return Versions.ok(views.rule(caller.context(), rules.get(caller.context(), rule.id())), rule.version());
    }

    @Access(Who.MANAGER)
    @PutMapping("/desks/{desk}/rules/order")
    List<RuleView> orderRules(Caller caller, @PathVariable UUID desk, @RequestBody OrderBody b) {
        List<UUID> ids = b.ids() == null
                ? List.of()
                : b.ids().stream().filter(java.util.Objects::nonNull).toList();
        return views.rules(caller.context(), rules.order(caller.context(), desk, ids));
    }

    @Access(Who.AGENT)
    @GetMapping("/rules/{id}")
    ResponseEntity<RuleView> rule(Caller caller, @PathVariable UUID id) {
        var shown = rules.get(caller.context(), id);
        return Versions.ok(views.rule(caller.context(), shown), shown.rule().version());
    }

    /** The whole of it as it is to be; its desk and place stay. */
    @Access(Who.MANAGER)
    @PutMapping("/rules/{id}")
    ResponseEntity<RuleView> changeRule(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody RuleBody b) {
        Rule changed =
                rules.change(caller.context(), id, b.content(), b.isActive(), b.ownerId(), Versions.expected(ifMatch));
        return shown(caller, changed);
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/rules/{id}")
    ResponseEntity<Void> deleteRule(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        rules.delete(caller.context(), id, Versions.expected(ifMatch));
        return ResponseEntity.noContent().build();
    }

    @Access(Who.MANAGER)
    @PutMapping("/rules/{id}/active")
    ResponseEntity<RuleView> activateRule(Caller caller, @PathVariable UUID id, @RequestBody ActiveBody b) {
        if (b.active() == null) {
            throw Problem.invalid("active", "required", "true or false");
        }
        return shown(caller, rules.activate(caller.context(), id, b.active()));
    }

    @Access(Who.AGENT)
    @GetMapping("/rules/{id}/versions")
    List<VersionView> ruleVersions(Caller caller, @PathVariable UUID id) {
        return views.versions(rules.versions(caller.context(), id));
    }

    @Access(Who.MANAGER)
    @PostMapping("/rules/{id}/restore")
    ResponseEntity<RuleView> restoreRule(Caller caller, @PathVariable UUID id, @RequestBody RestoreBody b) {
        if (b.version() == null) {
            throw Problem.invalid("version", "required", "This is needed");
        }
        return shown(caller, rules.restore(caller.context(), id, b.version()));
    }

    @Access(Who.AGENT)
    @GetMapping("/rule-templates")
    List<RuleTemplates.Template> ruleTemplates(Caller caller) {
        return templates.all(caller.context());
    }

    /** What this installation offers. */
    @Access(Who.AGENT)
    @GetMapping("/desks/{desk}/rule-parts")
    RuleParts.Parts ruleParts(Caller caller, @PathVariable UUID desk) {
        return parts.of(caller.context(), desk);
    }

    /** What is wrong with a rule, and the loops that it would be in; nothing is kept. */
    @Access(Who.MANAGER)
    @PostMapping("/desks/{desk}/rules/check")
    VerdictView checkRule(Caller caller, @PathVariable UUID desk, @RequestBody CheckBody b) {
        RuleBody rule = b.needed();
        var verdict = rules.check(caller.context(), desk, rule.id(), rule.content());
        return new VerdictView(
                verdict.problems().stream()
                        .map(p -> new ProblemView(p.field(), p.message()))
                        .toList(),
                verdict.loops());
    }

    /** Where a rule would have run; nothing is kept. */
    @Access(Who.MANAGER)
    @PostMapping("/desks/{desk}/rules/test")
    TrialView testRule(Caller caller, @PathVariable UUID desk, @RequestBody TestBody b) {
        if (b.rule() == null) {
            throw Problem.invalid("rule", "required", "This is needed");
        }
        int days = b.days() == null ? 30 : b.days();
        return RuleViews.trial(trying.of(caller.context(), desk, b.rule().content(), days));
    }
}
