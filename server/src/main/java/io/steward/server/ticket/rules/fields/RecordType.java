package io.steward.server.ticket.rules.fields;

import io.steward.server.platform.Check;
import io.steward.server.query.QueryType;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.RecordKind;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One or several records by id: people, teams, tickets, files and so on. */
final class RecordType implements FieldType {
    private static final int MOST = 50;
    private final RecordKind kind;
    private final boolean several;
    private final Set<String> settings;

    RecordType(RecordKind kind, boolean several, String... settings) {
        this.kind = kind;
        this.several = several;
        this.settings = Set.of(settings);
    }

    @Override
    public QueryType queryType(FieldDef field) {
        return several ? QueryType.TAGS : QueryType.CHOICE;
    }

    @Override
    public RecordKind records() {
        return kind;
    }

    @Override
    public Set<String> settings() {
        return settings;
    }

    @Override
    public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
        if (!several) {
            UUID id = Values.id(given);
            return id == null ? Values.bad(check, path, "unreadable", "An id") : Values.JSON.stringNode(id.toString());
        }
        int most = Math.min(MOST, (int) NumberType.or(field.number("most"), MOST));
        List<String> texts = Values.texts(given, check, path, most);
        if (texts == null) {
            return null;
        }
        for (JsonNode one : given) {
            if (Values.id(one) == null) {
                return Values.bad(check, path, "unreadable", "A list of ids");
            }
        }
        return Values.list(texts);
    }

    @Override
    public List<UUID> ids(FieldDef field, JsonNode kept) {
        if (!several) {
            UUID id = Values.id(kept);
            return id == null ? List.of() : List.of(id);
        }
        return Values.kept(kept).stream()
                .map(t -> Values.id(Values.JSON.stringNode(t)))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public Object compared(FieldDef field, JsonNode kept) {
        return several ? Values.kept(kept) : kept.asString("");
    }

    @Override
    public String label(FieldDef field, JsonNode kept, Names names) {
        return ids(field, kept).stream().map(id -> names.of(kind, id)).collect(Collectors.joining(", "));
    }
}
