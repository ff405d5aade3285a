package io.steward.server.blueprint;

import io.steward.server.automation.Rule;
import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.platform.Problem;
import io.steward.server.sla.Agreement;
import io.steward.server.sla.DeskCalendar;
import io.steward.server.sla.Policy;
import io.steward.server.sla.Promise;
import io.steward.server.sla.Promised;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Between a policy and its file. What an escalation names and the file does not, people for one where it is without them, is left
 * out of it, and stays as it is when the file is applied to the policy it came from.
 */
@Component
class PolicyForm {
    /** @param calendars the names of those whose hours count together */
    record PolicyFile(
            @Nullable String name,
            @Nullable Boolean active,
            @Nullable String agreement,
            @Nullable String team,
            @Nullable String supplier,
            @Nullable String query,
            @Nullable List<String> calendars,
            @Nullable List<TargetFile> targets) {
        PolicyFile {
            name = TypeFile.strip(name);
            active = Boolean.FALSE.equals(active) ? active : null;
            agreement = Agreement.SLA.key().equals(agreement) ? null : agreement;
            query = TypeFile.strip(query);
        }
    }

    /**
     * @param key of one with conditions of its own
     * @param minutes by priority, such as {@code P1}
     */
    record TargetFile(
            @Nullable String kind,
            @Nullable String key,
            @Nullable String name,
            @Nullable Map<String, Integer> minutes,
            @Nullable String start,
            @Nullable String pause,
            @Nullable String stop,
            @Nullable List<ThresholdFile> thresholds) {}

    record ThresholdFile(
            @Nullable Integer percent, @Nullable List<ActionFile> actions) {}

    /**
     * @param assignee who has the ticket; {@code members}: those of its team
     * @param rule the name of the rule that is run; {@code chain}: of the chain that is called
     */
    record ActionFile(
            @Nullable String kind,
            @Nullable String team,
            @Nullable String person,
            @Nullable List<String> people,
            @Nullable Boolean assignee,
            @Nullable Boolean members,
            @Nullable String text,
            @Nullable String rule,
            @Nullable String chain) {
        ActionFile {
            assignee = Boolean.TRUE.equals(assignee) ? assignee : null;
            members = Boolean.TRUE.equals(members) ? members : null;
        }
    }

    private final DeskNames names;
    private final RuleForm rules;
    private final OnCallNames onCall;

    PolicyForm(DeskNames names, RuleForm rules, OnCallNames onCall) {
        this.names = names;
        this.rules = rules;
        this.onCall = onCall;
    }

    PolicyFile file(Scope scope, Policy p, List<DeskCalendar> calendars) {
        return new PolicyFile(
                p.name(),
                p.active(),
                p.agreement().key(),
                names.team(scope, p.teamId()),
                p.supplier(),
                p.query(),
                calendars.stream()
                        .filter(c -> p.calendars().contains(c.id()))
                        .map(DeskCalendar::name)
                        .sorted()
                        .toList(),
                p.promises().stream().map(promise -> target(scope, promise)).toList());
    }

    private TargetFile target(Scope scope, Promise p) {
        var minutes = new TreeMap<String, Integer>();
        p.targets().forEach((priority, target) -> minutes.put("P" + priority, target));
        return new TargetFile(
                p.kind().key(),
                p.kind().needsConditions() ? p.key() : null,
                p.name(),
                minutes,
                p.start(),
                p.pause(),
                p.stop(),
                p.thresholds().stream()
                        .map(t -> new ThresholdFile(
                                t.percent(),
                                t.actions().stream()
                                        .map(a -> action(scope, a))
                                        .filter(Objects::nonNull)
                                        .toList()))
                        .toList());
    }

    /** Null when a file cannot say it. */
    private @Nullable ActionFile action(Scope scope, Promise.Action a) {
        var people = new ArrayList<String>();
        for (UUID id : a.people() == null ? List.<UUID>of() : a.people()) {
            String email = names.email(scope, id);
            if (email == null) {
                return null;
            }
            people.add(email);
        }
        String person = names.email(scope, a.personId());
        String rule = rules(scope).name(a.ruleId());
        String chain = onCall.chains(scope).name(a.chain());
        if ((a.personId() != null && person == null)
                || (a.ruleId() != null && rule == null)
                || (a.chain() != null && chain == null)) {
            return null;
        }
        return new ActionFile(
                a.kind(), names.team(scope, a.teamId()), person, people, a.assignee(), a.team(), a.text(), rule, chain);
    }

