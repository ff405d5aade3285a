package io.steward.server.ticket;

import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.fields.FieldTypes;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The custom fields of tickets that are created later, again and again: checked now as they will be then. */
@Component
public class PlannedFields {
    /** Values for a ticket of a type; null takes away what the field would begin with. */
    public record Planned(UUID typeId, Map<String, JsonNode> values) {}

    private final Types types;
    private final Tickets tickets;
    private final CustomFields customFields;
    private final Forms forms;
    private final RecordNames records;

    PlannedFields(Types types, Tickets tickets, CustomFields customFields, Forms forms, RecordNames records) {
        this.types = types;
        this.tickets = tickets;
        this.customFields = customFields;
        this.forms = forms;
        this.records = records;
    }

    /**
     * The values in their form. What is wrong is told to {@code check}, of {@code fields.<key>}.
     *
     * @param builtIn the built-in properties of the ticket, as in a change, on which its form may depend
     * @param whole whether what the form needs has to be there; else it may be added until the ticket is created
     */
    public Map<String, JsonNode> checked(
            Tx tx, Context context, Planned planned, JsonNode builtIn, boolean whole, Check check) {
        TicketType type = types.get(context.tenant(), planned.typeId());
        var given = planned.values();
        var fields = customFields.initial(type);
        customFields.put(tx, context, type, fields, given, check);
        type.fields().stream()
                .filter(f -> given.containsKey(f.key()) && isOnce(f))
                .forEach(f -> check.error(
                        "fields." + f.key(), "unsuitable", "Only a ticket that is created once can have this"));
        Map<String, JsonNode> shown = fields;
        if (whole) {
            Ticket ticket = tickets.filled(context, type, null, builtIn).withFields(Map.copyOf(fields));
            shown = forms.asked(context, tx, type, FieldRole.AGENT, ticket, check);
        }
        var kept = new LinkedHashMap<String, JsonNode>();
        for (var e : given.entrySet()) {
            JsonNode value = shown.get(e.getKey());
            if (value != null) {
                kept.put(e.getKey(), value);
            } else if (e.getValue().isNull() && type.field(e.getKey()).isPresent()) {
                kept.put(e.getKey(), JsonNodeFactory.instance.nullNode());
            }
        }
        return kept;
    }

    /** A second ticket could not have the same: a file belongs to one, and what is unique is taken. */
    private static boolean isOnce(FieldDef field) {
        return field.unique() || FieldTypes.of(field).records() == RecordKind.FILE;
    }

    /** What of the values the type still has. */
    public Map<String, JsonNode> left(Context context, Planned planned) {
        Set<String> keys = types.get(context.tenant(), planned.typeId()).fields().stream()
                .map(FieldDef::key)
                .collect(Collectors.toSet());
        var left = new LinkedHashMap<>(planned.values());
        left.keySet().retainAll(keys);
        return left;
    }

    /** The names of what the values refer to: one statement for each kind of record, however many there are. */
    public Map<UUID, RecordNames.Ref> refs(Tx tx, Context context, Collection<Planned> all) {
        var wanted = new EnumMap<RecordKind, Set<UUID>>(RecordKind.class);
        for (Planned planned : all) {
            for (FieldDef field : types.get(context.tenant(), planned.typeId()).fields()) {
                JsonNode value = planned.values().get(field.key());
                RecordKind kind = FieldTypes.of(field).records();
                if (value != null && !value.isNull() && kind != null) {
                    wanted.computeIfAbsent(kind, k -> new HashSet<>())
                            .addAll(FieldTypes.of(field).ids(field, value));
                }
            }
        }
        return records.names(tx, context, wanted);
    }
}
