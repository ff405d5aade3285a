package io.steward.server.sla;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.sla.Promise.Action;
import io.steward.server.sla.Promise.Threshold;
import io.steward.server.sla.rules.Terms;
import io.steward.server.sla.store.BookStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds fault with a policy, and answers it as it is to be kept. */
@Component
class PolicyCheck {
    private static final int MOST_PROMISES = 10;
    private static final int MOST_THRESHOLDS = 10;
    private static final int MOST_ACTIONS = 10;
    private static final int MOST_CALENDARS = 20;
    private static final int MOST_PEOPLE = 20;
    private static final int MOST_PERCENT = 1_000;
    /** Two years. */
    private static final int MOST_MINUTES = 2 * 366 * 24 * 60;

    private final ClockConditions conditions;
    private final Desks desks;
    private final Directory directory;
    private final BookStore store;

    PolicyCheck(ClockConditions conditions, Desks desks, Directory directory, BookStore store) {
        this.conditions = conditions;
        this.desks = desks;
        this.directory = directory;
        this.store = store;
    }

    Policy of(Tx tx, Context context, Policy p, Check check) {
        String name = check.text("name", p.name(), 100);
        String supplier = check.optional("supplier", p.supplier(), 100);
        boolean contract = p.agreement() == Agreement.CONTRACT;
        check.that(!contract || !supplier.isEmpty(), "supplier", "required", "Who promises this?");
        boolean between = p.agreement() == Agreement.OLA;
        check.that(!between || p.teamId() != null, "teamId", "required", "Which team promises this?");
        team(context, p.deskId(), p.teamId(), "teamId", check);
        String query = condition(context, "query", p.query(), check);
        var there =
                store.calendars(tx, p.deskId()).stream().map(DeskCalendar::id).collect(Collectors.toSet());
        check.that(
                p.calendars().size() <= MOST_CALENDARS && there.containsAll(p.calendars()),
                "calendars",
                "unknown",
                "The desk has no such calendar");
        check.that(
                !p.promises().isEmpty() && p.promises().size() <= MOST_PROMISES,
                "promises",
                "range",
                "1 to " + MOST_PROMISES + " targets");
        var promises = new ArrayList<Promise>();
        var keys = new HashSet<String>();
        for (int i = 0; i < Math.min(p.promises().size(), MOST_PROMISES); i++) {
            promises.add(promise(tx, context, p.deskId(), p.promises().get(i), "promises[" + i + "].", keys, check));
        }
        return new Policy(
                p.id(),
                p.deskId(),
                p.position(),
                name,
                p.active(),
                p.agreement(),
                between ? p.teamId() : null,
                contract ? supplier : "",
                query,
                p.calendars().stream().distinct().toList(),
                promises,
                p.version());
    }

    private String condition(Context context, String field, String query, Check check) {
        String clean = check.optional(field, query, 2_000);
        if (!clean.isEmpty()) {
            conditions.check(context, check, field, clean);
        }
        return clean;
    }

    private void team(Context context, UUID desk, @Nullable UUID team, String field, Check check) {
        check.that(
                team == null
                        || desks.team(context.tenant(), team)
                                .filter(t -> t.deskId().equals(desk))
                                .isPresent(),
                field,
                "unknown",
                "The desk has no such team");
    }

    private Promise promise(Tx tx, Context context, UUID desk, Promise p, String at, Set<String> keys, Check check) {
        boolean own = p.kind().needsConditions();
        String key = own ? key(p.key(), keys) : p.kind().key();
        check.that(keys.add(key), at + "kind", "twice", "There is such a target already");
        String name = own ? check.text(at + "name", p.name(), 60) : check.optional(at + "name", p.name(), 60);
        String start = condition(context, at + "start", p.start(), check);
        String stop = condition(context, at + "stop", p.stop(), check);
        check.that(!own || !stop.isEmpty(), at + "stop", "required", "What ends this?");
        var targets = new TreeMap<Integer, Integer>();
        p.targets().forEach((priority, minutes) -> {
            check.that(
                    priority >= 1 && priority <= 4 && minutes >= 1 && minutes <= MOST_MINUTES,
                    at + "targets." + priority,
                    "range",
                    "For P1 to P4, from one minute to two years");
            targets.put(priority, minutes);
        });
        check.that(!targets.isEmpty(), at + "targets", "required", "A target for one priority at least");
        return new Promise(
                key,
                p.kind(),
                name,
                Map.copyOf(targets),
                start,
                condition(context, at + "pause", p.pause(), check),
                stop,
                thresholds(tx, context, desk, p.thresholds(), at, check));
    }

