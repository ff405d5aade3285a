package io.steward.server.automation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steward.server.automation.Rule;
import io.steward.server.automation.RuleRuns;
import io.steward.server.automation.Rules;
import io.steward.server.automation.Run;
import io.steward.server.automation.Trying;
import io.steward.server.automation.Undoing;
import io.steward.server.automation.store.RuleRows;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketConditions.Explained;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Rules and runs as answers have them. */
@Component
class RuleViews {
    private final Database database;
    private final Directory directory;

    RuleViews(Database database, Directory directory) {
        this.database = database;
        this.directory = directory;
    }

    record PersonView(UUID id, String name) {}

    record RuleView(
            UUID id,
            UUID deskId,
            String name,
            String description,
            boolean active,
            boolean stop,
            JsonNode trigger,
            String condition,
            JsonNode actions,
            @Nullable PersonView owner,
            int position,
            int version,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant lastRunAt,
            int runs7d,
            int failed7d,
            @Nullable String stopped) {}

    List<RuleView> rules(Context context, List<Rules.Shown> all) {
        var people = people(
                context,
                all.stream()
                        .map(s -> s.rule().ownerId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        return all.stream().map(s -> view(s.rule(), s.fared(), people)).toList();
    }

    RuleView rule(Context context, Rules.Shown one) {
        return rules(context, List.of(one)).getFirst();
    }

    private static RuleView view(Rule r, RuleRows.Fared fared, Map<UUID, PersonRef> people) {
        Rule.Content c = r.content();
        return new RuleView(
                r.id(),
                r.deskId(),
                c.name(),
                c.description(),
                r.active(),
                c.stop(),
                c.trigger(),
                c.condition(),
                c.actions(),
                person(people, r.ownerId()),
                r.position(),
                r.version(),
                r.created(),
                r.changed(),
                fared.last(),
                fared.runs(),
                fared.failed(),
                r.stopped());
    }

    private static @Nullable PersonView person(Map<UUID, PersonRef> people, @Nullable UUID id) {
        PersonRef ref = id == null ? null : people.get(id);
        return ref == null ? null : new PersonView(ref.id(), ref.name());
    }

    private Map<UUID, PersonRef> people(Context context, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : database.read(context.tenant(), tx -> directory.refs(tx, ids));
    }

    record ContentView(
            String name,
            String description,
            boolean active,
            boolean stop,
            JsonNode trigger,
            String condition,
            JsonNode actions) {}

    record VersionView(int version, Instant at, PersonView by, ContentView rule) {}

    List<VersionView> versions(List<RuleRows.Version> all) {
        return all.stream()
                .map(v -> new VersionView(
                        v.number(),
                        v.at(),
                        new PersonView(Objects.requireNonNullElse(v.byId(), new UUID(0, 0)), v.by()),
                        new ContentView(
                                v.content().name(),
                                v.content().description(),
                                false,
                                v.content().stop(),
                                v.content().trigger(),
                                v.content().condition(),
                                v.content().actions())))
                .toList();
    }

    record TicketView(UUID id, String number, String title) {
        static TicketView of(Ticket t) {
            return new TicketView(t.id(), t.number(), t.title());
        }
    }

    record OfRule(UUID id, String name, int version) {}

    record EventView(String kind, @Nullable Long seq, Instant at, Map<String, String> data) {}

    /** @param words what is said, as a key and values; @param nextAt when it is tried again */
    record StepView(
            String position,
            String kind,
            String state,
            String said,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode words,

            int attempts,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String error,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant nextAt,

            Instant at) {}

    record RunView(
            UUID id,
            OfRule rule,
            @Nullable TicketView ticket,
            EventView event,
            String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant nextAt,
            @Nullable String error,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode words,

            List<Explained> conditions,
            List<StepView> steps,
            boolean undoable) {}

    static RunView run(RuleRuns.Shown s) {
        Run r = s.run();
        return new RunView(
                r.id(),
                new OfRule(r.ruleId(), r.ruleName(), r.version()),
                s.ticket() == null ? null : TicketView.of(s.ticket()),
                new EventView(r.event().kind(), r.event().seq(), r.event().at(), told(r)),
                r.state().key(),
                r.started(),
                r.ended(),
                r.due(),
                r.error(),
                r.words(),
                r.conditions(),
                s.steps().stream().map(step -> step(r, step)).toList(),
                s.undoable());
    }

    /** What a mail said is in the ticket's journal, for those who may read it. */
    private static Map<String, String> told(Run r) {
        return r.event().data().entrySet().stream()
                .filter(e -> !e.getKey().equals("body") && !e.getKey().equals("actor"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static StepView step(Run r, Run.Step s) {
        boolean again = s.state().equals("retrying");
        boolean waits = s.kind().equals("wait") && r.state() == Run.State.WAITING && s.number() == r.steps() - 1;
        return new StepView(
                s.path(),
                s.kind(),
                again || waits ? "waiting" : s.state(),
                s.said(),
                s.words(),
                s.attempts(),
                s.error(),
                again || waits ? r.due() : null,
                s.at());
    }

    /** @param run null: its details were thrown away */
    record WhyView(
            long entrySeq,
            UUID runId,
            String rule,
            @Nullable RunView run) {
        static WhyView of(RuleRuns.Why w) {
            return new WhyView(w.seq(), w.runId(), w.rule(), w.run() == null ? null : RuleViews.run(w.run()));
        }
    }

    record UndoneView(RunView run, List<Undoing.Line> undone, List<Undoing.Line> left) {}

    record ExampleView(TicketView ticket, Instant at, String event, List<Explained> conditions) {}

    record TrialView(int examined, int matched, List<ExampleView> examples, boolean partial) {}

    static TrialView trial(Trying.Outcome o) {
        return new TrialView(
                o.examined(),
                o.matched(),
                o.examples().stream()
                        .map(e -> new ExampleView(TicketView.of(e.ticket()), e.at(), e.event(), e.conditions()))
                        .toList(),
                o.partial());
    }
}
