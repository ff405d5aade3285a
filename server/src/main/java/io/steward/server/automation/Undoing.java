package io.steward.server.automation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steward.server.approval.Deciding;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.automation.store.RunStore;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.task.Task;
import io.steward.server.task.Tasks;
import io.steward.server.ticket.ChangeTicket;
import io.steward.server.ticket.Link;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketPatch;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes one run back: what it set is set back where nobody changed it since. Each action is taken back in a transaction of its
 * own, the last first; whoever asks again goes on where it ended.
 */
@Component
public class Undoing {
    private static final int MOST_STEPS = 2_000;

    private final Database database;
    private final RuleRuns runs;
    private final RunStore store;
    private final Tickets tickets;
    private final TicketReader reader;
    private final Tasks tasks;
    private final Deciding approvals;

    Undoing(
            Database database,
            RuleRuns runs,
            RunStore store,
            Tickets tickets,
            TicketReader reader,
            Tasks tasks,
            Deciding approvals) {
        this.database = database;
        this.runs = runs;
        this.store = store;
        this.tickets = tickets;
        this.reader = reader;
        this.tasks = tasks;
        this.approvals = approvals;
    }

    /** What came of it. @param undone what was taken back; {@code left} what cannot be, and why */
    public record Undone(RuleRuns.Shown run, List<Line> undone, List<Line> left) {}

