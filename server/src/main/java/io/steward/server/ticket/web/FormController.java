package io.steward.server.ticket.web;

import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.FieldRole;
import io.steward.server.ticket.Forms;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Tickets;
import io.steward.server.ticket.TypeEditing;
import io.steward.server.ticket.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What a form shows and asks for while it is filled in. */
@RestController
@RequestMapping("/api/v1/forms")
class FormController {
    private final Types types;
    private final TypeEditing editing;
    private final Forms forms;
    private final Tickets tickets;
    private final TicketReader reader;
    private final Database database;

    FormController(
            Types types, TypeEditing editing, Forms forms, Tickets tickets, TicketReader reader, Database database) {
        this.types = types;
        this.editing = editing;
        this.forms = forms;
        this.tickets = tickets;
        this.reader = reader;
        this.database = database;
    }

    /** @param draft by the type's draft, for those who change it */
    record Filling(
            UUID typeId,
            FieldRole audience,
            @Nullable UUID ticketId,
            @Nullable Boolean draft,
            @Nullable JsonNode values) {}

    @Access(Who.SIGNED_IN)
    @PostMapping
    Forms.State state(Caller caller, @RequestBody Filling f) {
        var context = caller.context();
        TicketType type = Boolean.TRUE.equals(f.draft())
                ? editing.draftOf(context, f.typeId())
                : types.get(caller.tenant(), f.typeId());
        boolean agent = context.rights().worksOn(type.deskId());
        if (f.audience() == FieldRole.REQUESTER ? !type.portal() && !agent : !agent) {
            throw Problem.notFound("ticket type");
        }
        UUID id = f.ticketId();
        Ticket there =
                id == null ? null : database.read(caller.tenant(), tx -> reader.worked(tx, context, id.toString()));
        return forms.state(context, type, f.audience(), tickets.filled(context, type, there, f.values()));
    }
}
