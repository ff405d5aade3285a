package io.steward.server.ticket;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.Team;
import io.steward.server.platform.Context;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.StoredFile;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.fields.FieldType;
import io.steward.server.ticket.rules.fields.FieldTypes;
import io.steward.server.ticket.spi.RecordSource;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Names of the records that custom fields refer to: one statement for each kind of record, however many. */
@Component
public class RecordNames {
    /** @param number of a ticket */
    public record Ref(String name, @Nullable String number) {}

    /** A value as a person reads it; tickets by their number, what may not be known as a question mark. */
    public static String label(FieldDef field, JsonNode kept, Map<UUID, Ref> names) {
        return FieldTypes.of(field).label(field, kept, (kind, id) -> {
            Ref ref = names.get(id);
            return ref == null ? "?" : ref.number() == null ? ref.name() : ref.number();
        });
    }

    private final Desks desks;
    private final Directory directory;
    private final TicketStore tickets;
    private final FileStore files;
    private final Map<RecordKind, RecordSource> sources = new EnumMap<>(RecordKind.class);

    RecordNames(Desks desks, Directory directory, TicketStore tickets, FileStore files, List<RecordSource> sources) {
        this.desks = desks;
        this.directory = directory;
        this.tickets = tickets;
        this.files = files;
        sources.forEach(s -> this.sources.put(s.kind(), s));
    }

    /** The names of what the values refer to, so far as the actor may know it. */
    public Map<UUID, Ref> of(
            Tx tx, Context context, Collection<FieldDef> fields, Collection<Map<String, JsonNode>> values) {
        var wanted = new EnumMap<RecordKind, Set<UUID>>(RecordKind.class);
        for (FieldDef field : fields) {
            FieldType type = FieldTypes.of(field);
            RecordKind kind = type.records();
            if (kind == null) {
                continue;
            }
            for (var one : values) {
                JsonNode kept = one.get(field.key());
                if (kept != null) {
                    wanted.computeIfAbsent(kind, k -> new HashSet<>()).addAll(type.ids(field, kept));
                }
            }
        }
        return names(tx, context, wanted);
    }

    /** The names of records by kind. Those that are not there, or not the actor's to know, are left out. */
    public Map<UUID, Ref> names(Tx tx, Context context, Map<RecordKind, Set<UUID>> wanted) {
        var found = new HashMap<UUID, Ref>();
        wanted.forEach((kind, ids) -> {
            if (!ids.isEmpty()) {
                found.putAll(names(tx, context, kind, ids));
            }
        });
        return found;
    }

    /** The records of a kind that a ticket's fields name. */
    public static Set<UUID> ids(TicketType type, Ticket ticket, RecordKind kind) {
        if (ticket.fields().isEmpty()) {
            return Set.of();
        }
        var ids = new HashSet<UUID>();
        for (FieldDef field : type.fields()) {
            JsonNode kept = ticket.fields().get(field.key());
            if (kept != null && FieldTypes.of(field).records() == kind) {
                ids.addAll(FieldTypes.of(field).ids(field, kept));
            }
        }
        return ids;
    }

    private Map<UUID, Ref> names(Tx tx, Context context, RecordKind kind, Set<UUID> ids) {
        var found = new HashMap<UUID, Ref>();
        switch (kind) {
            case PERSON -> directory.refs(tx, ids).forEach((id, ref) -> found.put(id, new Ref(ref.name(), null)));
            case TEAM ->
                ids.forEach(id -> desks.team(tx.tenant(), id)
                        .map(Team::name)
                        .ifPresent(name -> found.put(id, new Ref(name, null))));
            case TICKET ->
                tickets.byIds(tx, ids, Visible.writableBy(context))
                        .forEach(t -> found.put(t.id(), new Ref(t.title(), t.number())));
            case FILE -> {
                for (UUID id : ids) {
                    files.find(tx, id).map(StoredFile::name).ifPresent(name -> found.put(id, new Ref(name, null)));
                }
            }
            case UNIT, CI -> {
                var source = sources.get(kind);
                if (source != null) {
                    source.names(tx, context, ids).forEach((id, name) -> found.put(id, new Ref(name, null)));
                }
            }
        }
        return found;
    }
}