    /** @param now what it came from, if it is there */
    Policy policy(Scope scope, PolicyFile w, @Nullable Policy now, List<DeskCalendar> calendars) {
        UUID desk = scope.desk().id();
        var counted = new ArrayList<UUID>();
        var there = new Named<>("calendar", calendars, DeskCalendar::id, DeskCalendar::name);
        for (String name : w.calendars() == null ? List.<String>of() : w.calendars()) {
            counted.add(there.id("calendars", name));
        }
        var promises = new ArrayList<Promise>();
        for (TargetFile t : w.targets() == null ? List.<TargetFile>of() : w.targets()) {
            promises.add(promise(scope, "targets[" + promises.size() + "].", t, now));
        }
        return new Policy(
                desk,
                desk,
                0,
                text(w.name()),
                !Boolean.FALSE.equals(w.active()),
                Agreement.of(w.agreement() == null ? Agreement.SLA.key() : w.agreement()),
                names.team(scope, "team", w.team()),
                text(w.supplier()),
                text(w.query()),
                counted,
                promises,
                1);
    }

    private Promise promise(Scope scope, String at, TargetFile t, @Nullable Policy now) {
        Promised kind = Promised.find(text(t.kind()))
                .orElseThrow(() -> Problem.invalid(
                        at + "kind", "unknown", "One of first_response, next_response, resolution, approval, custom"));
        String key = kind.needsConditions() ? text(t.key()) : kind.key();
        var before = now == null
                ? null
                : now.promises().stream()
                        .filter(p -> p.key().equals(key))
                        .findFirst()
                        .orElse(null);
        var thresholds = new ArrayList<Promise.Threshold>();
        for (ThresholdFile f : t.thresholds() == null ? List.<ThresholdFile>of() : t.thresholds()) {
            thresholds.add(threshold(scope, at + "thresholds[" + thresholds.size() + "].", f, before));
        }
        return new Promise(
                key,
                kind,
                text(t.name()),
                minutes(at, t.minutes()),
                text(t.start()),
                text(t.pause()),
                text(t.stop()),
                thresholds);
    }

    private static Map<Integer, Integer> minutes(String at, @Nullable Map<String, Integer> written) {
        var all = new HashMap<Integer, Integer>();
        if (written != null) {
            written.forEach((priority, minutes) -> {
                if (!priority.matches("P[1-4]") || minutes == null) {
                    throw Problem.invalid(at + "minutes", "unreadable", "Minutes for P1 to P4");
                }
                all.put(Integer.valueOf(priority.substring(1)), minutes);
            });
        }
        return all;
    }

    private Promise.Threshold threshold(Scope scope, String at, ThresholdFile f, @Nullable Promise before) {
        int percent = f.percent() == null ? 0 : f.percent();
        var actions = new ArrayList<Promise.Action>();
        for (ActionFile a : f.actions() == null ? List.<ActionFile>of() : f.actions()) {
            actions.add(action(scope, at + "actions[" + actions.size() + "].", a));
        }
        if (before != null) {
            before.thresholds().stream()
                    .filter(t -> t.percent() == percent)
                    .flatMap(t -> t.actions().stream())
                    .filter(a -> action(scope, a) == null)
                    .forEach(actions::add);
        }
        return new Promise.Threshold(percent, actions);
    }

    private Promise.Action action(Scope scope, String at, ActionFile a) {
        var people = new ArrayList<UUID>();
        for (String email : a.people() == null ? List.<String>of() : a.people()) {
            people.add(Objects.requireNonNull(names.person(scope, at + "people", email)));
        }
        return new Promise.Action(
                text(a.kind()),
                names.team(scope, at + "team", a.team()),
                names.person(scope, at + "person", a.person()),
                people,
                Boolean.TRUE.equals(a.assignee()),
                Boolean.TRUE.equals(a.members()),
                a.text(),
                rules(scope).idIfAny(at + "rule", a.rule()),
                onCall.chains(scope).idIfAny(at + "chain", a.chain()));
    }

    private Named<Rule> rules(Scope scope) {
        return new Named<>("rule", rules.there(scope), Rule::id, Rule::name);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Whether a file says the same as the policy does now. */
    boolean isAs(Scope scope, PolicyFile w, Policy now, List<DeskCalendar> calendars) {
        return Shapes.tree(file(scope, now, calendars)).equals(Shapes.tree(w));
    }
}
