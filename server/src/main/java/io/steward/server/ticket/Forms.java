package io.steward.server.ticket;

import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.DefaultForm;
import io.steward.server.ticket.rules.fields.FieldTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a form shows and asks for, given what was filled in so far. Saving decides by the same answer. */
@Component
public class Forms {
    /** @param value of computed fields */
    public record FieldState(
            boolean visible, boolean required, @Nullable JsonNode value) {}

    public record State(Map<String, Boolean> sections, Map<String, FieldState> fields) {}

    private final Conditions conditions;

    Forms(Conditions conditions) {
        this.conditions = conditions;
    }

    /** The form of an audience: the type's own, or else one made of all that the audience may fill in. */
    public static Form form(TicketType type, FieldRole audience) {
        Form own = audience == FieldRole.REQUESTER
                ? type.definition().forms().requester()
                : type.definition().forms().agent();
        return own.sections().isEmpty() ? DefaultForm.of(type.definition(), audience) : own;
    }

    /** @param ticket as it is being filled in */
    public State state(Context context, @Nullable Tx tx, TicketType type, FieldRole audience, Ticket ticket) {
        var roles = audience == FieldRole.REQUESTER ? Set.of(audience) : FieldRole.of(context, type.deskId());
        var sections = new LinkedHashMap<String, Boolean>();
        var fields = new LinkedHashMap<String, FieldState>();
        for (Form.Section section : form(type, audience).sections()) {
            boolean there = conditions.hold(context, tx, ticket, section.condition());
            sections.put(section.key(), there);
            for (Form.Item item : section.fields()) {
                fields.put(item.field(), state(context, tx, type, roles, ticket, item.field(), there));
            }
        }
        return new State(sections, fields);
    }

    private FieldState state(
            Context context,
            @Nullable Tx tx,
            TicketType type,
            Set<FieldRole> roles,
            Ticket ticket,
            String key,
            boolean there) {
        FieldDef field = type.field(key).orElse(null);
        if (field == null) {
            return new FieldState(there, there && key.equals("title"), null);
        }
        boolean visible = there && field.readableBy(roles) && conditions.hold(context, tx, ticket, field.condition());
        boolean computed = FieldTypes.of(field).computed();
        boolean required = visible && field.required() && !computed && field.writableBy(roles);
        return new FieldState(visible, required, computed ? ticket.fields().get(key) : null);
    }

    /** What of a new ticket is missing, and its fields without those that were not to be asked for. */
    Map<String, JsonNode> asked(
            Context context, Tx tx, TicketType type, FieldRole audience, Ticket ticket, Check check) {
        var state = state(context, tx, type, audience, ticket);
        var kept = new LinkedHashMap<>(ticket.fields());
        state.fields().forEach((key, field) -> {
            if (!field.visible()) {
                kept.remove(key);
            } else if (field.required() && type.field(key).isPresent() && !kept.containsKey(key)) {
                check.error("fields." + key, "required", "This is needed");
            }
        });
        return kept;
    }
}
