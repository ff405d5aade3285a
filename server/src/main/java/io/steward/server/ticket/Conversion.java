package io.steward.server.ticket;

import io.steward.server.journal.Audience;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.Draft;
import io.steward.server.ticket.rules.fields.FieldType.RecordKind;
import io.steward.server.ticket.rules.fields.FieldTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A ticket becomes one of another type of its desk, and keeps its number. Values of fields that both types have are carried;
 * the others are written down in a note, so that nothing is lost.
 */
@Component
public class Conversion {
    private final Database database;
    private final Tickets tickets;
    private final Types types;
    private final CustomFields customFields;
    private final RecordNames records;
    private final Journal journal;

    Conversion(
            Database database,
            Tickets tickets,
            Types types,
            CustomFields customFields,
            RecordNames records,
            Journal journal) {
        this.database = database;
        this.tickets = tickets;
        this.types = types;
        this.customFields = customFields;
        this.records = records;
        this.journal = journal;
    }

    /**
     * @param status in the new type; null for the one of the same key, else the first of the same category
     * @param keep the fields to carry where it is possible; null for all
     * @param fields values of the new type's fields, over those carried
     */
    public record Command(
            UUID typeId, @Nullable String status, @Nullable Set<String> keep, Map<String, JsonNode> fields) {}

    public Ticket convert(Context context, UUID id, Command command, int version) {
        return database.write(context.tenant(), tx -> {
            Ticket before = tickets.held(tx, context, id);
            if (before.version() != version) {
                throw Problem.stale(before);
            }
            return convert(tx, context, before, command);
        });
    }

    private Ticket convert(Tx tx, Context context, Ticket before, Command command) {
        var from = types.get(context.tenant(), before.typeId());
        var to = types.get(context.tenant(), command.typeId());
        var check = new Check();
        check.that(to.deskId().equals(from.deskId()), "typeId", "desk", "This type is another desk's");
        check.that(!to.id().equals(from.id()), "typeId", "same", "It is of this type already");
        check.that(to.active(), "typeId", "inactive", "This is no longer in use");
        check.done();
        var carried = carried(before, to, from, command.keep());
        var draft = new Draft(before, to);
        draft.restore(status(before, to, command.status()), context.at());
        draft.fields.clear();
        draft.fields.putAll(customFields.initial(to));
        customFields.number(tx, to, draft.fields);
        draft.fields.putAll(carried);
        customFields.put(tx, context, to, draft.fields, command.fields(), check);
        needed(context, to, draft, check);
        check.done();
        draft.changedBy = context.actor().id();
        Ticket after = draft.build(context.at());
        tickets.save(tx, context, before, after);
        customFields.saved(tx, context, from, before.fields(), after.withFields(Map.of()));
        customFields.saved(tx, context, to, files(to, carried), after);
        record(tx, context, from, to, before, after, carried);
        return after;
    }

    /** What has the same key and kind in both types, and is good in the new one. */
    private static Map<String, JsonNode> carried(
            Ticket before, TicketType to, TicketType from, @Nullable Set<String> keep) {
        var carried = new LinkedHashMap<String, JsonNode>();
        before.fields().forEach((key, value) -> {
            FieldKind old = from.definition().fields().stream()
                    .filter(f -> f.key().equals(key))
                    .map(FieldDef::kind)
                    .findFirst()
                    .orElse(null);
            FieldDef field = to.field(key).orElse(null);
            if (field != null && field.kind() == old && (keep == null || keep.contains(key)) && isGood(field, value)) {
                carried.put(key, value);
            }
        });
        return carried;
    }

    private static boolean isGood(FieldDef field, JsonNode value) {
        if (field.kind() == FieldKind.AUTO_NUMBER) {
            return true;
        }
        var check = new Check();
        return FieldTypes.of(field).read(field, value, check, field.key()) != null && check.isGood();
    }

    private static TicketType.Status status(Ticket before, TicketType to, @Nullable String wanted) {
        if (wanted != null) {
            return to.status(wanted)
                    .orElseThrow(() -> Problem.invalid("status", "unknown", "The type has no such status"));
        }
        return to.status(before.status())
                .filter(s -> s.category() == before.statusCategory())
                .or(() -> to.definition().statuses().stream()
                        .filter(s -> s.category() == before.statusCategory())
                        .findFirst())
                .orElseGet(to::initial);
    }

    /** What the new type always needs must be there; what depends on a condition is asked for by its form later. */
    private static void needed(Context context, TicketType to, Draft draft, Check check) {
        var roles = FieldRole.of(context, to.deskId());
        for (FieldDef field : to.fields()) {
            boolean asked = field.required()
                    && field.condition() == null
                    && field.writableBy(roles)
                    && !FieldTypes.of(field).computed();
            check.that(
                    !asked || draft.fields.containsKey(field.key()),
                    "fields." + field.key(),
                    "required",
                    "This is needed");
        }
    }

    /** Files belong to the ticket already: they are not attached again. */
    private static Map<String, JsonNode> files(TicketType to, Map<String, JsonNode> carried) {
        var files = new LinkedHashMap<String, JsonNode>();
        carried.forEach((key, value) -> to.field(key)
                .filter(f -> FieldTypes.of(f).records() == RecordKind.FILE)
                .ifPresent(f -> files.put(key, value)));
        return files;
    }

    private void record(
            Tx tx,
            Context context,
            TicketType from,
            TicketType to,
            Ticket before,
            Ticket after,
            Map<String, JsonNode> carried) {
        var entries = new ArrayList<NewEntry>();
        entries.add(NewEntry.of(
                Tickets.SUBJECT,
                after.id(),
                after.deskId(),
                "converted",
                Map.of("from", from.name(), "to", to.name(), "fromType", from.id(), "toType", to.id())));
        String lost = lost(tx, context, from, before, carried);
        if (!lost.isEmpty()) {
            entries.add(new NewEntry(
                    Ids.next(),
                    Tickets.SUBJECT,
                    after.id(),
                    after.deskId(),
                    "note",
                    Audience.INTERNAL,
                    Sanitizer.html(Sanitizer.fromText(from.name() + " → " + to.name()) + "<ul>" + lost + "</ul>"),
                    null,
                    Map.of("channel", Channel.AGENT.key())));
        }
        entries.addAll(tickets.changeEntries(tx, context, to, before, after.withFields(before.fields())));
        journal.appendAll(tx, context, entries);
    }

    /** The values left behind, as far as every agent may read them. */
    private String lost(Tx tx, Context context, TicketType from, Ticket before, Map<String, JsonNode> carried) {
        List<FieldDef> gone = from.definition().fields().stream()
                .filter(f -> before.fields().containsKey(f.key()) && !carried.containsKey(f.key()))
                .filter(f -> f.readableBy(Set.of(FieldRole.AGENT)))
                .toList();
        var names = records.of(tx, context, gone, List.of(before.fields()));
        var list = new StringBuilder();
        for (FieldDef field : gone) {
            JsonNode value = before.fields().get(field.key());
            if (value != null) {
                list.append("<li>")
                        .append(Sanitizer.fromText(field.name() + ": " + RecordNames.label(field, value, names)))
                        .append("</li>");
            }
        }
        return list.toString();
    }
}
