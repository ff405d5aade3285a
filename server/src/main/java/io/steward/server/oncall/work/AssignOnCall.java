package io.steward.server.oncall.work;

import io.steward.server.automation.spi.RuleAction;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.oncall.OnCall;
import io.steward.server.oncall.Schedule;
import io.steward.server.oncall.store.RotaStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.ChangeTicket;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketField;
import io.steward.server.ticket.TicketPatch;
import io.steward.server.ticket.Tickets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The action of rules that gives the ticket to who is on call: {@code {"kind":"assign_on_call","schedule":id}}. */
@Component
class AssignOnCall implements RuleAction {
    private final OnCall onCall;
    private final RotaStore store;
    private final Tickets tickets;
    private final Directory directory;

    AssignOnCall(OnCall onCall, RotaStore store, Tickets tickets, Directory directory) {
        this.onCall = onCall;
        this.store = store;
        this.tickets = tickets;
        this.directory = directory;
    }

    @Override
    public String kind() {
        return "assign_on_call";
    }

    @Override
    public void define(Tx tx, UUID deskId, JsonNode action, Check check, String path) {
        check.that(
                schedule(tx, deskId, action).isPresent(),
                path + ".schedule",
                "unknown",
                "The desk has no such on-call schedule");
    }

    /** What was before is kept, so that it can be taken back. */
    @Override
    public Done run(Tx tx, Context context, Ticket ticket, JsonNode action, UUID stepId) {
        Schedule by = schedule(tx, ticket.deskId(), action)
                .orElseThrow(() -> Problem.conflict("The desk has no such on-call schedule"));
        UUID person = onCall.at(tx, List.of(by.id()), context.at()).get(by.id());
        if (person == null) {
            throw Problem.conflict("Nobody is on call by " + by.name());
        }
        var command = ChangeTicket.of(TicketField.ASSIGNEE, person);
        Ticket after = tickets.change(tx, context, ticket.id(), command);
        PersonRef ref = directory.ref(tx, person);
        String name = ref == null ? "?" : ref.name();
        String said = "Assigned to " + name + ", who is on call by " + by.name();
        var values = Map.of("name", name, "schedule", by.name());
        return after.version() == ticket.version()
                ? new Done(said + " (it was so already)", Map.of(), new Words("on_call_already", values))
                : new Done(
                        said,
                        Map.of(
                                "before", TicketPatch.values(ticket, command),
                                "after", TicketPatch.values(after, command)),
                        new Words("on_call", values));
    }

    @Override
    public JsonNode named(Tx tx, UUID deskId, JsonNode action) {
        return schedule(tx, deskId, action).map(s -> with(action, s.name())).orElse(action);
    }

    @Override
    public JsonNode identified(Tx tx, UUID deskId, JsonNode written) {
        String name = written.path("schedule").asString("");
        return store.ofDesk(tx, deskId).stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .map(s -> with(written, s.id().toString()))
                .orElseThrow(() -> Problem.invalid("schedule", "unknown", "The desk has no on-call schedule " + name));
    }

    private static JsonNode with(JsonNode action, String schedule) {
        return ((ObjectNode) action.deepCopy()).put("schedule", schedule);
    }

    private Optional<Schedule> schedule(Tx tx, UUID deskId, JsonNode action) {
        String id = action.path("schedule").asString("");
        return store.ofDesk(tx, deskId).stream()
                .filter(s -> s.id().toString().equals(id))
                .findFirst();
    }
}
