package io.steward.server.demo;

import io.steward.server.automation.Rule;
import io.steward.server.automation.RuleTemplates;
import io.steward.server.automation.Rules;
import io.steward.server.identity.Desk;
import io.steward.server.identity.PersonRef;
import io.steward.server.oncall.Chain;
import io.steward.server.oncall.Chains;
import io.steward.server.oncall.LayerForm;
import io.steward.server.oncall.Schedules;
import io.steward.server.platform.Context;
import io.steward.server.platform.Json;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who is called at night, and what happens by itself, on a desk of the demo. */
@Component
class Reactions {
    private static final Set<String> USUAL = Set.of("escalate_p1", "first_reply", "vip");
    private static final String CHAIN = "Something is down";

    private final Schedules schedules;
    private final Chains chains;
    private final Rules rules;
    private final RuleTemplates templates;

    Reactions(Schedules schedules, Chains chains, Rules rules, RuleTemplates templates) {
        this.schedules = schedules;
        this.chains = chains;
        this.rules = rules;
        this.templates = templates;
    }

    /**
     * A week for each in turn, handed over on Mondays; who leads the desk is called when nobody answers.
     *
     * @param owner whose rules they are
     */
    void make(Context owner, Desk desk, List<PersonRef> agents, PersonRef lead, ZoneId zone) {
        LocalDate monday = LocalDate.ofInstant(owner.at(), zone).with(TemporalAdjusters.previous(DayOfWeek.MONDAY));
        var people = agents.stream().map(PersonRef::id).toList();
        var weeks = new LayerForm("Weeks", people, "weeks", 1, monday.toString(), "09:00", null, List.of());
        UUID schedule = schedules
                .create(owner, desk.id(), new Schedules.Given("IT on call", zone.getId(), List.of(weeks)), tx -> {})
                .id();
        var steps = List.of(step(Chain.Target.SCHEDULE, schedule, 10), step(Chain.Target.PERSON, lead.id(), 15));
        UUID chain = chains.create(owner, desk.id(), new Chains.Given(CHAIN, steps, 2, true), tx -> {})
                .id();
        templates.all(owner).stream()
                .filter(t -> USUAL.contains(t.key()))
                .map(t -> new Rule.Content(t.name(), t.description(), false, t.trigger(), t.condition(), t.actions()))
                .forEach(content -> rules.create(owner, desk.id(), content, true, tx -> {}));
        var paging = new Rule.Content(
                "Page for the most urgent",
                "Whoever is on call hears of a new P1 at once",
                false,
                Json.tree("{\"kind\":\"created\"}"),
                "priority = 1",
                Json.tree(Json.text(List.of(Map.of("kind", "page", "chain", chain, "text", "{{ticket.title}}")))));
        rules.create(owner, desk.id(), paging, true, tx -> {});
    }

    private static Chains.StepForm step(String kind, UUID id, int minutes) {
        return new Chains.StepForm(List.of(new Chains.TargetForm(kind, id)), minutes);
    }
}