    /** Stable: what has one keeps it. */
    private static String key(String given, Set<String> keys) {
        if (given.matches("c[0-9]{1,3}")) {
            return given;
        }
        int i = 1;
        while (keys.contains("c" + i)) {
            i++;
        }
        return "c" + i;
    }

    private List<Threshold> thresholds(Tx tx, Context context, UUID desk, List<Threshold> all, String at, Check check) {
        check.that(
                all.size() <= MOST_THRESHOLDS,
                at + "thresholds",
                "too-many",
                "At most " + MOST_THRESHOLDS + " of these");
        var good = new ArrayList<Threshold>();
        var seen = new HashSet<Integer>();
        for (int i = 0; i < Math.min(all.size(), MOST_THRESHOLDS); i++) {
            Threshold t = all.get(i);
            String here = at + "thresholds[" + i + "].";
            check.that(
                    t.percent() >= 1 && t.percent() <= MOST_PERCENT,
                    here + "percent",
                    "range",
                    "From 1 to " + MOST_PERCENT + "; " + Terms.MISSED + " is the target");
            check.that(seen.add(t.percent()), here + "percent", "twice", "This percentage is there already");
            check.that(t.actions().size() <= MOST_ACTIONS, here + "actions", "too-many", "At most " + MOST_ACTIONS);
            var actions = new ArrayList<Action>();
            for (int k = 0; k < Math.min(t.actions().size(), MOST_ACTIONS); k++) {
                actions.add(action(tx, context, desk, t.actions().get(k), here + "actions[" + k + "].", check));
            }
            good.add(new Threshold(t.percent(), actions));
        }
        good.sort(Comparator.comparingInt(Threshold::percent));
        return good;
    }

    private Action action(Tx tx, Context context, UUID desk, Action a, String at, Check check) {
        List<UUID> people = a.people() == null ? List.of() : a.people();
        check.that(people.size() <= MOST_PEOPLE, at + "people", "too-many", "At most " + MOST_PEOPLE + " people");
        var named = new HashSet<>(people);
        if (a.personId() != null) {
            named.add(a.personId());
        }
        check.that(
                named.isEmpty() || directory.refs(tx, named).size() == named.size(),
                at + "people",
                "unknown",
                "There is no such person");
        team(context, desk, a.teamId(), at + "teamId", check);
        String text = null;
        switch (a.kind()) {
            case "notify" ->
                check.that(
                        !people.isEmpty() || a.teamId() != null || a.assignee() || a.team(),
                        at + "people",
                        "required",
                        "Who is to be told?");
            case "reassign" ->
                check.that(a.teamId() != null || a.personId() != null, at + "teamId", "required", "To whom?");
            case "raise_priority" -> {
                // Says it all.
            }
            case "note" -> text = check.text(at + "text", a.text(), 2_000);
            case "rule" -> check.that(a.ruleId() != null, at + "ruleId", "required", "Which rule?");
            case "page" -> {
                check.that(a.chain() != null, at + "chain", "required", "Who is to be paged?");
                text = check.optional(at + "text", a.text(), 500);
            }
            default -> check.error(at + "kind", "unknown", "One of notify, reassign, raise_priority, note, rule, page");
        }
        return new Action(
                a.kind(),
                a.teamId(),
                a.personId(),
                people,
                a.assignee(),
                a.team(),
                text,
                a.kind().equals("rule") ? a.ruleId() : null,
                a.kind().equals("page") ? a.chain() : null);
    }
}
