package io.steward.server.ticket;

import io.steward.server.journal.Audience;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.fields.FieldType;
import io.steward.server.ticket.rules.fields.FieldType.RecordKind;
import io.steward.server.ticket.rules.fields.FieldTypes;
import io.steward.server.ticket.store.Around;
import io.steward.server.ticket.store.FieldValueStore;
import io.steward.server.ticket.store.Numbers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The values of custom fields: what is given is checked and brought into form, and what hangs on values is kept. */
@Component
class CustomFields {
    private final RecordNames records;
    private final FileStore files;
    private final Around around;
    private final FieldValueStore index;
    private final Numbers numbers;

    CustomFields(RecordNames records, FileStore files, Around around, FieldValueStore index, Numbers numbers) {
        this.records = records;
        this.files = files;
        this.around = around;
        this.index = index;
        this.numbers = numbers;
    }

    /** Puts the given values, null to clear, over those there are. Everything wrong is told to {@code check}. */
    void put(
            Tx tx,
            Context context,
            TicketType type,
            Map<String, JsonNode> fields,
            Map<String, JsonNode> given,
            Check check) {
        if (given.isEmpty()) {
            return;
        }
        check.that(given.size() <= 500, "fields", "too-many", "At most 500 fields");
        var roles = FieldRole.of(context, type.deskId());
        var before = Map.copyOf(fields);
        given.forEach((key, value) -> put(context, type, roles, fields, key, value, check));
        refer(tx, context, type, before, fields, given.keySet(), check);
    }

    private static void put(
            Context context,
            TicketType type,
            Set<FieldRole> roles,
            Map<String, JsonNode> fields,
            String key,
            JsonNode value,
            Check check) {
        String path = "fields." + key;
        FieldDef field = type.field(key).orElse(null);
        if (field == null || !field.readableBy(roles)) {
            check.error(path, "unknown", "There is no such field");
        } else if (!field.writableBy(roles) || field.kind() == FieldKind.VOTE) {
            check.error(path, "forbidden", "You may not set this");
        } else if (value.isNull()) {
            check.that(!field.required() || fields.get(key) == null, path, "required", "This is needed");
            fields.remove(key);
        } else {
            JsonNode good = FieldTypes.of(field).read(field, value, check, path);
            if (good == null) {
                fields.remove(key);
            } else {
                fields.put(key, field.kind() == FieldKind.SIGNATURE ? signed(context, fields.get(key), good) : good);
            }
        }
    }

    /** Who signed and when is ours to say, not the browser's. */
    private static JsonNode signed(Context context, @Nullable JsonNode before, JsonNode good) {
        if (before != null && before.path("file").equals(good.path("file"))) {
            return before;
        }
        ObjectNode signature = ((ObjectNode) good).deepCopy();
        UUID by = context.actor().id();
        signature.remove(List.of("by", "at"));
        if (by != null) {
            signature.put("by", by.toString());
        }
        return signature.put("at", context.at().toString());
    }

    /** What the new values refer to must exist, and the actor must know of it. */
    private void refer(
            Tx tx,
            Context context,
            TicketType type,
            Map<String, JsonNode> before,
            Map<String, JsonNode> fields,
            Set<String> given,
            Check check) {
        var changed = type.fields().stream()
                .filter(f ->
                        given.contains(f.key()) && FieldTypes.of(f).records() != null && fields.containsKey(f.key()))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        var names = records.of(tx, context, changed, List.of(fields));
        for (FieldDef field : changed) {
            FieldType kind = FieldTypes.of(field);
            JsonNode old = before.get(field.key());
            var known = new HashSet<>(old == null ? List.<UUID>of() : kind.ids(field, old));
            for (UUID id : kind.ids(field, Objects.requireNonNull(fields.get(field.key())))) {
                boolean good = known.contains(id)
                        || (kind.records() == RecordKind.FILE ? isOwn(tx, context, id) : names.containsKey(id));
                check.that(
                        good, "fields." + field.key(), "unknown", "There is no such record, or it is not yours to see");
            }
        }
    }

    private boolean isOwn(Tx tx, Context context, UUID file) {
        return files.find(tx, file)
                .filter(f -> Objects.equals(f.ownerId(), context.actor().id()))
                .isPresent();
    }

    /** What fields start with. What cannot be read any more is passed over. */
    Map<String, JsonNode> initial(TicketType type) {
        var fields = new LinkedHashMap<String, JsonNode>();
        for (FieldDef field : type.fields()) {
            JsonNode value = field.defaultValue();
            if (value != null && !value.isNull()) {
                var check = new Check();
                JsonNode good = FieldTypes.of(field).read(field, value, check, field.key());
                if (good != null) {
                    fields.put(field.key(), good);
                }
            }
        }
        return fields;
    }

    /** Automatic numbers of a new ticket. */
    void number(Tx tx, TicketType type, Map<String, JsonNode> fields) {
        for (FieldDef field : type.fields()) {
            if (field.kind() == FieldKind.AUTO_NUMBER) {
                Double start = field.number("start");
                long first = start == null ? 1 : start.longValue();
                fields.put(
                        field.key(),
                        tools.jackson.databind.node.JsonNodeFactory.instance.numberNode(
                                numbers.draw(tx, "field:" + field.id(), first)));
            }
        }
    }

    /** After the ticket was saved: files belong to it now, and what is searched by is noted. */
    void saved(Tx tx, Context context, TicketType type, Map<String, JsonNode> before, Ticket after) {
        if (before.equals(after.fields())) {
            return;
        }
        for (FieldDef field : type.fields()) {
            JsonNode now = after.fields().get(field.key());
            JsonNode old = before.get(field.key());
            if (!Objects.equals(now, old)) {
                attach(tx, context, field, old, now, after);
                note(tx, field, now, after);
            }
        }
    }

    private void attach(
            Tx tx, Context context, FieldDef field, @Nullable JsonNode old, @Nullable JsonNode now, Ticket ticket) {
        FieldType kind = FieldTypes.of(field);
        if (kind.records() != RecordKind.FILE || now == null) {
            return;
        }
        var there = old == null ? List.<UUID>of() : kind.ids(field, old);
        var audience = field.read().contains(FieldRole.REQUESTER) ? Audience.PUBLIC : Audience.INTERNAL;
        var added =
                kind.ids(field, now).stream().filter(f -> !there.contains(f)).toList();
        if (added.isEmpty()) {
            return;
        }
        files.keep(tx, added);
        for (UUID file : added) {
            around.attach(tx, file, ticket.id(), null, audience, true, context.at());
        }
    }

    private void note(Tx tx, FieldDef field, @Nullable JsonNode now, Ticket ticket) {
        if (!field.indexed() && !field.unique()) {
            return;
        }
        Object compared = now == null ? null : FieldTypes.of(field).compared(field, now);
        try {
            index.put(tx, field, ticket.id(), compared);
        } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
            throw Problem.invalid("fields." + field.key(), "used", "Another ticket has this already");
        }
    }
}
