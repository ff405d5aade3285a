package io.steward.server.automation;

import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.automation.store.RunStore;
import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What rules did and do: their runs, why something happened to a ticket, and what people decide about runs that failed. */
@Component
public class RuleRuns {
    /** Of one run, as it is shown. */
    private static final int MOST_STEPS = 200;

    private static final Set<Run.State> ENDED_BADLY = Set.of(Run.State.FAILED, Run.State.STOPPED);

    private final Database database;
    private final RunStore store;
    private final Rules rules;
    private final TicketReader tickets;
    private final Journal journal;
    private final RunBell bell;

    RuleRuns(Database database, RunStore store, Rules rules, TicketReader tickets, Journal journal, RunBell bell) {
        this.database = database;
        this.store = store;
        this.rules = rules;
        this.tickets = tickets;
        this.journal = journal;
        this.bell = bell;
    }

    /** A run with what was done. @param ticket null when the reader may not see it */
    public record Shown(Run run, @Nullable Ticket ticket, List<Run.Step> steps) {
        /** Whether there is anything to take back. */
        public boolean undoable() {
            return run.state() != Run.State.UNDONE
                    && run.state().isOver()
                    && steps.stream().anyMatch(s -> s.state().equals("done") && Undoing.canTakeBack(s));
        }
    }

    /** One row more than the limit, the newest first; for the desk's agents. */
    public List<Shown> page(Context context, RunStore.Asked asked, @Nullable UUID before, int limit) {
        rules.needDesk(context, asked.desk());
        return database.read(context.tenant(), tx -> shown(tx, context, store.page(tx, asked, before, limit)));
    }

    public Shown get(Context context, UUID id) {
        return database.read(context.tenant(), tx -> {
            Run run = store.find(tx, id)
                    .filter(r -> context.rights().worksOn(r.deskId()))
                    .orElseThrow(() -> Problem.notFound("run"));
            return shown(tx, context, List.of(run)).getFirst();
        });
    }

    private List<Shown> shown(Tx tx, Context context, Collection<Run> all) {
        var steps = store.steps(tx, all.stream().map(Run::id).toList(), MOST_STEPS);
        Map<UUID, Ticket> seen = all.isEmpty()
                ? Map.of()
                : tickets.worked(tx, context, all.stream().map(Run::ticketId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Ticket::id, Function.identity()));
        return all.stream()
                .map(r -> new Shown(r, seen.get(r.ticketId()), steps.getOrDefault(r.id(), List.of())))
                .toList();
    }

    /**
     * An entry of a ticket's journal and what wrote it.
     *
     * @param run null when its details were thrown away
     * @param rule the name of the rule then
     */
    public record Why(
            long seq, UUID runId, String rule, @Nullable Shown run) {}

    /** Which rules did what to a ticket; one row more than the limit, the newest first. */
    public List<Why> why(Context context, String idOrNumber, @Nullable Long before, int limit) {
        return database.read(context.tenant(), tx -> {
            Ticket ticket = tickets.worked(tx, context, idOrNumber);
            var effects = store.effectsOn(tx, ticket.id(), before, limit);
            var ids = effects.stream().map(RunStore.Effect::run).collect(Collectors.toSet());
            Map<UUID, Shown> byId = shown(tx, context, store.byIds(tx, ids)).stream()
                    .collect(Collectors.toMap(s -> s.run().id(), Function.identity()));
            Map<UUID, String> gone = new HashMap<>();
            return effects.stream()
                    .map(e -> {
                        Shown run = byId.get(e.run());
                        String rule =
                                run != null ? run.run().ruleName() : gone.computeIfAbsent(e.run(), id -> ruleOf(tx, e));
                        return new Why(e.seq(), e.run(), rule, run);
                    })
                    .toList();
        });
    }

    /** As the entry itself says. */
    private String ruleOf(Tx tx, RunStore.Effect e) {
        return journal.of(tx, e.ticket(), e.seq() - 1, 1, false).stream()
                .map(Entry::cause)
                .filter(Objects::nonNull)
                .map(Cause::label)
                .findFirst()
                .orElse("");
    }

    /** Tries what failed once more, at once. */
    public Shown retry(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Run run = managed(tx, context, id);
            boolean pausing = run.state() == Run.State.RUNNING && run.attempts() > 0;
            if (!(ENDED_BADLY.contains(run.state()) || pausing) || run.stack().isEmpty()) {
                throw Problem.conflict("Only what failed can be tried again");
            }
            store.update(tx, run.again(context.at()));
            record(tx, context, run, "run_retried");
            tx.afterCommit(bell::ring);
        });
        return get(context, id);
    }

    /** Leaves undone what was not done yet. */
    public Shown giveUp(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Run run = managed(tx, context, id);
            if (run.state().isOver() && run.state() != Run.State.FAILED) {
                throw Problem.conflict("This is over already");
            }
            String by = context.actor().name();
            store.update(
                    tx,
                    run.over(
                                    Run.State.STOPPED,
                                    context.at(),
                                    "Given up by " + by,
                                    new Words("given_up", Map.of("name", by)))
                            .handedOn());
            record(tx, context, run, "run_given_up");
        });
        return get(context, id);
    }

    Run managed(Tx tx, Context context, UUID id) {
        Run run = store.lock(tx, id)
                .filter(r -> context.rights().worksOn(r.deskId()))
                .orElseThrow(() -> Problem.notFound("run"));
        context.needManager(run.deskId());
        return run;
    }

    void record(Tx tx, Context context, Run run, String what) {
        journal.append(
                tx,
                context,
                NewEntry.of(
                        Rules.SUBJECT,
                        run.ruleId(),
                        run.deskId(),
                        what,
                        Map.of("name", run.ruleName(), "run", run.id(), "ticket", run.ticketId())));
    }
}
