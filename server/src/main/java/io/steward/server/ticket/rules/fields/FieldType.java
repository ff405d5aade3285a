package io.steward.server.ticket.rules.fields;

import io.steward.server.platform.Check;
import io.steward.server.query.QueryType;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.RecordKind;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a kind of field accepts, keeps and means. Pure: whether the records it names exist is checked by who has a database. */
public interface FieldType {
    /** What queries may do with its values. */
    QueryType queryType(FieldDef field);

    /**
     * The value as it is kept; null when it is not good, which {@code check} then knows.
     *
     * @param given as it came, never null and never a JSON null
     * @param path the name of the field in errors
     */
    @Nullable
    JsonNode read(FieldDef field, JsonNode given, Check check, String path);

    /**
     * The value as queries and formulas compare it: text, Double, Boolean, Instant, or a list of texts for what holds
     * several; null when there is none.
     */
    @Nullable
    Object compared(FieldDef field, JsonNode kept);

    /** As a person reads it. */
    String label(FieldDef field, JsonNode kept, Names names);

    /** The records that a value names. */
    default List<UUID> ids(FieldDef field, JsonNode kept) {
        return List.of();
    }

    /** What the ids are of; null for kinds that name no records. */
    default @Nullable RecordKind records() {
        return null;
    }

    /** Settings of {@code config} that this kind knows. */
    default Set<String> settings() {
        return Set.of();
    }

    /** Finds fault with a field's definition. */
    default void define(FieldDef field, Check check, String path) {}

    /** Computed when it is read, never written. */
    default boolean computed() {
        return false;
    }

    /** Names of records by id. */
    @FunctionalInterface
    interface Names {
        String of(RecordKind kind, UUID id);
    }
}
