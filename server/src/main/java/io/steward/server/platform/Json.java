package io.steward.server.platform;

import org.jooq.JSONB;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one JSON mapper for what is kept in the database: strict about types, forgiving about fields that an earlier version did
 * not write yet (false, 0, null) or a later one added.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() {}

    public static JSONB of(Object value) {
        return JSONB.valueOf(text(value));
    }

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static <T> T read(JSONB json, Class<T> type) {
        return MAPPER.readValue(json.data(), type);
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    public static <T> T read(String json, TypeReference<T> type) {
        return MAPPER.readValue(json, type);
    }

    public static <T> T read(JSONB json, TypeReference<T> type) {
        return MAPPER.readValue(json.data(), type);
    }

    public static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }
}
