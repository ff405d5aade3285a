package io.steward.server.assignment.web;

import io.steward.server.assignment.AssignmentRule;
import io.steward.server.assignment.AssignmentRules;
import io.steward.server.assignment.Proposals;
import io.steward.server.assignment.Strategy;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The rules by which a desk's new tickets are given to people. */
@RestController
@RequestMapping("/api/v1/assignment")
class RuleController {
    private final AssignmentRules rules;
    private final Proposals proposals;
    private final Idempotency idempotency;

    RuleController(AssignmentRules rules, Proposals proposals, Idempotency idempotency) {
        this.rules = rules;
        this.proposals = proposals;
        this.idempotency = idempotency;
    }

    record RuleBody(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable UUID typeId,
            @Nullable String query,
            @Nullable UUID teamId,
            @Nullable String strategy,
            @Nullable UUID scheduleId,
            @Nullable List<String> skills,
            @Nullable Boolean active) {
        AssignmentRule rule(UUID desk) {
            return new AssignmentRule(
                    desk,
                    desk,
                    0,
                    name == null ? "" : name,
                    typeId,
                    query == null ? "" : query,
                    teamId,
                    Strategy.of(strategy),
                    scheduleId,
                    skills == null ? List.of() : skills,
                    !Boolean.FALSE.equals(active),
                    1);
        }
    }

    record OrderBody(@Nullable UUID deskId, @Nullable List<UUID> ids) {}

    record PreviewBody(@Nullable UUID typeId, @Nullable JsonNode values) {}

    private static UUID needed(String field, @Nullable UUID id) {
        if (id == null) {
            throw Problem.invalid(field, "required", "This is needed");
        }
        return id;
    }

    @Access(Who.MANAGER)
    @GetMapping("/rules")
    List<AssignmentRule> assignmentRules(Caller caller, @RequestParam UUID desk) {
        return rules.managed(caller.context(), desk);
    }

    @Access(Who.MANAGER)
    @PostMapping("/rules")
    ResponseEntity<?> createRule(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody RuleBody b) {
        UUID desk = needed("deskId", b.deskId());
        return idempotency.once(caller, key, b, also -> {
            var rule = rules.create(caller.context(), b.rule(desk), also);
            return Versions.created(rule, rule.version());
        });
    }

    /** The whole of it as it is to be; its desk and place stay. */
    @Access(Who.MANAGER)
    @PutMapping("/rules/{id}")
    ResponseEntity<AssignmentRule> changeRule(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody RuleBody b) {
        var rule = rules.change(caller.context(), id, b.rule(id), Versions.expected(ifMatch));
        return Versions.ok(rule, rule.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/rules/{id}")
    ResponseEntity<Void> deleteRule(Caller caller, @PathVariable UUID id) {
        rules.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.MANAGER)
    @PutMapping("/order")
    List<AssignmentRule> orderRules(Caller caller, @RequestBody OrderBody b) {
        List<UUID> ids = b.ids() == null ? List.of() : b.ids();
        return rules.order(caller.context(), needed("deskId", b.deskId()), ids);
    }

    /** Who would get the next ticket, and why. */
    @Access(Who.MANAGER)
    @PostMapping("/preview")
    Proposals.Preview previewAssignment(Caller caller, @RequestBody PreviewBody b) {
        return proposals.next(caller.context(), needed("typeId", b.typeId()), b.values());
    }
}