    /**
     * A field, or what a step did.
     *
     * @param why it stays as it is: changed since, final, said, task_gone, task_begun, link_gone, or refused with an error
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            @Nullable String field,
            @Nullable String said,
            @Nullable JsonNode words,
            @Nullable String why,
            @Nullable String error) {
        private static Line of(String field, @Nullable String why, @Nullable String error) {
            return new Line(field, null, null, why, error);
        }

        private static Line of(Run.Step step, @Nullable String why, @Nullable String error) {
            return new Line(null, step.said(), step.words(), why, error);
        }
    }

    /** It is not as the run left it. */
    private static final class Stays extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stays(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    static boolean canTakeBack(Run.Step s) {
        return s.data().has(Changing.BEFORE)
                || s.data().has(TaskAct.TASK)
                || s.data().has(LinkAct.NUMBER)
                || s.data().has(ApprovalAct.APPROVAL);
    }

    /** A run that still goes on is stopped first. */
    public Undone undo(Context context, UUID id) {
        Run run = database.write(context.tenant(), tx -> {
            Run held = runs.managed(tx, context, id);
            if (held.state() == Run.State.UNDONE) {
                throw Problem.conflict("This was taken back already");
            }
            if (!held.state().isOver()) {
                store.update(
                        tx,
                        held.over(
                                        Run.State.STOPPED,
                                        context.at(),
                                        "Stopped to be taken back",
                                        new Words("taken_back", Map.of()))
                                .handedOn());
            }
            return held;
        });
        var because = new Context(
                context.tenant(),
                context.actor(),
                context.rights(),
                new Cause("undo", run.ruleName()),
                context.at(),
                context.correlation());
        var undone = new ArrayList<Line>();
        var stays = new ArrayList<Line>();
        var steps = database.read(context.tenant(), tx -> store.steps(tx, Set.of(id), MOST_STEPS))
                .getOrDefault(id, List.of());
        for (Run.Step step : steps.reversed()) {
            if (step.state().equals("done")) {
                undo(because, step, undone, stays);
            }
        }
        database.run(context.tenant(), tx -> {
            Run held = runs.managed(tx, context, id);
            store.update(tx, held.over(Run.State.UNDONE, context.at()));
            runs.record(tx, context, held, "run_undone");
        });
        return new Undone(runs.get(context, id), undone, stays);
    }

    private void undo(Context context, Run.Step step, List<Line> undone, List<Line> stays) {
        try {
            JsonNode d = step.data();
            if (d.has(Changing.BEFORE)) {
                fields(context, step, undone, stays);
            } else if (d.has(TaskAct.TASK)) {
                task(context, step);
                undone.add(Line.of(step, null, null));
            } else if (d.has(LinkAct.NUMBER)) {
                unlink(context, step);
                undone.add(Line.of(step, null, null));
            } else if (d.has(ApprovalAct.APPROVAL)) {
                approvals.withdraw(
                        context,
                        UUID.fromString(d.path(ApprovalAct.APPROVAL).stringValue()),
                        "The rule's run was undone");
                undone.add(Line.of(step, null, null));
            } else if (!Acts.LEADING.contains(step.kind()) && !d.isEmpty()) {
                stays.add(Line.of(step, "final", null));
            }
            if (d.has(Changing.SAID)) {
                stays.add(Line.of(step, "said", null));
            }
        } catch (Stays still) {
            stays.add(Line.of(step, still.why(), null));
        } catch (Problem refused) {
            stays.add(Line.of(step, "refused", refused.text()));
        }
    }

    /** Each field by itself, so that one that cannot be set back holds up no other. */
    private void fields(Context context, Run.Step step, List<Line> undone, List<Line> stays) {
        for (var e : step.data().path(Changing.BEFORE).properties()) {
            if (e.getKey().equals("fields")) {
                for (var c : e.getValue().properties()) {
                    field(context, step, c.getKey(), true, undone, stays);
                }
            } else {
                field(context, step, e.getKey(), false, undone, stays);
            }
        }
    }

    private void field(
            Context context, Run.Step step, String key, boolean custom, List<Line> undone, List<Line> stays) {
        JsonNode before = part(step.data().path(Changing.BEFORE), key, custom);
        JsonNode after = part(step.data().path(Changing.AFTER), key, custom);
        if (before.equals(after)) {
            return;
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        if (custom) {
            patch.putObject("fields").set(key, before);
        } else {
            patch.set(key, before);
        }
        try {
            ChangeTicket command = TicketPatch.read(patch);
            boolean did = database.write(context.tenant(), tx -> {
                Ticket now = reader.locked(tx, step.ticketId()).orElseThrow(() -> Problem.notFound("ticket"));
                JsonNode current = io.steward.server.platform.Json.tree(
                        io.steward.server.platform.Json.text(TicketPatch.values(now, command)));
                if (!part(current, key, custom).equals(after)) {
                    return false;
                }
                tickets.change(tx, context, now.id(), command);
                return true;
            });
            (did ? undone : stays).add(Line.of(key, did ? null : "changed", null));
        } catch (Problem refused) {
            stays.add(Line.of(key, "refused", refused.text()));
        }
    }

    private static JsonNode part(JsonNode values, String key, boolean custom) {
        JsonNode found = custom ? values.path("fields").path(key) : values.path(key);
        return found.isMissingNode() ? JsonNodeFactory.instance.nullNode() : found;
    }

    private void task(Context context, Run.Step step) {
        UUID id = UUID.fromString(step.data().path(TaskAct.TASK).stringValue());
        Task task =
                database
                        .read(
                                context.tenant(),
                                tx -> tasks.of(tx, context, step.ticketId().toString()))
                        .tasks()
                        .stream()
                        .filter(t -> t.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new Stays("task_gone"));
        if (task.version() > 1) {
            throw new Stays("task_begun");
        }
        tasks.remove(context, id, task.version());
    }

    private void unlink(Context context, Run.Step step) {
        String number = step.data().path(LinkAct.NUMBER).stringValue();
        String type = step.data().path(LinkAct.TYPE).stringValue();
        Link link = database.<Link>read(context.tenant(), tx -> {
            Ticket other = reader.worked(tx, context, number);
            return find(tx, step.ticketId(), other.id(), type);
        });
        tickets.unlink(context, step.ticketId(), link.id());
    }

    private Link find(Tx tx, UUID ticket, UUID other, String type) {
        return reader.links(tx, ticket).stream()
                .filter(l -> l.otherId().equals(other) && l.kind().key().equals(type))
                .findFirst()
                .orElseThrow(() -> new Stays("link_gone"));
    }
}
