package io.steward.server.ticket;

import static io.steward.db.identity.Tables.TEAM;
import static io.steward.db.ticket.Tables.CATEGORY;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.platform.Context;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.FieldChange;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Readable names for keys and ids, kept in the journal as they were at the time. */
@Component
public class Labels {
    private static final List<String> LEVELS = List.of("High", "Medium", "Low");
    private final Types types;
    private final Desks desks;
    private final Directory directory;
    private final TicketStore tickets;
    private final RecordNames records;

    Labels(Types types, Desks desks, Directory directory, TicketStore tickets, RecordNames records) {
        this.types = types;
        this.desks = desks;
        this.directory = directory;
        this.tickets = tickets;
        this.records = records;
    }

    /**
     * A value as a person reads it, with its key.
     *
     * @param body the whole of a text of which {@code label} is the beginning, as safe HTML
     * @param value what a field of the customer's holds that is no text: the past can be asked of it as of the present
     */
    public record Value(
            @Nullable String key,
            String label,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String body,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode value) {
        public Value(@Nullable String key, String label) {
            this(key, label, null, null);
        }
    }

    public record Change(
            String field, @Nullable Value from, @Nullable Value to) {}

    List<Change> readable(Tx tx, Ticket ticket, List<FieldChange> changes) {
        return changes.stream()
                .map(c -> new Change(
                        c.field().key(), value(tx, ticket, c.field(), c.from()), value(tx, ticket, c.field(), c.to())))
                .toList();
    }

    /** The changes of custom fields; {@code custom} says so, since who may read them depends on the field. */
    public record CustomChange(
            String field,
            String name,
            boolean custom,
            @Nullable Value from,
            @Nullable Value to) {}

    List<CustomChange> custom(
            Tx tx, Context context, TicketType type, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        var changed = type.definition().fields().stream()
                .filter(f -> !Objects.equals(before.get(f.key()), after.get(f.key())))
                .toList();
        if (changed.isEmpty()) {
            return List.of();
        }
        var names = records.of(tx, context, changed, List.of(before, after));
        return changed.stream()
                .map(f -> new CustomChange(
                        f.key(),
                        f.name(),
                        true,
                        value(f, before.get(f.key()), names),
                        value(f, after.get(f.key()), names)))
                .toList();
    }

    private static @Nullable Value value(FieldDef field, @Nullable JsonNode kept, Map<UUID, RecordNames.Ref> names) {
        if (kept == null) {
            return null;
        }
        String label = RecordNames.label(field, kept, names);
        return kept.isString()
                ? new Value(kept.stringValue(), shortened(label))
                : new Value(null, shortened(label), null, kept);
    }

    private @Nullable Value value(Tx tx, Ticket ticket, TicketField field, @Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        return switch (field) {
            case TITLE -> new Value(null, raw.toString());
            case DESCRIPTION -> new Value(null, shortened(Sanitizer.text(raw.toString())), raw.toString(), null);
            case STATUS ->
                new Value(
                        raw.toString(),
                        types.get(tx.tenant(), ticket.typeId())
                                .status(raw.toString())
                                .map(TicketType.Status::name)
                                .orElse(raw.toString()));
            case IMPACT, URGENCY -> new Value(raw.toString(), LEVELS.get((Integer) raw - 1));
            case PRIORITY -> new Value(raw.toString(), "P" + raw);
            case CATEGORY ->
                new Value(
                        raw.toString(),
                        types.category(tx.tenant(), (UUID) raw)
                                .map(Category::name)
                                .orElse("?"));
            case TEAM ->
                new Value(
                        raw.toString(),
                        desks.team(tx.tenant(), (UUID) raw).map(Team::name).orElse("?"));
            case ASSIGNEE, REQUESTER -> person(tx, (UUID) raw);
            case PARENT ->
                new Value(
                        raw.toString(),
                        tickets.find(tx, (UUID) raw, Visible.ALL)
                                .map(Ticket::number)
                                .orElse("?"));
            case TAGS ->
                new Value(
                        null,
                        String.join(
                                ", ",
                                ((List<?>) raw).stream().map(Object::toString).toList()));
        };
    }

    Value person(Tx tx, UUID id) {
        PersonRef ref = directory.ref(tx, id);
        return new Value(id.toString(), ref == null ? "?" : ref.name());
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
